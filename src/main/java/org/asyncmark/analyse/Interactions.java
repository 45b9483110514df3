package org.asyncmark.analyse;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * Differences of differences within one run: whether what the contrasts of one key say changes with
 * another key, for example whether what virtual threads gain over platform threads changes from one
 * JDK to the next. Those of one table and metric are a family.
 */
public final class Interactions {
  private final RunRecord run;
  private final ArmKey across;
  private final ArmKey column;
  private final double delta;
  private final Map<Arm, ArmForks> forks = new HashMap<>();

  private Interactions(RunRecord run, ArmKey across, ArmKey column, double delta) {
    this.run = run;
    this.across = across;
    this.column = column;
    this.delta = delta;
    run.arms().forEach(arm -> forks.put(arm.arm(), arm));
  }

  /**
   * Compares contrasts with the same contrasts elsewhere.
   *
   * @param across key that the contrasts are over, for example {@code model}
   * @param column key whose first value is the base of what changes, for example {@code jdk}
   * @param words metrics, at least one
   * @param delta least change that matters, as a ratio less 1
   * @return a table for each placement
   * @throws IllegalArgumentException if the keys are the same, the run lacks one of them, or no
   *     contrast is there twice
   */
  public static List<ContrastTable> within(
      RunRecord run, String across, String column, List<String> words, double delta) {
    List<Arm> arms = Loops.arms(run);
    ArmKey over = Contrasts.comparable(ArmKeys.named(across, arms));
    ArmKey changing = Contrasts.comparable(ArmKeys.named(column, arms));
    if (over.equals(changing)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "want two keys for --across and --col, got %s for both", across));
    }
    Interactions interactions = new Interactions(run, over, changing, delta);
    List<ContrastTable> tables =
        Contrasts.within(run, Grouping.by(across), words, delta).stream()
            .map(interactions::table)
            .filter(table -> !table.rows().isEmpty())
            .toList();
    if (tables.isEmpty()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "want contrasts over %s that are there for several values of %s, found none",
              across,
              column));
    }
    return tables;
  }

  private ContrastTable table(ContrastTable contrasts) {
    Map<List<Map<ArmKey, String>>, ContrastRow> first = new HashMap<>();
    List<ContrastRow[]> changes = new ArrayList<>();
    for (ContrastRow row : contrasts.rows()) {
      if (row.base() != null && !isOfNoJdk(row)) {
        ContrastRow before = first.putIfAbsent(rest(row), row);
        if (before != null) {
          changes.add(new ContrastRow[] {before, row});
        }
      }
    }
    String place = changes.isEmpty() ? "" : Floors.place(changes.get(0)[1].other(), across);
    RunRecord part = changes.isEmpty() ? run : Loops.around(run, changes.get(0)[1].other());
    String over = (over() + " " + Loops.label(run, part)).strip();
    Measure first0 = contrasts.measures().get(0);
    ContrastTitle title = new ContrastTitle(part, across, delta, new Floors(part), first0);
    List<List<Contrast>> judged = new ArrayList<>();
    for (Measure measure : contrasts.measures()) {
      String id = over + ", " + measure.word();
      List<Pairs> pairs = changes.stream().map(each -> pairs(measure, each)).toList();
      judged.add(new Jury(part, delta).judgeInteractions(measure, id, place, pairs));
    }
    List<ContrastRow> rows = new ArrayList<>();
    for (int i = 0; i < changes.size(); i++) {
      rows.add(row(changes.get(i), i, contrasts.measures(), judged));
    }
    List<String> facts =
        List.of(
            "Change of a change: the ratio of two ratios, less 1. In place of scores stand the two"
                + String.format(
                    Locale.ROOT,
                    " changes. Contrasts of each metric: %d; p %s.",
                    changes.size(),
                    Adjustment.ofRounds(run.rounds()) == Adjustment.HOLM
                        ? "adjusted for them (Holm)"
                        : "not adjusted"));
    return new ContrastTable(
        over,
        title.text(
            ("whether "
                    + across.name()
                    + " contrasts change with "
                    + column.name()
                    + " "
                    + Loops.label(run, part))
                .strip(),
            place,
            changes.stream().map(each -> each[1].other()).toList()),
        title.warnings(place),
        facts,
        contrasts.measures(),
        rows,
        contrasts.runs());
  }

  /** Tells whether the contrast of a JDK is with asyncio, which is the same beside each of them. */
  private boolean isOfNoJdk(ContrastRow row) {
    return column.equals(ArmKey.JDK) && row.other().ofPython();
  }

  private String over() {
    return across.name() + " by " + column.name();
  }

  /** Returns what contrasts have in common that are of the same arms but for the column. */
  private List<Map<ArmKey, String>> rest(ContrastRow row) {
    return List.of(
        ArmKey.without(Objects.requireNonNull(row.base()), column),
        ArmKey.without(row.other(), column));
  }

  private Pairs pairs(Measure measure, ContrastRow[] change) {
    return Pairs.interaction(pairs(measure, change[0]), pairs(measure, change[1]));
  }

  private Pairs pairs(Measure measure, ContrastRow row) {
    return measure.pairs(
        Objects.requireNonNull(forks.get(row.base())),
        Objects.requireNonNull(forks.get(row.other())));
  }

  private String called(Arm arm) {
    return ArmKeys.value(arm, column, run.on(arm));
  }

  private ContrastRow row(
      ContrastRow[] change, int place, List<Measure> measures, List<List<Contrast>> judged) {
    ContrastRow before = change[0];
    ContrastRow after = change[1];
    List<ContrastRow.Score> scores = new ArrayList<>();
    for (int i = 0; i < measures.size(); i++) {
      scores.add(
          new ContrastRow.Score(
              measures.get(i),
              Amount.of(before.scores().get(i).change()),
              Amount.of(after.scores().get(i).change()),
              judged.get(i).get(place)));
    }
    String against =
        String.format(
            Locale.ROOT,
            "%s, %s vs %s",
            after.against(),
            called(after.other()),
            called(before.other()));
    return new ContrastRow(after.label(), against, after.base(), after.other(), scores, "");
  }
}
