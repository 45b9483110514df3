package org.asyncmark.plan;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.asyncmark.Choice;
import org.asyncmark.analyse.Arm;
import org.asyncmark.analyse.Value;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.Cpus;
import org.asyncmark.pattern.Mechanism;
import org.asyncmark.pattern.Pattern;
import org.asyncmark.pattern.Pattern.Sizing;
import org.asyncmark.pattern.PatternBenchmark;
import org.asyncmark.pattern.PatternParam;
import org.asyncmark.pattern.Series;
import org.asyncmark.pattern.Stage;
import org.asyncmark.pattern.Traffic;

/** Makes the arms of a plan from what was asked for. */
final class Planner {
  private final Wanted wanted;

  /** Where the forks run, the main one first. */
  private final List<Placement> placements;

  Planner(Wanted wanted, Function<Cpus, Placement> places) {
    this.wanted = wanted;
    List<Cpus> asked = wanted.cpus().isEmpty() ? wanted.preset().cpus() : wanted.cpus();
    List<Placement> found = asked.stream().map(places).toList();
    boolean none = found.stream().allMatch(placement -> placement.absence() != null);
    // a preset is measured as well as the machine can; what is asked for, as it is asked for
    this.placements = none && wanted.cpus().isEmpty() ? List.of(places.apply(Cpus.ALL)) : found;
  }

  /**
   * Returns the arms that can be measured and those that cannot.
   *
   * @throws IllegalArgumentException if a parameter or a value is unknown; the message names the
   *     choices
   */
  Arms arms() {
    checkParams();
    // a cell may be asked for alone and among all mechanisms
    Map<Arm, PlannedArm> planned = new LinkedHashMap<>();
    Map<Arm, String> absent = new LinkedHashMap<>();
    Set<String> ofJdks = new HashSet<>();
    for (Pattern pattern : wanted.patterns()) {
      for (Row row : rows(pattern)) {
        for (Host host : Host.of(wanted)) {
          for (Way way : row.ways(host)) {
            Model model = way.model();
            Pattern.Cell cell = way.cell();
            Arm arm = new Arm(pattern.id(), model.id(), host.name(), cell.params(), cell.own());
            String reason = cell.absence();
            if (reason == null) {
              reason = host.absences().of(pattern, arm);
              if (reason != null && !host.ofPython()) {
                ofJdks.add(reason);
              }
            }
            String unplaced = row.placement().absence();
            reason = unplaced == null ? reason : unplaced;
            if (reason == null) {
              planned.computeIfAbsent(arm, each -> planned(pattern, model, each, way.place()));
            } else {
              absent.put(arm, reason);
            }
          }
        }
      }
    }
    if (planned.isEmpty()) {
      throw new IllegalArgumentException(nothing(List.copyOf(absent.values()), ofJdks));
    }
    Set<String> rows = planned.keySet().stream().map(Arm::row).collect(toSet());
    // of cells that no model does as a request; they are of a preset that is made for closed mode
    absent
        .entrySet()
        .removeIf(
            each ->
                each.getValue().equals(Offered.NO_REQUEST) && !rows.contains(each.getKey().row()));
    List<PlannedArm> arms = new ArrayList<>(planned.values());
    List<AbsentArm> absences = new ArrayList<>();
    absent.forEach((arm, reason) -> absences.add(new AbsentArm(arm, reason)));
    return new Arms(placements, runtimes(arms, absent.keySet()), arms, absences);
  }

  /** Adds the arms of the second measurement; returns the runtimes that all arms are of. */
  private List<PlannedJdk> runtimes(List<PlannedArm> arms, Set<Arm> absent) {
    List<PlannedJdk> all = new ArrayList<>();
    Host.jdks(wanted).forEach(jdk -> all.add(PlannedJdk.of(jdk)));
    if (!all.isEmpty()) {
      PlannedJdk baseline = all.get(0);
      List<PlannedArm> placebos = wanted.placebo().again(arms, baseline.name());
      if (!placebos.isEmpty()) {
        all.add(baseline.again());
        arms.addAll(placebos);
      }
    }
    Host.pythons(wanted, arms, absent).forEach(python -> all.add(PlannedJdk.of(python)));
    return all;
  }

