package org.asyncmark.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.asyncmark.analyse.Arm;

/**
 * What arms are told apart by, as words: pattern, model, jdk and their parameters. Tables are
 * grouped by any of them.
 */
final class ArmKeys {
  static final String PATTERN = "pattern";
  static final String MODEL = "model";
  static final String JDK = "jdk";
  static final String CPUS = "cpus";

  private ArmKeys() {}

  /** Returns all keys of an arm with their values. */
  static Map<String, String> of(Arm arm) {
    Map<String, String> keys = new LinkedHashMap<>();
    keys.put(PATTERN, arm.pattern());
    keys.put(MODEL, arm.model());
    keys.put(JDK, arm.jdk());
    keys.putAll(arm.params());
    return keys;
  }

  /** Returns what arms that are compared over a key have in common. */
  static Map<String, String> without(Arm arm, String column) {
    Map<String, String> keys = of(arm);
    keys.remove(column);
    if (column.equals(MODEL)) {
      // each model has a pool and a mechanism of its own
      keys.remove(Cell.POOL_SIZE);
      keys.remove(Cell.MECHANISM);
    }
    return keys;
  }

  /** Returns the keys in which arms differ, those that are no parameter first. */
  static List<String> differing(Collection<Arm> arms) {
    Map<String, Set<String>> values = new LinkedHashMap<>();
    List.of(JDK, MODEL, PATTERN).forEach(name -> values.put(name, new TreeSet<>()));
    arms.stream()
        .flatMap(arm -> arm.params().keySet().stream())
        .sorted()
        .forEach(name -> values.put(name, new TreeSet<>()));
    for (Arm arm : arms) {
      of(arm).forEach((name, value) -> values.get(name).add(value));
    }
    return values.keySet().stream().filter(name -> values.get(name).size() > 1).toList();
  }

  /**
   * Returns the parameters that neither the rows' names nor the columns show, one line for each
   * pattern; where models differ in one, each value with its models.
   */
  static List<String> unshown(Collection<Arm> arms, Collection<String> shown) {
    Map<String, Map<String, Map<String, Set<String>>>> models = new LinkedHashMap<>();
    for (Arm arm : arms) {
      arm.params()
          .forEach(
              (name, value) -> {
                if (!shown.contains(name)) {
                  models
                      .computeIfAbsent(arm.pattern(), pattern -> new TreeMap<>())
                      .computeIfAbsent(name, each -> new LinkedHashMap<>())
                      .computeIfAbsent(value, each -> new LinkedHashSet<>())
                      .add(arm.model());
                }
              });
    }
    List<String> lines = new ArrayList<>();
    models.forEach(
        (pattern, names) -> {
          List<String> parts = new ArrayList<>();
          names.forEach((name, values) -> parts.add(name + "=" + named(values)));
          lines.add(pattern + ": " + String.join(" ", parts));
        });
    return lines;
  }

  private static String named(Map<String, Set<String>> values) {
    return values.size() == 1
        ? values.keySet().iterator().next()
        : values.entrySet().stream()
            .map(each -> each.getKey() + " (" + String.join(", ", each.getValue()) + ")")
            .collect(Collectors.joining(", "));
  }

  /**
   * Checks the names of keys.
   *
   * @throws IllegalArgumentException if no arm has such a key; the message lists those there are
   */
  static void check(Collection<Arm> arms, Collection<String> names) {
    Set<String> known = new TreeSet<>(Set.of(PATTERN, MODEL, JDK));
    arms.forEach(arm -> known.addAll(arm.params().keySet()));
    for (String name : names) {
      if (!known.contains(name)) {
        throw new IllegalArgumentException(
            "want a key of the arms, got '" + name + "'; there are " + String.join(", ", known));
      }
    }
  }

  /** Returns a row's name: the values of the keys asked for, in their order. */
  static String label(Arm arm, List<String> names) {
    Map<String, String> keys = of(arm);
    return names.stream()
        .filter(keys::containsKey)
        .map(name -> named(name, keys.get(name)))
        .filter(Predicate.not(String::isEmpty)) // a file of plain JMH knows no model
        .collect(Collectors.joining(" "));
  }

  private static String named(String name, String value) {
    boolean bare = name.equals(PATTERN) || name.equals(MODEL) || name.equals("leaf");
    return bare ? value : name.equals(JDK) ? "JDK " + value : name + "=" + value;
  }

  /**
   * Returns the keys that tell the rows of a table apart: pattern, model and jdk but for the
   * column, and the parameters in which arms of one pattern differ.
   */
  static List<String> telling(Collection<Arm> arms, String column) {
    List<String> names = new ArrayList<>(List.of(PATTERN));
    Set<String> params = new TreeSet<>();
    for (Arm arm : arms) {
      for (String name : arm.params().keySet()) {
        boolean differs =
            arms.stream()
                .filter(other -> other.pattern().equals(arm.pattern()))
                .filter(other -> column.equals(MODEL) || other.model().equals(arm.model()))
                .anyMatch(other -> !arm.params().get(name).equals(other.params().get(name)));
        if (differs || name.equals("leaf")) {
          params.add(name);
        }
      }
    }
    if (params.remove("leaf")) {
      names.add("leaf");
    }
    names.addAll(params);
    names.add(MODEL);
    names.add(JDK);
    names.remove(column);
    if (column.equals(MODEL)) {
      names.remove(Cell.POOL_SIZE);
      names.remove(Cell.MECHANISM);
    }
    boolean oneJdk = arms.stream().map(Arm::jdk).distinct().count() == 1;
    if (oneJdk) {
      names.remove(JDK);
    }
    return names;
  }

  /** Returns how an arm is called in its row. */
  static String value(Arm arm, String column) {
    String value = of(arm).getOrDefault(column, "none");
    return column.equals(MODEL) ? value + ArmSummary.way(arm) : value;
  }
}
