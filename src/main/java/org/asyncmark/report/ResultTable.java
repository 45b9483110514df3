package org.asyncmark.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.asyncmark.analyse.ForkRange;
import org.asyncmark.analyse.Quantiles;
import org.asyncmark.model.Model;

/**
 * The numbers of a comparison as text, one row per model, all latencies in one unit.
 *
 * @param unit symbol of the unit of all latencies
 * @param header names of the columns; the first is the model's
 * @param notes what readers must know of the table, one sentence each
 */
record ResultTable(String unit, List<String> header, List<Row> rows, List<String> notes) {
  /**
   * A model's row.
   *
   * @param cells one per column after the first; empty if there are no numbers
   * @param reason why there are no numbers, or empty text
   */
  record Row(String model, List<String> cells, String reason) {}

  static final String NOT_SHOWN = "–";
  private static final double[] TAIL = {0.9, 0.99, 0.999};

  static ResultTable of(Comparison comparison) {
    LatencyUnit unit =
        comparison.arms().stream()
            .flatMap(arm -> arm.p50().map(ForkRange::median).or(arm::maxNanos).stream())
            .min(Comparator.naturalOrder())
            .map(LatencyUnit::of)
            .orElse(LatencyUnit.MICROS);
    List<Row> rows = new ArrayList<>();
    for (Model model : Model.values()) {
      String reason = comparison.absent().get(model);
      if (reason != null) {
        rows.add(new Row(model.id(), List.of(), reason));
      }
      for (ArmSummary arm : comparison.arms()) {
        if (arm.model() == model) {
          rows.add(row(arm, unit));
        }
      }
    }
    List<String> header =
        List.of(
            "model",
            "forks",
            "p50",
            "[min, max]",
            "p90",
            "p99",
            "p99.9",
            "max",
            "samples/fork",
            "leaf p50");
    return new ResultTable(unit.symbol(), header, rows, notes(comparison));
  }

  private static Row row(ArmSummary arm, LatencyUnit unit) {
    if (arm.forks() == 0) {
      return new Row(arm.rowLabel(), List.of(), "no fork has finished");
    }
    Optional<ForkRange> p50 = arm.p50();
    List<String> cells = new ArrayList<>();
    cells.add(Digits.count(arm.forks()));
    cells.add(median(p50, unit));
    cells.add(p50.map(p -> spread(p, unit)).orElse(""));
    for (double quantile : TAIL) {
      cells.add(median(arm.quantile(ArmSummary.SERVICE, quantile), unit));
    }
    cells.add(arm.maxNanos().map(unit::number).orElse(NOT_SHOWN));
    double[] samples = arm.samples(ArmSummary.SERVICE).asDoubleStream().toArray();
    long middle = Math.round(ForkRange.of(samples).orElseThrow().median());
    cells.add(Digits.count(middle));
    cells.add(median(arm.quantile(ArmSummary.LEAF, 0.5), unit));
    return new Row(arm.rowLabel(), cells, "");
  }

  private static String spread(ForkRange p50, LatencyUnit unit) {
    return p50.forks() == 1
        ? "[one fork]"
        : "[" + unit.number(p50.min()) + ", " + unit.number(p50.max()) + "]";
  }

  private static String median(Optional<ForkRange> range, LatencyUnit unit) {
    return range.map(r -> unit.number(r.median())).orElse(NOT_SHOWN);
  }

  private static List<String> notes(Comparison comparison) {
    List<String> notes = new ArrayList<>();
    addNote(notes, comparison, ArmSummary.SERVICE, 0.5, "p50");
    for (double quantile : TAIL) {
      addNote(notes, comparison, ArmSummary.SERVICE, quantile, Digits.percentile(quantile));
    }
    addNote(notes, comparison, ArmSummary.LEAF, 0.5, "leaf p50");
    return notes;
  }

  private static void addNote(
      List<String> notes, Comparison comparison, String kind, double quantile, String name) {
    List<String> lacking =
        comparison.arms().stream()
            .filter(arm -> arm.forks() > 0 && arm.quantile(kind, quantile).isEmpty())
            .map(arm -> Digits.count(arm.samples(kind).min().orElse(0)) + " in " + arm.rowLabel())
            .toList();
    if (!lacking.isEmpty()) {
      notes.add(
          "%s %s needs %s samples per fork, had %s"
              .formatted(
                  NOT_SHOWN,
                  name,
                  Digits.count(Quantiles.samplesNeeded(quantile)),
                  String.join(", ", lacking)));
    }
  }
}
