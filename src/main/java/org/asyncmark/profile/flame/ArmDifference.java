package org.asyncmark.profile.flame;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.asyncmark.analyse.Arm;
import org.asyncmark.analyse.ArmKey;
import org.asyncmark.model.Model;

/**
 * One key in which arms are compared: {@code jdk:17..25}, {@code model:platform..virtual}, or a
 * parameter.
 *
 * @param key {@code jdk}, {@code model} or a parameter's name
 * @param from its value in the base
 * @param to its value in the other arm
 */
public record ArmDifference(String key, String from, String to) {
  static final String JDK = "jdk";
  static final String MODEL = "model";

  private static final Pattern FORM = Pattern.compile("([^:]+):(.+?)\\.\\.(.+)");

  /**
   * Reads a difference.
   *
   * @throws IllegalArgumentException if it is not of the form {@code KEY:FROM..TO}
   */
  public static ArmDifference parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw new IllegalArgumentException(
          "--diff wants KEY:FROM..TO, got '"
              + text
              + "'; for example jdk:17..25 or model:platform..virtual");
    }
    return new ArmDifference(form.group(1), form.group(2), form.group(3));
  }

  /**
   * Returns what is compared if nobody says it: the baseline with the newest JDK, and each model
   * with platform threads.
   *
   * @param jdks names, oldest first
   * @param baseline one of them
   */
  public static List<ArmDifference> usual(List<String> jdks, String baseline) {
    List<ArmDifference> usual = new ArrayList<>();
    String newest = jdks.get(jdks.size() - 1);
    if (!newest.equals(baseline)) {
      usual.add(new ArmDifference(JDK, baseline, newest));
    }
    for (Model model : Model.ofJava()) {
      if (model != Model.PLATFORM) {
        usual.add(new ArmDifference(MODEL, Model.PLATFORM.id(), model.id()));
      }
    }
    return usual;
  }

  /** Returns the pairs that differ in this key alone, in the order of the base arms. */
  public List<FlamePair> pairs(List<Arm> arms) {
    Optional<ArmKey> named = ArmKey.named(key, arms);
    if (named.isEmpty()) {
      return List.of();
    }
    ArmKey changing = named.get();
    return arms.stream()
        .filter(base -> changing.in(base).equals(Optional.of(from)))
        .flatMap(
            base ->
                arms.stream()
                    .filter(other -> changing.in(other).equals(Optional.of(to)))
                    .filter(
                        other ->
                            ArmKey.without(other, changing).equals(ArmKey.without(base, changing)))
                    .map(other -> new FlamePair(this, base, other)))
        .toList();
  }

  /** Returns what two arms that differ in this key have in common, in words. */
  String common(Arm base) {
    ArmKey changing = ArmKey.named(key, List.of(base)).orElseThrow();
    return ArmKey.without(base, changing).entrySet().stream()
        .map(
            each ->
                switch (each.getKey().kind()) {
                  case PATTERN, MODEL -> each.getValue();
                  case JDK -> "JDK " + each.getValue();
                  case SETTING, PARAM, OWN -> each.getKey().name() + "=" + each.getValue();
                })
        .collect(Collectors.joining(" "));
  }

  @Override
  public String toString() {
    return key + ":" + from + ".." + to;
  }
}
