package org.asyncmark.analyse;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
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
import org.asyncmark.analyse.Jury.Contestants;

/**
 * Contrasts within one run: arms that differ in one key alone, paired by round. The base is the
 * first JDK, the first model that is there, or the first value of a parameter. Those of one
 * pattern, placement on CPUs, key and metric are a family, however they are spread over tables.
 */
public final class Contrasts {
  /** What is compared unless something else is asked for. */
  public static final List<String> DEFAULT_METRICS = List.of("p50", "p99");

  private final RunRecord run;
  private final List<Arm> named;
  private final Set<ArmKey> loop;
  private final ArmKey column;
  private final double delta;
  private final List<Measure> measures;
  private final Floors floors;
  private final Map<Arm, ArmForks> forks = new LinkedHashMap<>();

  /**
   * Creates the contrasts of a part of a run.
   *
   * @param whole the run, among whose arms words name keys
   */
  private Contrasts(
      RunRecord whole, RunRecord part, ArmKey column, List<Measure> measures, double delta) {
    this.run = part;
    this.named = Loops.arms(whole);
    this.loop = Loops.named(whole, part).stream().collect(Collectors.toSet());
    this.column = column;
    this.delta = delta;
    this.measures = measures;
    this.floors = new Floors(part);
    part.arms().forEach(arm -> forks.put(arm.arm(), arm));
  }

