package org.asyncmark.analyse;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.asyncmark.analyse.Jury.Contestants;

/**
 * The answer of one run to a question, cell by cell: what the JDK alone changes, what the model
 * alone, what both together, and whether what the model gains depends on the JDK. The steps of one
 * pattern, placement and metric are a family; interactions are one of their own.
 */
public final class Migration {
  private final RunRecord run;
  private final Question question;
  private final double delta;
  private final List<Measure> measures;
  private final String loop;
  private final Map<Arm, ArmForks> forks = new LinkedHashMap<>();

  /** Creates what a part of a run says. */
  private Migration(
      RunRecord whole, RunRecord part, Question question, List<Measure> measures, double delta) {
    this.run = part;
    this.question = question;
    this.delta = delta;
    this.measures = measures;
    part.arms().forEach(arm -> forks.put(arm.arm(), arm));
    this.loop = Loops.label(whole, part);
  }

  /**
   * Answers a question.
   *
   * @param words metrics, at least one
   * @param delta least change that matters, as a ratio less 1
   * @return a table for each placement on CPUs
   * @throws IllegalArgumentException if the run has no cell with both sides of the question
   */
  public static List<ContrastTable> within(
      RunRecord run, Question question, List<String> words, double delta) {
    List<Measure> measures = words.stream().map(word -> Measure.of(word, run)).toList();
    List<Migration> parts =
        Loops.with(measures, run).stream()
            .map(part -> new Migration(run, part, question, measures, delta))
            .toList();
    List<ContrastTable> tables = parts.stream().flatMap(part -> part.tables().stream()).toList();
    if (tables.isEmpty()) {
      throw new IllegalArgumentException(parts.get(0).nothing());
    }
    return tables;
  }

  /** Returns the tables of this part; none if it has no step of the question. */
  private List<ContrastTable> tables() {
    List<Square> squares = squares();
    if (squares.stream().allMatch(square -> square.steps().isEmpty())) {
      return List.of();
    }
    Map<String, List<Square>> places =
        squares.stream()
            .collect(
                Collectors.groupingBy(
                    square -> Floors.place(square.from(), null),
                    LinkedHashMap::new,
                    Collectors.toList()));
    return places.entrySet().stream().map(each -> table(each.getKey(), each.getValue())).toList();
  }

  private String nothing() {
    String sides =
        all().stream()
            .map(arm -> new Question.Side(arm.jdk(), arm.model()).toString())
            .distinct()
            .collect(Collectors.joining(", "));
    return String.format(
        Locale.ROOT,
        "want a cell with %s and %s, found none in this run; it has %s",
        question.from(),
        question.to(),
        sides);
  }

  private List<Arm> all() {
    return Stream.concat(forks.keySet().stream(), run.absent().keySet().stream()).toList();
  }

  /**
   * Returns the contrasts that a question has among arms, each by its base, before any is measured.
   *
   * @param absent arms that some JDK cannot run
   */
  public static List<Arm> contrasts(
      Collection<Arm> arms, Collection<Arm> absent, Question question) {
    Map<Arm, ArmForks> forks = new LinkedHashMap<>();
    arms.forEach(arm -> forks.put(arm, new ArmForks(arm, List.of())));
    List<Arm> all = Stream.concat(arms.stream(), absent.stream()).toList();
    return squares(forks, all, question).stream()
        .flatMap(square -> square.steps().values().stream())
        .distinct()
        .map(each -> each.base().arm())
        .toList();
  }

  private List<Square> squares() {
    return squares(forks, all(), question);
  }

  private static List<Square> squares(Map<Arm, ArmForks> forks, List<Arm> all, Question question) {
    Map<Map<ArmKey, String>, List<Arm>> cells = new LinkedHashMap<>();
    List<String> jdks = List.of(question.from().jdk(), question.to().jdk());
    for (Arm arm : all) {
      if (jdks.contains(arm.jdk())) {
        Arm there = arm.on(question.from().jdk());
        List<Arm> cell =
            cells.computeIfAbsent(ArmKey.without(there, ArmKey.MODEL), key -> new ArrayList<>());
        if (!cell.contains(there)) {
          cell.add(there);
        }
      }
    }
    List<Square> squares = new ArrayList<>();
    for (List<Arm> cell : cells.values()) {
      for (Arm from : of(cell, question.from().model())) {
        for (Arm other : of(cell, question.to().model())) {
          if (goTogether(from, other)) {
            squares.add(new Square(forks, from, other, question.to().jdk()));
          }
        }
      }
    }
    return squares;
  }

  private static List<Arm> of(List<Arm> cell, String model) {
    return cell.stream().filter(arm -> arm.model().equals(model)).toList();
  }

  /** Tells whether two arms agree in what both models have of their own, mechanisms apart. */
  private static boolean goTogether(Arm some, Arm other) {
    return some.model().equals(other.model())
        ? some.equals(other)
        : some.own().keySet().stream()
            .filter(name -> !name.equals(ArmKey.MECHANISM.name()))
            .allMatch(
                name ->
                    !other.own().containsKey(name)
                        || Objects.equals(some.own().get(name), other.own().get(name)));
  }

