package org.asyncmark.analyse;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The arms of two runs that found no partner in the other one, and why. */
final class Unmatched {
  private static final int NAMED = 3;

  private final List<Arm> base;
  private final List<Arm> other;
  private final Predicate<Arm> anyJdk;
  private final List<ArmKey> telling;
  private final List<ArmPair> inOtherModes = new ArrayList<>();

  /**
   * Creates what is left of two runs.
   *
   * @param anyJdk tells of an arm whether its partner may be of another JDK
   * @param telling keys that tell all arms of the runs apart
   */
  Unmatched(List<Arm> base, List<Arm> other, Predicate<Arm> anyJdk, List<ArmKey> telling) {
    this.base = new ArrayList<>(base);
    this.other = new ArrayList<>(other);
    this.anyJdk = anyJdk;
    this.telling = telling;
    pairModes();
  }

  /** Returns what partners have in common. */
  static Map<ArmKey, String> key(Arm arm, Predicate<Arm> anyJdk) {
    Map<ArmKey, String> key = ArmKey.of(arm);
    if (anyJdk.test(arm)) {
      key.remove(ArmKey.JDK);
    }
    return key;
  }

  private void pairModes() {
    Map<Map<ArmKey, String>, Arm> bases = new LinkedHashMap<>();
    base.forEach(arm -> bases.putIfAbsent(withoutMode(arm), arm));
    Map<Map<ArmKey, String>, Arm> others = new LinkedHashMap<>();
    other.forEach(arm -> others.putIfAbsent(withoutMode(arm), arm));
    bases.keySet().retainAll(others.keySet());
    bases.forEach(
        (key, arm) ->
            inOtherModes.add(
                new ArmPair(arm, Objects.requireNonNull(others.get(key), "both have the key"))));
    base.removeIf(arm -> bases.containsKey(withoutMode(arm)));
    other.removeIf(arm -> bases.containsKey(withoutMode(arm)));
  }

  private Map<ArmKey, String> withoutMode(Arm arm) {
    Map<ArmKey, String> key = key(arm, anyJdk);
    key.remove(ArmKey.MODE);
    return key;
  }

  /** Returns the arms that differ in JMH's mode alone; they are no partners for that. */
  List<ArmPair> inOtherModes() {
    return List.copyOf(inOtherModes);
  }

  /** Returns how the arms are called that the base alone has. */
  List<String> missing() {
    return base.stream().map(arm -> ArmKeys.label(arm, telling)).toList();
  }

  /** Returns which arms are in one run only, and why, if there are any. */
  Optional<String> warning() {
    int all = base.size() + other.size();
    if (all == 0) {
      return Optional.empty();
    }
    String names =
        Stream.of(named("run 1", base), named("run 2", other))
            .filter(each -> !each.isEmpty())
            .collect(Collectors.joining("; "));
    String differences = String.join("; ", differences("run 1", "run 2"));
    return Optional.of(
        (all == 1 ? "1 arm is" : all + " arms are")
            + " in one of the runs only. "
            + Character.toUpperCase(names.charAt(0))
            + names.substring(1)
            + (differences.isEmpty() ? "" : ". What differs: " + differences)
            + ".");
  }

  private String named(String run, List<Arm> arms) {
    return arms.isEmpty()
        ? ""
        : run + ": " + few(arms.stream().map(arm -> ArmKeys.label(arm, telling)).toList());
  }

  /**
   * Returns what differs between the runs, and what to do.
   *
   * @param baseName what the base is called
   * @param otherName what the other run is called
   */
  String reasons(String baseName, String otherName) {
    List<String> differences = differences(baseName, otherName);
    if (differences.isEmpty()) {
      return "the benchmarks differ, "
          + few(patterns(base))
          + " in "
          + baseName
          + " and "
          + few(patterns(other))
          + " in "
          + otherName
          + "; compare runs that have some in common";
    }
    return String.join("; ", differences)
        + "; measure both alike"
        + (differing().containsKey(ArmKey.JDK)
            ? ", or keep the results of one JDK in each file: files of one JDK each pair, whichever"
                + " it is"
            : "");
  }

