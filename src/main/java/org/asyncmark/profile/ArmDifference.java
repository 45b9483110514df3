package org.asyncmark.profile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.asyncmark.analyse.Arm;
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

  /** Each model has a pool and a mechanism of its own. */
  private static final List<String> OF_A_MODEL = List.of("poolSize", "mechanism");

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
    for (Model model : Model.values()) {
      if (model != Model.PLATFORM) {
        usual.add(new ArmDifference(MODEL, Model.PLATFORM.id(), model.id()));
      }
    }
    return usual;
  }

  /** Returns the pairs that differ in this key alone, in the order of the base arms. */
  public List<ArmPair> pairs(List<Arm> arms) {
    return arms.stream()
        .filter(base -> from.equals(keys(base).get(key)))
        .flatMap(
            base ->
                arms.stream()
                    .filter(other -> to.equals(keys(other).get(key)))
                    .filter(other -> without(other).equals(without(base)))
                    .map(other -> new ArmPair(this, base, other)))
        .toList();
  }

  private Map<String, String> without(Arm arm) {
    Map<String, String> keys = keys(arm);
    keys.remove(key);
    if (key.equals(MODEL)) {
      OF_A_MODEL.forEach(keys::remove);
    }
    return keys;
  }

  private static Map<String, String> keys(Arm arm) {
    Map<String, String> keys = new HashMap<>(arm.params());
    keys.put("pattern", arm.pattern());
    keys.put(MODEL, arm.model());
    keys.put(JDK, arm.jdk());
    return keys;
  }

  /** Returns what two arms that differ in this key have in common, in words. */
  String common(Arm base) {
    Map<String, String> keys = without(base);
    keys.remove("pattern");
    Stream<String> named =
        Stream.of(MODEL, JDK)
            .filter(keys::containsKey)
            .map(name -> name.equals(JDK) ? "JDK " + keys.get(JDK) : keys.get(name));
    Stream<String> params =
        keys.keySet().stream()
            .filter(name -> !name.equals(MODEL) && !name.equals(JDK))
            .sorted()
            .map(name -> name + "=" + keys.get(name));
    return Stream.of(Stream.of(base.pattern()), named, params)
        .flatMap(each -> each)
        .collect(Collectors.joining(" "));
  }

  @Override
  public String toString() {
    return key + ":" + from + ".." + to;
  }
}