  private PlannedArm planned(Pattern pattern, Model model, Arm arm, int place) {
    Map<String, Value> cell = arm.allParams();
    Expected expected =
        new Expected(
            place,
            pattern.threads(model, cell)
                + (cell.containsKey(Traffic.REQUEST_POOL) ? Stage.REQUEST_THREADS : 0),
            Math.round(pattern.opMicros(model, cell)));
    int all = wanted.rounds();
    int rounds = arm.params().containsKey(Traffic.CALLERS) ? wanted.offered().rounds(all) : all;
    return new PlannedArm(arm, rounds, expected);
  }

  /**
   * Returns why nothing can be measured, and what to do; a placement says that itself.
   *
   * @param ofJdks reasons that another JDK would not give
   */
  private String nothing(List<String> reasons, Set<String> ofJdks) {
    String what = "nothing to measure: " + reasons.stream().distinct().collect(joining(", "));
    List<String> unplaced = placements.stream().map(Placement::absence).toList();
    if (unplaced.containsAll(reasons)) {
      return what;
    }
    return reasons.stream().anyMatch(ofJdks::contains)
        ? what + "; add a newer JDK with --jdk or another model with --model"
        : what + "; choose another model with --model or other values with --param";
  }

  /** Returns the rows of all placements; those that are alike but for their sizes together. */
  private List<Row> rows(Pattern pattern) {
    List<Row> rows = new ArrayList<>();
    Map<String, List<Value>> overrides = new TreeMap<>(wanted.params());
    overrides.keySet().removeIf(name -> pattern.param(name) == null);
    boolean brief = wanted.preset().isBrief(pattern, wanted.patterns());
    Sizing sizing = brief ? Sizing.TELLING : wanted.preset().sizing();
    boolean onAll = !brief || !wanted.cpus().isEmpty();
    for (Placement placement : onAll ? placements : placements.subList(0, 1)) {
      Map<SortedMap<String, Value>, Row> ofPlacement = new LinkedHashMap<>();
      int place = 0;
      for (SortedMap<String, Value> cell : pattern.cells(sizing)) {
        for (SortedMap<String, Value> overridden : Series.crossed(overrides)) {
          SortedMap<String, Value> given = new TreeMap<>(cell);
          given.putAll(overridden);
          given.put(Cpus.PARAM, Value.of(placement.cpus()));
          place++;
          for (SortedMap<String, Value> requests : wanted.offered().params()) {
            SortedMap<String, Value> offered = new TreeMap<>(given);
            offered.putAll(requests);
            add(ofPlacement, pattern, placement, offered, place);
          }
        }
      }
      rows.addAll(ofPlacement.values());
    }
    rows.sort(Row.ORDER);
    return rows;
  }

  /** Adds the ways in which the models do what is given to the row of its parameters. */
  private void add(
      Map<SortedMap<String, Value>, Row> rows,
      Pattern pattern,
      Placement placement,
      SortedMap<String, Value> given,
      int place) {
    int cpus = Cpus.of(given).count();
    List<Way> ways = new ArrayList<>();
    for (Model model : wanted.models(pattern)) {
      for (Pattern.Cell cell : cells(pattern, model, given, cpus)) {
        ways.add(new Way(model, wanted.offered().to(pattern, model, cell), place));
      }
    }
    if (!ways.isEmpty()) {
      SortedMap<String, Value> params = ways.get(0).cell().params();
      rows.computeIfAbsent(params, each -> new Row(placement, each, new ArrayList<>()))
          .ways()
          .addAll(ways);
    }
  }

