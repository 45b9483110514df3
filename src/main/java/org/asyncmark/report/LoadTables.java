package org.asyncmark.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.asyncmark.analyse.Digits;
import org.asyncmark.analyse.ForkRange;
import org.asyncmark.analyse.Latencies;
import org.asyncmark.analyse.LatencyUnit;
import org.asyncmark.analyse.Quantiles;
import org.asyncmark.analyse.Validity;
import org.asyncmark.model.Model;

/** The numbers of a cell under load as tables: at each rate, and beside the closed loop. */
final class LoadTables {
  private static final double[] SHOWN = {0.5, 0.99, 0.999};
  private static final double TAIL = 0.999;
  private static final String QUEUE = "queue";

  private final LoadCell cell;
  private final LatencyUnit unit;

  private LoadTables(LoadCell cell) {
    this.cell = cell;
    this.unit =
        cell.steps()
            .flatMap(
                step -> step.response(0.5).map(ForkRange::median).or(step.arm()::maxNanos).stream())
            .min(Comparator.naturalOrder())
            .map(LatencyUnit::of)
            .orElse(LatencyUnit.MICROS);
  }

  /** Returns the tables of a cell on one runtime. */
  static List<ResultTable> of(LoadCell cell) {
    LoadTables tables = new LoadTables(cell);
    return Stream.concat(Stream.of(tables.rates()), tables.besideClosed().stream()).toList();
  }

  /** Returns a line for each model and rate. */
  private ResultTable rates() {
    List<ResultTable.Row> rows = new ArrayList<>();
    for (Model model : Model.values()) {
      for (Absence absence : cell.absent()) {
        if (absence.model() == model) {
          rows.add(new ResultTable.Row(absence.rowLabel(), List.of(), absence.reason()));
        }
      }
      for (LoadLine line : cell.lines()) {
        if (line.model() == model) {
          line.steps().forEach(step -> rows.add(row(line, step)));
        }
      }
    }
    List<String> header =
        List.of(
            "model",
            "rate",
            "forks",
            "p50",
            "p99",
            "p99.9",
            "max",
            "achieved",
            "cpu µs/request",
            "queue p99",
            "sendlag p99.9",
            "hiccup p99.9",
            "hiccup max");
    return new ResultTable(
        "response from the intended start, in " + unit.symbol(),
        unit.symbol(),
        header,
        1,
        rows,
        notes());
  }

  private ResultTable.Row row(LoadLine line, LoadStep step) {
    ArmSummary arm = step.arm();
    if (arm.forks() == 0) {
      return new ResultTable.Row(line.rowLabel(), List.of(), step.label() + ": " + arm.noForks());
    }
    List<String> cells = new ArrayList<>(List.of(step.label(), forks(arm)));
    cells.addAll(latencies(arm, arm.kind()));
    cells.add(step.achieved().map(share -> percent(share.median())).orElse(ResultTable.NOT_SHOWN));
    cells.add(cpu(arm));
    cells.add(number(arm.quantile(QUEUE, 0.99)));
    cells.add(number(arm.quantile(Validity.SEND_LAG, TAIL)));
    cells.add(number(arm.quantile(Latencies.HICCUP, TAIL)));
    cells.add(max(arm, Latencies.HICCUP));
    return new ResultTable.Row(line.rowLabel(), cells, "");
  }

  private static String forks(ArmSummary arm) {
    return arm.forksLabel() + (arm.noneValid() ? ResultTable.INVALID : "");
  }

  /** Returns p50, p99, p99.9 and the maximum of a kind. */
  private List<String> latencies(ArmSummary arm, String kind) {
    List<String> cells = new ArrayList<>();
    for (double quantile : SHOWN) {
      cells.add(number(arm.quantile(kind, quantile)));
    }
    cells.add(max(arm, kind));
    return cells;
  }

  private String max(ArmSummary arm, String kind) {
    return arm.maxNanos(kind).map(unit::number).orElse(ResultTable.NOT_SHOWN);
  }

  private String number(Optional<ForkRange> range) {
    return range.map(each -> unit.number(each.median())).orElse(ResultTable.NOT_SHOWN);
  }

