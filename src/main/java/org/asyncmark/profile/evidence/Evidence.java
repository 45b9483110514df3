package org.asyncmark.profile.evidence;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.asyncmark.analyse.Arm;
import org.asyncmark.analyse.ArmForks;
import org.asyncmark.analyse.Count;
import org.asyncmark.analyse.Fork;
import org.asyncmark.analyse.RunRecord;
import org.asyncmark.analyse.Value;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.PatternBenchmark;
import org.asyncmark.profile.Instrument;
import org.asyncmark.profile.JfrCounts;

/**
 * What instruments counted of the arms of a run, apart from their scores: a column for each arm, a
 * row for each count. What an instrument cannot see, or a JDK does not have, is said in words.
 */
public final class Evidence {
  private final RunRecord run;
  private final Map<String, Integer> features;
  private final String noSystemCalls;

  /**
   * Creates the evidence of a run.
   *
   * @param run whose arms have an {@link Instrument} each
   * @param features feature release by name of JDK
   * @param noSystemCalls why system calls could not be counted; empty if they were
   */
  public Evidence(RunRecord run, Map<String, Integer> features, String noSystemCalls) {
    this.run = run;
    this.features = Map.copyOf(features);
    this.noSystemCalls = noSystemCalls;
  }

  /** Returns a table for each cell: the arms that differ in model and JDK only. */
  public List<Table> tables() {
    Map<String, List<Arm>> cells = new LinkedHashMap<>();
    run.arms().stream()
        .map(ArmForks::arm)
        .filter(arm -> Instrument.of(arm) == Instrument.JFR)
        .map(Evidence::bare)
        .forEach(arm -> cells.computeIfAbsent(arm.row(), key -> new ArrayList<>()).add(arm));
    run.absent()
        .keySet()
        .forEach(
            arm -> {
              List<Arm> columns = cells.get(arm.row());
              if (columns != null) {
                columns.add(arm);
              }
            });
    List<Table> tables = new ArrayList<>();
    cells.forEach((cell, arms) -> tables.add(table(cell, arms, List.of(EvidenceRow.values()))));
    return tables;
  }

  /** Returns some counts of some arms. */
  Table table(String title, List<Arm> arms, List<EvidenceRow> counts) {
    List<Arm> columns = arms.stream().sorted(this::byModelAndJdk).toList();
    List<String> header = new ArrayList<>(List.of("per op"));
    columns.forEach(arm -> header.add(heading(arm)));
    List<List<Table.Cell>> rows = new ArrayList<>();
    for (EvidenceRow row : counts) {
      List<Table.Cell> cells = new ArrayList<>(List.of(Table.Cell.of(row.label())));
      columns.forEach(arm -> cells.add(cell(row, arm)));
      rows.add(cells);
    }
    return new Table(
        title,
        header,
        rows,
        List.of(
            "Counted in forks of their own, one for each instrument, whose scores are not used; of"
                + " all threads of the JVM, times added up over them."));
  }

  private Table.Cell cell(EvidenceRow row, Arm arm) {
    String absent = run.absent().get(arm);
    if (absent != null) {
      return Table.Cell.absent(absent);
    }
    Optional<String> invisible = row.invisible(arm, features.getOrDefault(arm.jdk(), 0));
    if (invisible.isPresent()) {
      return Table.Cell.of(invisible.get());
    }
    return fork(arm, row.instrument())
        .map(fork -> cell(row, fork.counts()))
        .orElseGet(() -> Table.Cell.absent("the fork gave no result"));
  }

  private Table.Cell cell(EvidenceRow row, Map<String, Count> counts) {
    Count found = counts.get(row.count());
    if (found == null) {
      return Table.Cell.absent(row.absence(noSystemCalls));
    }
    String number = number(row.value(found, counts));
    Count lost = counts.getOrDefault(JfrCounts.LOST, new Count(0, "B"));
    return row.instrument() == Instrument.JFR && lost.value() > 0
        ? new Table.Cell("at least " + number, "the flight recorder lost events of this fork")
        : Table.Cell.of(number);
  }

  private Optional<Fork> fork(Arm arm, Instrument instrument) {
    // where system calls cannot be counted, a bare fork gives the other counts
    Instrument used =
        instrument == Instrument.SYSTEM_CALLS && !noSystemCalls.isEmpty()
            ? Instrument.NONE
            : instrument;
    return run.forks(used.on(arm)).forks().stream().findFirst();
  }

  /** Returns a number with three digits that count. */
  static String number(double value) {
    double magnitude = Math.abs(value);
    if (magnitude >= 1_000) {
      return Long.toString(Math.round(value));
    }
    if (magnitude > 0 && magnitude < 0.001) {
      return "< 0.001";
    }
    return BigDecimal.valueOf(value)
        .round(new MathContext(3))
        .setScale(magnitude >= 100 ? 0 : magnitude >= 10 ? 1 : 3, RoundingMode.HALF_UP)
        .stripTrailingZeros()
        .toPlainString();
  }

  /** Returns an arm without its instrument. */
  public static Arm bare(Arm arm) {
    return arm.with(Instrument.PARAM, null);
  }

  private static String heading(Arm arm) {
    Value mechanism = arm.own().get(PatternBenchmark.MECHANISM);
    return arm.model() + (mechanism == null ? "" : " " + mechanism) + " " + arm.jdk();
  }

  private int byModelAndJdk(Arm one, Arm other) {
    int models = Model.of(one.model()).compareTo(Model.of(other.model()));
    return models != 0
        ? models
        : Integer.compare(
            features.getOrDefault(one.jdk(), 0), features.getOrDefault(other.jdk(), 0));
  }
}