  /**
   * Compares the arms of a run.
   *
   * @param words metrics, at least one
   * @param delta least change that matters, as a ratio less 1
   * @return a table for each value of the keys that are asked for and for each placement
   * @throws IllegalArgumentException if the run has no such key or metric, or nothing to compare
   */
  public static List<ContrastTable> within(
      RunRecord run, Grouping grouping, List<String> words, double delta) {
    List<Measure> measures = words.stream().map(word -> Measure.of(word, run)).toList();
    ArmKey column = column(run, grouping);
    List<ContrastTable> tables = tables(run, column, grouping, measures, delta);
    if (tables.isEmpty()) {
      List<Arm> all = Loops.arms(run);
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "want arms that differ in %s alone, found none; arms differ in: %s",
              column.word(all),
              String.join(", ", ArmKeys.words(ArmKeys.differing(all), all))));
    }
    return tables;
  }

  /** Returns what is compared: what was asked for, else the first key in which arms differ. */
  private static ArmKey column(RunRecord run, Grouping grouping) {
    return grouping.column().isEmpty()
        ? ArmKeys.differing(Loops.leading(Loops.arms(run))).stream()
            .filter(key -> !key.equals(ArmKey.MACHINE))
            .findFirst()
            .orElse(ArmKey.JDK)
        : comparable(ArmKeys.named(grouping.column(), Loops.arms(run)));
  }

  /**
   * Returns a key again.
   *
   * @throws IllegalArgumentException if arms are never compared over it
   */
  static ArmKey comparable(ArmKey key) {
    if (key.equals(ArmKey.MACHINE)) {
      throw new IllegalArgumentException(
          "want a key whose values were measured on one machine, got machine; the contrasts of each"
              + " machine stand side by side without --col machine");
    }
    return key;
  }

  /** Returns the tables of each part of a run that has one of the metrics. */
  private static List<ContrastTable> tables(
      RunRecord run, ArmKey column, Grouping grouping, List<Measure> measures, double delta) {
    return Loops.with(measures, run).stream()
        .flatMap(
            part -> new Contrasts(run, part, column, measures, delta).tables(grouping).stream())
        .toList();
  }

  /**
   * Returns the same with the default metrics and the margin of the run, without tables of no
   * estimate.
   */
  public static List<ContrastTable> over(ArmKey column, RunRecord run) {
    return all(column, run).stream()
        .filter(table -> table.rows().stream().anyMatch(ContrastRow::estimated))
        .toList();
  }

  /** Returns the same with tables of no estimate; none if nothing can be compared. */
  static List<ContrastTable> all(ArmKey column, RunRecord run) {
    List<Measure> measures = DEFAULT_METRICS.stream().map(word -> Measure.of(word, run)).toList();
    return tables(run, column, Grouping.by(column.name()), measures, run.criteria().delta());
  }

  private List<ContrastTable> tables(Grouping grouping) {
    List<ArmKey> rowKeys = ArmKeys.named(grouping.rows(), named);
    Set<ArmKey> split = new LinkedHashSet<>(ArmKeys.named(grouping.tables(), named));
    List<List<Arm>> groups = groups();
    if (groups.stream().allMatch(group -> contests(group).isEmpty())) {
      return List.of();
    }
    Map<ArmPair, List<Contrast>> judged = judge(groups);
    split.addAll(loop);
    split.remove(column);
    if (!column.equals(ArmKey.CPUS) && !rowKeys.contains(ArmKey.CPUS)) {
      split.add(ArmKey.CPUS);
    }
    if (!rowKeys.contains(ArmKey.MACHINE)) {
      split.add(ArmKey.MACHINE);
    }
    Map<String, List<List<Arm>>> byTable = new LinkedHashMap<>();
    for (List<Arm> group : groups) {
      String label = ArmKeys.label(group.get(0), split);
      byTable.computeIfAbsent(label, key -> new ArrayList<>()).add(group);
    }
    List<ContrastTable> tables = new ArrayList<>();
    byTable.forEach((label, each) -> tables.add(table(rowKeys, split, label, each, judged)));
    return tables;
  }

  private ContrastTable table(
      List<ArmKey> rowKeys,
      Set<ArmKey> split,
      String label,
      List<List<Arm>> groups,
      Map<ArmPair, List<Contrast>> judged) {
    List<Arm> arms = groups.stream().flatMap(List::stream).toList();
    List<ArmKey> names = new ArrayList<>(rowKeys);
    if (rowKeys.isEmpty()) {
      names.addAll(ArmKeys.telling(arms, column));
      names.removeAll(split);
      if (arms.stream().anyMatch(arm -> ArmKey.MACHINE.in(arm).isPresent())) {
        names.add(ArmKey.MACHINE); // a row that is told of by itself says where it was measured
      }
    }
    List<ContrastRow> rows = rows(names, groups, judged);
    Set<ArmKey> shown = new LinkedHashSet<>(names);
    shown.add(column);
    shown.addAll(split);
    if (column.equals(ArmKey.MODEL)) {
      arms.forEach(arm -> arm.own().keySet().forEach(name -> shown.add(ArmKey.own(name))));
    }
    List<String> facts = new ArrayList<>(ArmKeys.unshown(arms, shown));
    facts.addAll(families(rows));
    measures.stream()
        .map(Measure::caution)
        .filter(Predicate.not(String::isEmpty))
        .distinct()
        .forEach(facts::add);
    ContrastTitle title = new ContrastTitle(run, column, delta, floors, measures.get(0));
    String place = Floors.place(arms.get(0), column);
    List<String> warnings = new ArrayList<>(title.warnings(place));
    JvmKind.warning(rows, run, run).ifPresent(warnings::add);
    sameNames(rows).ifPresent(warnings::add);
    String name = label.isEmpty() ? column.name() : column.name() + ", " + label;
    ContrastTable.Runs runs = ContrastTable.Runs.within(run.id());
    return new ContrastTable(
        name, title.text(label, place, arms), warnings, facts, measures, rows, runs);
  }

  private List<List<Arm>> groups() {
    return ArmGroups.over(column, Loops.arms(run)).stream()
        .map(group -> group.stream().sorted(order()).toList())
        .toList();
  }

  private Comparator<Arm> order() {
    List<String> jdks = List.copyOf(run.jdkBuilds().keySet());
    boolean ofJdks = column.equals(ArmKey.JDK); // else as they came: the sort is stable
    return Comparator.comparingInt(arm -> ofJdks ? jdks.indexOf(arm.jdk()) : 0);
  }

  private List<Contestants> contests(List<Arm> group) {
    List<ArmForks> present = group.stream().filter(forks::containsKey).map(forks::get).toList();
    return present.stream().skip(1).map(other -> new Contestants(present.get(0), other)).toList();
  }

  private Map<ArmPair, List<Contrast>> judge(List<List<Arm>> groups) {
    Map<List<String>, List<Contestants>> families =
        groups.stream()
            .flatMap(group -> contests(group).stream())
            .collect(
                Collectors.groupingBy(
                    each -> {
                      Arm arm = each.base().arm();
                      return List.of(arm.pattern(), Floors.place(arm, column));
                    },
                    LinkedHashMap::new,
                    Collectors.toList()));
    Map<ArmPair, List<Contrast>> judged = new LinkedHashMap<>();
    Jury jury = new Jury(run, delta);
    for (Measure measure : measures) {
      families.forEach(
          (key, contests) -> {
            String place = key.get(1).isEmpty() ? "" : " " + key.get(1);
            String what = key.get(0) + loop(contests.get(0)) + place;
            String id = what + ", " + column.name() + ", " + measure.word();
            List<Contrast> contrasts = jury.judge(measure, id, key.get(1), contests);
            for (int i = 0; i < contests.size(); i++) {
              judged
                  .computeIfAbsent(contests.get(i).pair(), pair -> new ArrayList<>())
                  .add(contrasts.get(i));
            }
          });
    }
    return judged;
  }

  /** Returns the words for a closed loop that stands beside an open one, after a space. */
  private String loop(Contestants of) {
    String label = ArmKeys.label(of.base().arm(), loop);
    return label.isEmpty() ? "" : " " + label;
  }

  private List<ContrastRow> rows(
      List<ArmKey> names, List<List<Arm>> groups, Map<ArmPair, List<Contrast>> judged) {
    List<ContrastRow> rows = new ArrayList<>();
    Set<Arm> missing = new HashSet<>();
    for (List<Arm> group : groups) {
      for (Contestants each : contests(group)) {
        rows.add(
            row(names, each, Objects.requireNonNull(judged.get(each.pair()), "all are judged")));
      }
      group.stream()
          .filter(Predicate.not(forks::containsKey))
          .filter(missing::add)
          .forEach(arm -> rows.add(absent(names, arm)));
    }
    return rows;
  }

  private ContrastRow row(List<ArmKey> names, Contestants each, List<Contrast> contrasts) {
    List<ContrastRow.Score> scores = new ArrayList<>();
    for (int i = 0; i < measures.size(); i++) {
      scores.add(Jury.score(measures.get(i), each, contrasts.get(i)));
    }
    Arm base = each.base().arm();
    Arm other = each.other().arm();
    String against = called(other) + " vs " + called(base);
    Arm place = column.equals(ArmKey.MODEL) ? base : other; // asyncio has no JDK of its own
    return new ContrastRow(ArmKeys.label(other, place, names), against, base, other, scores, "");
  }

  private String called(Arm arm) {
    return ArmKeys.value(arm, column, run.on(arm));
  }

  private ContrastRow absent(List<ArmKey> names, Arm arm) {
    String reason = run.absent().getOrDefault(arm, "");
    return new ContrastRow(ArmKeys.label(arm, names), called(arm), null, arm, List.of(), reason);
  }

  /** Returns how many contrasts are judged together, and what that does to p. */
  private List<String> families(List<ContrastRow> rows) {
    Map<String, Integer> sizes = new LinkedHashMap<>();
    Set<Adjustment> adjustments = new LinkedHashSet<>();
    rows.stream()
        .flatMap(row -> row.scores().stream().limit(1))
        .map(score -> score.contrast().significance())
        .forEach(
            each -> {
              String family = each.family();
              sizes.put(family.substring(0, family.indexOf(',')), each.familySize());
              adjustments.add(each.adjustment());
            });
    if (sizes.isEmpty()) {
      return List.of();
    }
    String counts =
        sizes.entrySet().stream()
            .map(each -> each.getValue() + " of " + each.getKey())
            .collect(Collectors.joining(", "));
    String how =
        adjustments.contains(Adjustment.HOLM) ? "p adjusted for them (Holm)" : "p not adjusted";
    String elsewhere =
        run.background().question() == null
            ? ""
            : "; the summary judges those of the run's question together, and may say otherwise of them";
    return List.of(
        "contrasts judged together, for each metric: " + counts + "; " + how + elsewhere);
  }

  /** Warns if rows of one name mix arms that differ in a key that is not shown. */
  static Optional<String> sameNames(Collection<ContrastRow> rows) {
    Map<String, ContrastRow> seen = new LinkedHashMap<>();
    for (ContrastRow row : rows) {
      ContrastRow first = seen.putIfAbsent(row.label() + "/" + row.against(), row);
      if (first != null) {
        List<Arm> both = List.of(first.other(), row.other());
        List<ArmKey> keys = ArmKeys.unequal(first.other(), row.other());
        return Optional.of(
            String.format(
                Locale.ROOT,
                "Rows of one name differ in %s; add that to --row to see which is which.",
                String.join(", ", ArmKeys.words(keys, both))));
      }
    }
    return Optional.empty();
  }
}
