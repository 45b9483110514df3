package org.asyncmark.analyse;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.asyncmark.analyse.ArmKey.Kind;
import org.jspecify.annotations.Nullable;

/** The words for what arms are told apart by, in the names of rows, columns and tables. */
public final class ArmKeys {
  private static final Comparator<ArmKey> BY_NAME =
      Comparator.comparing(ArmKey::name).thenComparing(ArmKey::kind);

  private ArmKeys() {}

  /**
   * Returns the key of a word.
   *
   * @throws IllegalArgumentException if no arm has such a key; the message lists those there are
   */
  static ArmKey named(String word, Collection<Arm> arms) {
    return ArmKey.named(word, arms)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "want a key of the arms, got '"
                        + word
                        + "'; there are "
                        + String.join(", ", new TreeSet<>(words(all(arms), arms)))));
  }

  /** Returns the keys of several words. */
  static List<ArmKey> named(Collection<String> words, Collection<Arm> arms) {
    return words.stream().map(word -> named(word, arms)).toList();
  }

  /** Returns the words that name keys of arms. */
  static List<String> words(Collection<ArmKey> keys, Collection<Arm> arms) {
    return keys.stream().map(key -> key.word(arms)).toList();
  }

  /** Returns all keys that some arm has, those that are no parameter first. */
  private static Set<ArmKey> all(Collection<Arm> arms) {
    Set<ArmKey> keys = new LinkedHashSet<>(List.of(ArmKey.JDK, ArmKey.MODEL, ArmKey.PATTERN));
    arms.stream()
        .flatMap(arm -> ArmKey.of(arm).keySet().stream())
        .sorted(Comparator.comparing(ArmKey::kind).thenComparing(ArmKey::name))
        .forEach(keys::add);
    return keys;
  }

  /** Returns the keys in which arms differ, those that are no parameter first. */
  static List<ArmKey> differing(Collection<Arm> arms) {
    Map<ArmKey, Set<String>> values = new LinkedHashMap<>();
    all(arms).forEach(key -> values.put(key, new TreeSet<>()));
    for (Arm arm : arms) {
      ArmKey.of(arm)
          .forEach((key, value) -> values.computeIfAbsent(key, none -> new TreeSet<>()).add(value));
    }
    return values.entrySet().stream()
        .filter(each -> each.getValue().size() > 1)
        .map(Map.Entry::getKey)
        .filter(key -> !key.equals(ArmKey.JDK) || severalRuntimes(arms))
        .toList();
  }

  /** Tells whether there are several JDKs, or several Pythons: one of each is no choice. */
  private static boolean severalRuntimes(Collection<Arm> arms) {
    return Stream.of(true, false)
        .map(python -> arms.stream().filter(arm -> arm.ofPython() == python).map(Arm::jdk))
        .anyMatch(names -> names.distinct().limit(2).count() == 2);
  }

  /** Returns the keys whose value two arms do not share, also because one of them has none. */
  static List<ArmKey> unequal(Arm some, Arm other) {
    return all(List.of(some, other)).stream()
        .filter(key -> !key.in(some).equals(key.in(other)))
        .toList();
  }

  /**
   * Returns the settings and parameters that neither the rows' names nor the columns show, one line
   * for each pattern; where models differ in one, each value with its models.
   */
  static List<String> unshown(Collection<Arm> arms, Collection<ArmKey> shown) {
    Map<String, Map<ArmKey, Map<String, Set<String>>>> models = new LinkedHashMap<>();
    for (Arm arm : arms) {
      ArmKey.of(arm)
          .forEach(
              (key, value) -> {
                if (inRest(key) && !shown.contains(key)) {
                  models
                      .computeIfAbsent(arm.pattern(), pattern -> new TreeMap<>(BY_NAME))
                      .computeIfAbsent(key, each -> new LinkedHashMap<>())
                      .computeIfAbsent(value, each -> new LinkedHashSet<>())
                      .add(arm.model());
                }
              });
    }
    List<String> lines = new ArrayList<>();
    models.forEach(
        (pattern, keys) -> {
          List<String> parts = new ArrayList<>();
          keys.forEach(
              (key, values) -> parts.add(word(key, keys.keySet()) + "=" + ofModels(values)));
          lines.add(pattern + ": " + String.join(" ", parts));
        });
    return lines;
  }

  private static boolean inRest(ArmKey key) {
    return key.kind() == Kind.SETTING || key.isParam();
  }

  private static String ofModels(Map<String, Set<String>> values) {
    return values.entrySet().stream()
        .map(
            each -> {
              String models = String.join(", ", each.getValue());
              boolean all = values.size() == 1 || models.isEmpty();
              return each.getKey() + (all ? "" : " (" + models + ")");
            })
        .collect(Collectors.joining(", "));
  }

  /** Returns a name that tells an arm from the others of a run. */
  public static String labelAmong(Arm arm, List<ArmForks> all) {
    return label(arm, telling(all.stream().map(ArmForks::arm).toList(), null));
  }

  /** Returns a row's name: the values of the keys asked for, in their order. */
  static String label(Arm arm, Collection<ArmKey> keys) {
    return label(arm, arm, keys);
  }

  /**
   * Returns the same of an arm in the group of a base. The JDK is that of the base: asyncio is in
   * the groups of several.
   */
  static String label(Arm arm, Arm base, Collection<ArmKey> keys) {
    return keys.stream()
        .map(
            key -> {
              Arm of = key.equals(ArmKey.JDK) ? base : arm;
              return key.in(of).map(value -> label(of, key, value, keys));
            })
        .flatMap(Optional::stream)
        .filter(Predicate.not(String::isEmpty))
        .collect(Collectors.joining(" "));
  }

  private static String label(Arm arm, ArmKey key, String value, Collection<ArmKey> keys) {
    return switch (key.kind()) {
      case PATTERN, MODEL -> value;
      case JDK -> arm.runtime();
      case SETTING -> key.name() + "=" + value;
      case PARAM, OWN ->
          arm.ours() && key.equals(ArmKey.LEAF) ? value : word(key, keys) + "=" + value;
    };
  }

  /** Returns the name of a key, told from a setting of that name if there is one beside it. */
  private static String word(ArmKey key, Collection<ArmKey> beside) {
    boolean shared = key.isParam() && beside.contains(ArmKey.setting(key.name()));
    return shared ? ArmKey.PREFIX + key.name() : key.name();
  }

  /**
   * Returns the keys that tell the rows of a table apart: pattern, model and jdk but for the
   * column, and the settings and parameters in which arms of one pattern differ.
   *
   * @param column null if the run is what is compared
   */
  static List<ArmKey> telling(Collection<Arm> arms, @Nullable ArmKey column) {
    Map<List<String>, List<Arm>> kin = new LinkedHashMap<>();
    for (Arm arm : arms) {
      String model = ArmKey.MODEL.equals(column) ? "" : arm.model();
      kin.computeIfAbsent(List.of(arm.pattern(), model), key -> new ArrayList<>()).add(arm);
    }
    Set<ArmKey> rest = new TreeSet<>(BY_NAME);
    kin.values().forEach(group -> rest.addAll(differingInRest(group)));
    List<ArmKey> keys = new ArrayList<>(List.of(ArmKey.PATTERN));
    rest.remove(ArmKey.LEAF);
    if (arms.stream().anyMatch(arm -> arm.params().containsKey(ArmKey.LEAF.name()))) {
      keys.add(ArmKey.LEAF);
    }
    keys.addAll(rest);
    keys.add(ArmKey.MODEL);
    keys.add(ArmKey.JDK);
    if (column != null) {
      keys.remove(column);
      keys.removeIf(key -> key.goesWith(column));
    }
    boolean models = ArmKey.MODEL.equals(column);
    // where models are compared, the Python of asyncio stands beside its name
    if (!severalRuntimes(arms.stream().filter(arm -> !(models && arm.ofPython())).toList())) {
      keys.remove(ArmKey.JDK);
    }
    return keys;
  }

  private static Set<ArmKey> differingInRest(List<Arm> kin) {
    Set<ArmKey> keys = all(kin);
    keys.removeIf(
        key ->
            !inRest(key)
                || kin.stream().map(key::in).distinct().limit(2).count() == 1
                || comesWithLeaf(key, kin));
    return keys;
  }

  /** Tells whether arms of some leaf all have a key, with one value, and the others do not. */
  private static boolean comesWithLeaf(ArmKey key, List<Arm> kin) {
    Map<Optional<String>, Set<Optional<String>>> byLeaf = new HashMap<>();
    kin.forEach(
        arm ->
            byLeaf.computeIfAbsent(ArmKey.LEAF.in(arm), leaf -> new HashSet<>()).add(key.in(arm)));
    return byLeaf.values().stream().allMatch(values -> values.size() == 1)
        && kin.stream().flatMap(arm -> key.in(arm).stream()).distinct().limit(2).count() == 1;
  }

  /** Returns how an arm is called in its row. */
  static String value(Arm arm, ArmKey column) {
    return value(arm, column, "");
  }

  /**
   * Returns how an arm is called in its row.
   *
   * @param on where a model runs, as {@link RunRecord#on}
   */
  static String value(Arm arm, ArmKey column, String on) {
    String value = column.in(arm).orElse("none");
    if (column.equals(ArmKey.MECHANISM)) { // sizes of the pool go with it
      return value + ArmKey.POOL_SIZE.in(arm).map(size -> ", pool " + size).orElse("");
    }
    return column.equals(ArmKey.MODEL) ? value + on + way(arm) : value;
  }

  /** Returns the size of the pool, or empty text for a model without one. */
  public static String poolSize(Arm arm) {
    return ArmKey.POOL_SIZE.in(arm).orElse("");
  }

  /** Returns how the model does the pattern, or empty text for a model with one way only. */
  public static String mechanism(Arm arm) {
    return ArmKey.MECHANISM.in(arm).orElse("");
  }

  /** Returns what is an arm's own within its cell, in brackets after a space, or empty text. */
  public static String way(Arm arm) {
    List<String> way = new ArrayList<>();
    ArmKey.MECHANISM
        .in(arm)
        .filter(word -> !(arm.ofPython() && word.equals(arm.model())))
        .ifPresent(way::add);
    ArmKey.POOL_SIZE.in(arm).ifPresent(size -> way.add("pool " + size));
    arm.own()
        .forEach(
            (name, value) -> {
              ArmKey key = ArmKey.own(name);
              if (!key.equals(ArmKey.MECHANISM) && !key.equals(ArmKey.POOL_SIZE)) {
                way.add(name + "=" + value);
              }
            });
    return way.isEmpty() ? "" : " (" + String.join(", ", way) + ")";
  }
}
