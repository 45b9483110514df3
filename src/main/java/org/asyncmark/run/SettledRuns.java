package org.asyncmark.run;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.asyncmark.analyse.Arm;
import org.asyncmark.analyse.ArmForks;
import org.asyncmark.analyse.RunRecord;

/**
 * Two runs whose arms have only those circumstances among their settings that tell arms of one run
 * apart. So two files with other arguments of the JVM pair, and two heaps in one file stay two.
 *
 * @param notes circumstances in which arms differ that are the same now, in whole sentences
 */
public record SettledRuns(RunRecord base, RunRecord other, List<String> notes) {
  private static final Map<String, String> TOLD =
      new TreeMap<>(
          Map.of(
              JmhSettings.VM_NAME, "The JVMs differ",
              JmhSettings.JVM_ARGS, "The arguments of the JVM differ",
              JmhSettings.WARM_UP, "The runs were warmed up differently",
              JmhSettings.MEASUREMENT, "The runs were measured differently"));

  private static final int NAMED = 2;
  private static final int SHOWN_CHARS = 100;

  public SettledRuns {
    notes = List.copyOf(notes);
  }

  /** Settles two runs. */
  public static SettledRuns of(RunRecord base, RunRecord other) {
    Map<Arm, Set<String>> telling = telling(base.arms());
    telling(other.arms()).forEach((arm, names) -> merge(telling, arm, names));
    return new SettledRuns(
        settled(base, telling), settled(other, telling), notes(base, other, telling));
  }

  /** Returns for each arm the circumstances in which arms of a run differ that are it otherwise. */
  private static Map<Arm, Set<String>> telling(Collection<ArmForks> arms) {
    Map<Arm, Map<String, String>> first = new LinkedHashMap<>();
    Map<Arm, Set<String>> telling = new LinkedHashMap<>();
    for (ArmForks each : arms) {
      Arm arm = with(each.arm(), Set.of());
      Map<String, String> settings = each.arm().settings();
      Map<String, String> before = first.putIfAbsent(arm, settings);
      merge(telling, arm, before == null ? Set.of() : differing(before, settings));
    }
    return telling;
  }

  private static void merge(Map<Arm, Set<String>> telling, Arm arm, Set<String> names) {
    telling.computeIfAbsent(arm, each -> new TreeSet<>()).addAll(names);
  }

  private static Set<String> differing(Map<String, String> some, Map<String, String> other) {
    Set<String> names = new TreeSet<>(JmhSettings.CIRCUMSTANCES);
    names.removeIf(name -> some.getOrDefault(name, "").equals(other.getOrDefault(name, "")));
    return names;
  }

  private static Arm with(Arm arm, Set<String> circumstances) {
    Map<String, String> settings = new TreeMap<>(arm.settings());
    settings
        .keySet()
        .removeIf(
            name -> JmhSettings.CIRCUMSTANCES.contains(name) && !circumstances.contains(name));
    return new Arm(arm.pattern(), arm.model(), arm.jdk(), arm.params(), settings);
  }

  private static Arm settled(Arm arm, Map<Arm, Set<String>> telling) {
    return with(arm, telling.getOrDefault(with(arm, Set.of()), Set.of()));
  }

  private static RunRecord settled(RunRecord run, Map<Arm, Set<String>> telling) {
    List<ArmForks> arms =
        run.arms().stream()
            .map(
                each ->
                    new ArmForks(
                        settled(each.arm(), telling),
                        each.forks(),
                        each.pooled(),
                        each.failed(),
                        each.hung()))
            .toList();
    return new RunRecord(
        run.id(),
        run.startedUtc(),
        run.machine(),
        run.preset(),
        run.jdkBuilds(),
        run.rounds(),
        arms,
        run.absent(),
        run.placebos(),
        run.criteria());
  }

  private static List<String> notes(
      RunRecord base, RunRecord other, Map<Arm, Set<String>> telling) {
    Map<List<Object>, Arm> before = new LinkedHashMap<>();
    base.arms().forEach(each -> before.put(key(settled(each.arm(), telling)), each.arm()));
    Map<String, Map<String, Integer>> changes = new LinkedHashMap<>();
    for (ArmForks each : other.arms()) {
      Arm same = before.get(key(settled(each.arm(), telling)));
      if (same != null) {
        TOLD.keySet()
            .forEach(
                name ->
                    change(name, same, each.arm())
                        .forEach(
                            change ->
                                changes
                                    .computeIfAbsent(name, key -> new LinkedHashMap<>())
                                    .merge(change, 1, Integer::sum)));
      }
    }
    List<String> notes = new ArrayList<>();
    changes.forEach((name, counts) -> notes.add(TOLD.get(name) + ": " + told(counts) + "."));
    return notes;
  }

  /** The name of the JDK is no part of it: two files of one JDK each pair whatever that is. */
  private static List<Object> key(Arm arm) {
    return List.of(arm.pattern(), arm.model(), arm.params(), arm.settings());
  }

  private static Stream<String> change(String name, Arm some, Arm other) {
    String before = some.settings().get(name);
    String after = other.settings().get(name);
    return before == null || after == null || before.equals(after)
        ? Stream.empty()
        : Stream.of(brief(before) + " against " + brief(after));
  }

  private static String brief(String value) {
    return value.length() > SHOWN_CHARS ? value.substring(0, SHOWN_CHARS) + "..." : value;
  }

  private static String told(Map<String, Integer> counts) {
    List<String> parts = new ArrayList<>();
    counts.entrySet().stream()
        .limit(NAMED)
        .forEach(
            each ->
                parts.add(String.format(Locale.ROOT, "%s (%d)", each.getKey(), each.getValue())));
    int more = counts.size() - NAMED;
    return String.join("; ", parts) + (more > 0 ? "; and " + more + " more" : "");
  }
}