  private static List<String> patterns(List<Arm> arms) {
    return arms.stream().map(Arm::pattern).distinct().toList();
  }

  private List<String> differences(String baseName, String otherName) {
    List<String> differences = new ArrayList<>();
    differing()
        .forEach(
            (key, values) -> differences.add(values.words(word(key), key, baseName, otherName)));
    return differences;
  }

  private static String word(ArmKey key) {
    return switch (key.kind()) {
      case PATTERN -> "benchmark";
      case MODEL -> "model";
      case JDK -> "JDK";
      case SETTING -> "setting " + key.name();
      case PARAM, OWN -> "parameter " + key.name();
    };
  }

  /** The values of a key on both sides; none where the arms of a side do not have it. */
  private record Values(Set<String> base, Set<String> other) {
    String words(String word, ArmKey key, String baseName, String otherName) {
      if (base.isEmpty() || other.isEmpty()) {
        return String.format(
            Locale.ROOT,
            "the %s is in %s alone (%s=%s)",
            word,
            base.isEmpty() ? otherName : baseName,
            key.name(),
            few(base.isEmpty() ? other : base));
      }
      return String.format(
          Locale.ROOT,
          "the %s is %s in %s and %s in %s",
          word,
          few(base),
          baseName,
          few(other),
          otherName);
    }
  }

  /** Returns the keys in which arms of one benchmark differ from those that are most like them. */
  private Map<ArmKey, Values> differing() {
    Map<ArmKey, Values> differing = new LinkedHashMap<>();
    Map<String, List<Map<ArmKey, String>>> others = new HashMap<>();
    for (Arm arm : other) {
      others.computeIfAbsent(arm.pattern(), key -> new ArrayList<>()).add(key(arm, anyJdk));
    }
    for (Arm arm : base) {
      Map<ArmKey, String> keys = key(arm, anyJdk);
      others.getOrDefault(arm.pattern(), List.of()).stream()
          .min(Comparator.comparingInt(each -> distance(keys, each)))
          .ifPresent(nearest -> add(differing, keys, nearest));
    }
    return differing;
  }

  private static int distance(Map<ArmKey, String> some, Map<ArmKey, String> other) {
    int shared = 0;
    int equal = 0;
    for (Map.Entry<ArmKey, String> each : some.entrySet()) {
      String value = other.get(each.getKey());
      shared += value == null ? 0 : 1;
      equal += each.getValue().equals(value) ? 1 : 0;
    }
    return some.size() + other.size() - shared - equal;
  }

  private static void add(
      Map<ArmKey, Values> differing, Map<ArmKey, String> some, Map<ArmKey, String> other) {
    Set<ArmKey> keys = new LinkedHashSet<>(some.keySet());
    keys.addAll(other.keySet());
    if (isPython(some) != isPython(other)) {
      keys.remove(ArmKey.JDK); // the model says it: no other runs on a Python
    }
    for (ArmKey key : keys) {
      String before = some.get(key);
      String after = other.get(key);
      if (!Objects.equals(before, after)) {
        Values values =
            differing.computeIfAbsent(
                key, each -> new Values(new LinkedHashSet<>(), new LinkedHashSet<>()));
        Optional.ofNullable(before).ifPresent(values.base()::add);
        Optional.ofNullable(after).ifPresent(values.other()::add);
      }
    }
  }

  private static boolean isPython(Map<ArmKey, String> arm) {
    return Arm.ASYNCIO.equals(arm.get(ArmKey.MODEL));
  }

  private static String few(Collection<String> all) {
    int more = all.size() - NAMED;
    String first = all.stream().limit(NAMED).collect(Collectors.joining(", "));
    return first + (more > 0 ? " and " + more + " more" : "");
  }
}