  /** Returns the processor time of a request in microseconds, as it stands in a table. */
  static String cpu(ArmSummary arm) {
    return arm.count("cpu").map(each -> Digits.three(each.median())).orElse(ResultTable.NOT_SHOWN);
  }

  /** Returns a share with the digits that tell 99.9 % from less, rounded down. */
  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.2f %%", Math.floor(10_000 * share + 1e-6) / 100);
  }

  private List<String> notes() {
    List<String> notes = new ArrayList<>();
    for (double quantile : SHOWN) {
      List<String> lacking = lacking(quantile);
      if (!lacking.isEmpty()) {
        notes.add(
            String.format(
                Locale.ROOT,
                "%s %s needs %s requests per fork, had %s",
                ResultTable.NOT_SHOWN,
                Digits.percentile(quantile),
                Digits.count(Quantiles.samplesNeeded(quantile)),
                String.join(", ", lacking)));
      }
    }
    List<String> invalid =
        cell.lines().stream()
            .flatMap(line -> line.steps().stream().flatMap(step -> invalid(line, step)))
            .toList();
    if (!invalid.isEmpty()) {
      notes.add(ResultTable.INVALID_FORKS + String.join("; ", invalid));
    }
    notes.addAll(noneValid());
    return notes;
  }

  private List<String> noneValid() {
    boolean some = cell.steps().anyMatch(step -> step.arm().noneValid());
    return some ? List.of(ResultTable.NONE_VALID) : List.of();
  }

  /** Returns at which rates how many requests a fork had that were too few for a quantile. */
  private List<String> lacking(double quantile) {
    return cell
        .steps()
        .filter(step -> step.arm().forks() > 0 && step.response(quantile).isEmpty())
        .collect(Collectors.groupingBy(LoadStep::rate, LinkedHashMap::new, Collectors.toList()))
        .entrySet()
        .stream()
        .map(each -> fewest(each.getValue()) + " at " + each.getKey())
        .toList();
  }

  private static String fewest(List<LoadStep> steps) {
    TreeSet<Long> fewest = new TreeSet<>();
    steps.forEach(step -> step.arm().samples(step.arm().kind()).min().ifPresent(fewest::add));
    return RunView.span(fewest);
  }

  private static Stream<String> invalid(LoadLine line, LoadStep step) {
    return step.invalid() == 0
        ? Stream.empty()
        : Stream.of(
            String.format(
                Locale.ROOT,
                "%d of %d in %s at %s (%s)",
                step.invalid(),
                step.arm().forks(),
                line.rowLabel(),
                step.label(),
                step.broken()));
  }

  /**
   * Returns the closed loop, its correction and each rate of the models that have a closed loop.
   */
  private Optional<ResultTable> besideClosed() {
    List<ResultTable.Row> rows = new ArrayList<>();
    for (LoadLine line : cell.lines()) {
      line.closed()
          .filter(closed -> closed.forks() > 0)
          .ifPresent(closed -> addBeside(rows, line, closed));
    }
    List<String> header = List.of("model", "load", "kind", "p50", "p99", "p99.9", "max");
    return rows.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new ResultTable(
                "closed loop, its correction and open loop, in " + unit.symbol(),
                unit.symbol(),
                header,
                3,
                rows,
                noneValid()));
  }

  private void addBeside(List<ResultTable.Row> rows, LoadLine line, ArmSummary closed) {
    String load = LoadText.closed(closed);
    rows.add(beside(line, load, closed, Latencies.SERVICE, Latencies.SERVICE));
    if (closed.kinds().contains(Latencies.CORRECTED)) {
      rows.add(
          beside(line, load, closed, Latencies.CORRECTED, Latencies.CORRECTED + " (estimate)"));
    }
    for (LoadStep step : line.steps()) {
      if (step.arm().forks() > 0) {
        String open = "open, " + step.label() + (step.arm().noneValid() ? ResultTable.INVALID : "");
        rows.add(beside(line, open, step.arm(), step.arm().kind(), step.arm().kind()));
      }
    }
  }

  private ResultTable.Row beside(
      LoadLine line, String load, ArmSummary arm, String kind, String name) {
    List<String> cells = new ArrayList<>(List.of(load, name));
    cells.addAll(latencies(arm, kind));
    return new ResultTable.Row(line.rowLabel(), cells, "");
  }
}
