package org.asyncmark.store;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.asyncmark.analyse.Arm;
import org.asyncmark.text.FirstFew;

/** Settings in which two runs may differ and be compared all the same, with a note. */
final class Circumstances {
  /** Their names among the settings of an arm. */
  static final Set<String> ALL =
      Set.of(
          JmhSettings.VM_NAME,
          JmhSettings.JVM,
          JmhSettings.JVM_ARGS,
          JmhSettings.WARM_UP,
          JmhSettings.MEASUREMENT);

  /** Which of them are told, in their order; where a JVM lies is of no account. */
  private static final List<Map.Entry<String, String>> TOLD =
      List.of(
          Map.entry(JmhSettings.VM_NAME, "The JVMs"),
          Map.entry(JmhSettings.JVM_ARGS, "The arguments of the JVM"),
          Map.entry(JmhSettings.WARM_UP, "The iterations of the warm-up"),
          Map.entry(JmhSettings.MEASUREMENT, "The iterations that were measured"));

  private static final int NAMED = 2;
  private static final int SHOWN_CHARS = 100;

  private Circumstances() {}

  /** Returns those in which two arms differ, also because one of them does not say. */
  static Set<String> differing(Arm some, Arm other) {
    Set<String> names = new TreeSet<>(ALL);
    names.removeIf(
        name ->
            some.settings().getOrDefault(name, "").equals(other.settings().getOrDefault(name, "")));
    return names;
  }

  /**
   * Returns a sentence for each circumstance in which arms of two runs differ.
   *
   * @param base arms by what pairs them
   * @param other arms by what pairs them
   */
  static List<String> notes(Map<Arm, Arm> base, Map<Arm, Arm> other) {
    List<String> notes = new ArrayList<>();
    for (Map.Entry<String, String> told : TOLD) {
      String name = told.getKey();
      Map<String, Integer> changes = new LinkedHashMap<>();
      other.forEach(
          (key, after) -> {
            Arm before = base.get(key);
            String some = before == null ? null : before.settings().get(name);
            String same = after.settings().get(name);
            if (some != null && same != null && !some.equals(same)) {
              changes.merge(change(name, some, same), 1, Integer::sum);
            }
          });
      if (!changes.isEmpty()) {
        notes.add(told.getValue() + " differ: " + told(changes) + ".");
      }
    }
    return notes;
  }

  private static String change(String name, String before, String after) {
    if (!name.equals(JmhSettings.JVM_ARGS)) {
      return before + " against " + after;
    }
    String some = only(before, after);
    String other = only(after, before);
    return some.equals(other) ? "the same in another order" : some + " against " + other;
  }

  /** Returns the arguments of which the other run has none. */
  static String only(String some, String other) {
    Set<String> words = new TreeSet<>(List.of(some.split(" ")));
    words.removeAll(List.of(other.split(" ")));
    String all = words.isEmpty() ? "none" : String.join(" ", words);
    return all.length() > SHOWN_CHARS ? all.substring(0, SHOWN_CHARS) + "..." : all;
  }

  private static String told(Map<String, Integer> changes) {
    List<String> all =
        changes.entrySet().stream()
            .map(
                each ->
                    each.getKey()
                        + (each.getValue() == 1
                            ? " (1 result)"
                            : " (" + each.getValue() + " results)"))
            .toList();
    return FirstFew.of(all, NAMED);
  }
}