  /** Returns the cells of a model, one for each of the mechanisms that were asked for. */
  private List<Pattern.Cell> cells(
      Pattern pattern, Model model, SortedMap<String, Value> given, int cpus) {
    List<String> mechanisms = pattern.mechanisms(model, given);
    Value asked = given.get(PatternBenchmark.MECHANISM);
    if (mechanisms.isEmpty() || asked == null) {
      return List.of(pattern.cell(model, given, cpus));
    }
    SortedMap<String, Value> with = new TreeMap<>(given);
    List<Pattern.Cell> cells = new ArrayList<>();
    for (String mechanism : mechanisms) {
      if (asked.toString().equals(Mechanism.ALL) || asked.toString().equals(mechanism)) {
        with.put(PatternBenchmark.MECHANISM, Value.of(mechanism));
        cells.add(pattern.cell(model, with, cpus));
      }
    }
    // a preset that shows one mechanism says nothing about models without it
    if (cells.isEmpty() && wanted.params().containsKey(PatternBenchmark.MECHANISM)) {
      with.remove(PatternBenchmark.MECHANISM);
      Pattern.Cell idiomatic = pattern.cell(model, with, cpus);
      SortedMap<String, Value> own = new TreeMap<>(idiomatic.own());
      own.put(PatternBenchmark.MECHANISM, asked);
      String reason = "n/a (" + model.id() + " has " + String.join(", ", mechanisms) + ")";
      cells.add(new Pattern.Cell(idiomatic.params(), own, reason));
    }
    boolean named =
        model != Model.ASYNCIO || wanted.params().containsKey(PatternBenchmark.MECHANISM);
    return named ? cells : cells.stream().limit(1).toList(); // presets show mechanisms of Java
  }

  /**
   * Checks that each parameter is one of some pattern, and its values are ones of all that have it.
   */
  private void checkParams() {
    wanted
        .params()
        .forEach(
            (name, values) -> {
              List<PatternParam> all =
                  wanted.patterns().stream()
                      .map(pattern -> pattern.param(name))
                      .filter(Objects::nonNull)
                      .toList();
              if (all.isEmpty()) {
                throw new IllegalArgumentException(unknown(name));
              }
              all.forEach(param -> values.forEach(param::check));
            });
  }

  private String unknown(String name) {
    String patterns = wanted.patterns().stream().map(Pattern::id).collect(joining(", "));
    List<String> choices =
        wanted.patterns().stream()
            .flatMap(pattern -> pattern.params().stream().map(PatternParam::name))
            .distinct()
            .toList();
    return Choice.unknown("parameter", name, " of " + patterns, choices);
  }

  /** What {@link #arms} returns. */
  record Arms(
      List<Placement> placements,
      List<PlannedJdk> jdks,
      List<PlannedArm> planned,
      List<AbsentArm> absent) {}

  /**
   * A cell of a model.
   *
   * @param place of the cell by how much it tells, 1 and up
   */
  private record Way(Model model, Pattern.Cell cell, int place) {}

  /**
   * Cells that differ in their models, and in what is the models' own affair.
   *
   * @param params those that the models have in common
   */
  private record Row(Placement placement, SortedMap<String, Value> params, List<Way> ways) {
    /** By the words, so that rows which differ in size stand together; then by the numbers. */
    static final Comparator<Row> ORDER =
        Comparator.comparing(Row::words).thenComparing(Row::numbers, Row::compareAll);

    /** Returns the ways that a runtime has, in the order of their models. */
    List<Way> ways(Host host) {
      return ways.stream()
          .filter(way -> host.runs(way.model()))
          .sorted(Comparator.comparing(Way::model))
          .toList();
    }

    private String words() {
      return params.entrySet().stream()
          .filter(entry -> entry.getValue().number().isEmpty())
          .map(Object::toString)
          .collect(joining(" "));
    }

    private List<Value> numbers() {
      return params.values().stream().filter(value -> value.number().isPresent()).toList();
    }

    private static int compareAll(List<Value> some, List<Value> others) {
      for (int i = 0; i < Math.min(some.size(), others.size()); i++) {
        int order = some.get(i).compareTo(others.get(i));
        if (order != 0) {
          return order;
        }
      }
      return Integer.compare(some.size(), others.size());
    }
  }
}