  private ContrastTable table(String place, List<Square> squares) {
    List<ContrastRow> rows = rows(place, squares);
    List<Arm> arms = squares.stream().map(Square::from).toList();
    String where = placed("", place);
    ContrastTitle title = new ContrastTitle(run, null, delta, new Floors(run), measures.get(0));
    Set<ArmKey> shown = new LinkedHashSet<>(keys(arms));
    shown.addAll(List.of(ArmKey.CPUS, ArmKey.MACHINE, ArmKey.MECHANISM, ArmKey.POOL_SIZE));
    List<String> warnings = new ArrayList<>(title.warnings(place));
    JvmKind.warning(rows, run, run).ifPresent(warnings::add);
    return new ContrastTable(
        where.isEmpty() ? "question" : "question, " + where,
        title.text((question.inWords() + " " + where).strip(), place, arms),
        warnings,
        ArmKeys.unshown(arms, shown),
        measures,
        rows,
        ContrastTable.Runs.within(run.id()));
  }

  /** Returns some words with those for the closed loop, if this is one, and for the placement. */
  private String placed(String words, String place) {
    return Stream.of(words, loop, place)
        .filter(Predicate.not(String::isEmpty))
        .collect(Collectors.joining(" "));
  }

  private List<ArmKey> keys(List<Arm> arms) {
    List<ArmKey> keys = new ArrayList<>(ArmKeys.telling(arms, ArmKey.MODEL));
    keys.removeAll(List.of(ArmKey.JDK, ArmKey.CPUS));
    return keys;
  }

  private List<ContrastRow> rows(String place, List<Square> squares) {
    Map<String, List<Square>> patterns =
        squares.stream()
            .collect(
                Collectors.groupingBy(
                    square -> square.from().pattern(), LinkedHashMap::new, Collectors.toList()));
    List<ArmKey> keys = keys(squares.stream().map(Square::from).toList());
    List<ContrastRow> rows = new ArrayList<>();
    patterns.forEach((pattern, of) -> rows.addAll(ofPattern(pattern, place, keys, of)));
    return rows;
  }

  private List<ContrastRow> ofPattern(
      String pattern, String place, List<ArmKey> keys, List<Square> squares) {
    String where = placed(pattern, place);
    List<Judged> judged =
        measures.stream().map(measure -> judged(measure, where, place, squares)).toList();
    List<ContrastRow> rows = new ArrayList<>();
    for (Square square : squares) {
      String label = ArmKeys.label(square.from(), keys);
      square
          .steps()
          .forEach(
              (step, each) ->
                  rows.add(
                      row(
                          label,
                          step,
                          each.base().arm(),
                          each.other().arm(),
                          judged.stream().map(of -> of.score(each)).toList())));
      rows.addAll(rest(square, label, judged));
    }
    return rows;
  }

  /**
   * What a pattern's cells say in a metric.
   *
   * @param changes interactions of the cells that have all four arms
   */
  private record Judged(
      Measure measure, Map<Contestants, Contrast> steps, Map<Square, Contrast> changes) {
    ContrastRow.Score score(Contestants step) {
      Contrast contrast = Objects.requireNonNull(steps.get(step), "all are judged");
      return Jury.score(measure, step, contrast);
    }
  }

  private Judged judged(Measure measure, String where, String place, List<Square> squares) {
    Jury jury = new Jury(run, delta);
    List<Contestants> contests =
        squares.stream().flatMap(square -> square.steps().values().stream()).distinct().toList();
    Map<Square, Pairs> pairs = new LinkedHashMap<>();
    squares.forEach(
        square -> square.interaction(measure).ifPresent(each -> pairs.put(square, each)));
    String word = measure.word();
    return new Judged(
        measure,
        zipped(contests, jury.judge(measure, where + ", question, " + word, place, contests)),
        zipped(
            List.copyOf(pairs.keySet()),
            jury.judgeInteractions(
                measure, where + ", interaction, " + word, place, List.copyOf(pairs.values()))));
  }

  private static <T> Map<T, Contrast> zipped(List<T> of, List<Contrast> contrasts) {
    Map<T, Contrast> zipped = new LinkedHashMap<>();
    for (int i = 0; i < of.size(); i++) {
      zipped.put(of.get(i), contrasts.get(i));
    }
    return zipped;
  }

  /** Returns the interaction of a cell, or what of the question it cannot answer. */
  private List<ContrastRow> rest(Square square, String label, List<Judged> judged) {
    String absence = run.absent().getOrDefault(square.to(), "");
    if (!absence.isEmpty()) {
      return List.of(
          new ContrastRow(label, square.to().model(), null, square.to(), List.of(), absence));
    }
    List<ContrastRow.Score> scores = new ArrayList<>();
    for (Judged of : judged) {
      Contrast change = of.changes().get(square);
      if (change != null) {
        scores.add(new ContrastRow.Score(of.measure(), Amount.NONE, Amount.NONE, change));
      }
    }
    return scores.isEmpty()
        ? List.of()
        : List.of(row(label, Step.INTERACTION, square.from(), square.to(), scores));
  }

  private ContrastRow row(
      String label, Step step, Arm base, Arm other, List<ContrastRow.Score> scores) {
    String ends = name(other, base) + " vs " + name(base, other);
    // towards asyncio JDK and model change at once, and there is no step between
    boolean python = base.ofPython() || other.ofPython();
    String against =
        step == Step.INTERACTION ? step.label() : python ? ends : step.label() + ", " + ends;
    return new ContrastRow(label, against, base, other, scores, "", step);
  }

  /** Returns JDK and model of an arm, and its mechanism where that tells it from the other. */
  private static String name(Arm arm, Arm beside) {
    boolean same = arm.model().equals(beside.model());
    return arm.jdk() + ":" + (same ? arm.model() : ArmKeys.value(arm, ArmKey.MODEL));
  }
}
