package org.asyncmark.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.asyncmark.analyse.Fork;
import org.asyncmark.analyse.Latencies;
import org.asyncmark.analyse.Quantiles;
import org.asyncmark.analyse.Row;
import org.asyncmark.model.Model;

/**
 * The numbers that the figures of the page are drawn from, as JSON: of each arm the latencies at
 * the percentiles that its samples support, and the p50 of each fork by round. They are those of
 * the figures' CSV files, in whole nanoseconds.
 */
record PageData(RunView view, PageKeys keys) {
  /** Returns the JSON, in which no character can end the element that it stands in. */
  String json() {
    Map<String, Object> root = new LinkedHashMap<>();
    root.put("run", view.run().id());
    root.put("percentiles", Quantiles.KEPT.stream().map(PageData::percentile).toList());
    root.put("beyond", Quantiles.KEPT.stream().map(q -> 1 / (1 - q)).toList());
    root.put("models", keys.models().stream().map(id -> model(Model.of(id))).toList());
    root.put("cells", view.rows().stream().map(this::cell).toList());
    return Json.inScript(root);
  }

  /** Returns a percentile as the CSV has it, without zeros at its end. */
  private static String percentile(double quantile) {
    return String.format(Locale.ROOT, "%.6f", 100 * quantile).replaceAll("\\.?0+$", "");
  }

  private static Map<String, Object> model(Model model) {
    return Map.of(
        "id", model.id(),
        "label", model.label(),
        "colour", model.colour(),
        "dashes", model.dashes());
  }

  private Map<String, Object> cell(Row row) {
    List<Object> arms = new ArrayList<>();
    for (Comparison comparison : view.apart(row)) {
      int jdk = keys.jdks().indexOf(comparison.jdk());
      for (Absence absence : comparison.absent()) {
        arms.add(
            Map.of(
                "jdk",
                jdk,
                "model",
                keys.models().indexOf(absence.model().id()),
                "name",
                absence.legendLabel() + view.besideName(absence.on(), comparison.jdk()),
                "reason",
                absence.reason()));
      }
      comparison.arms().forEach(arm -> arms.add(arm(arm, comparison.jdk(), jdk)));
    }
    return Map.of("id", keys.anchor(row), "label", view.shortLabel(row), "arms", arms);
  }

  private Map<String, Object> arm(ArmSummary arm, String runtime, int jdk) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("jdk", jdk);
    values.put("model", keys.models().indexOf(arm.model().id()));
    values.put("name", arm.legendLabel() + view.besideName(arm.on(), runtime));
    values.put("reason", arm.forks() == 0 ? arm.noForks() : "");
    Latencies pooled = arm.armForks().pooled(arm.kind());
    values.put("samples", pooled.samples());
    values.put("max", pooled.maxNanos());
    values.put("nanos", steps(nanos(pooled)));
    List<Latencies> forks =
        arm.armForks().forks().stream()
            .map(fork -> whole(arm, fork))
            .filter(f -> f.samples() > 0)
            .toList();
    List<List<Long>> all = forks.stream().map(PageData::nanos).toList();
    int shared = all.size() < 2 ? 0 : all.stream().mapToInt(List::size).min().orElse(0);
    List<Long> lowest = new ArrayList<>();
    List<Long> highest = new ArrayList<>();
    for (int i = 0; i < shared; i++) {
      int place = i;
      lowest.add(all.stream().mapToLong(each -> each.get(place)).min().orElseThrow());
      highest.add(all.stream().mapToLong(each -> each.get(place)).max().orElseThrow());
    }
    values.put("lowest", steps(lowest));
    values.put("highest", steps(highest));
    values.put("rounds", arm.armForks().forks().stream().map(Fork::round).toList());
    List<Object> medians = new ArrayList<>();
    for (Fork fork : arm.armForks().forks()) {
      Latencies whole = whole(arm, fork);
      medians.add(whole.has(0.5) ? Math.round(whole.nanosAt(0.5)) : null);
    }
    values.put("p50", medians);
    return values;
  }

  private static Latencies whole(ArmSummary arm, Fork fork) {
    return fork.latencies().getOrDefault(arm.kind(), Latencies.NONE);
  }

  /** Returns the latencies at the percentiles that are kept and supported, lowest first. */
  private static List<Long> nanos(Latencies latencies) {
    return Quantiles.KEPT.stream()
        .takeWhile(latencies::has)
        .map(quantile -> Math.round(latencies.nanosAt(quantile)))
        .toList();
  }

  /** Returns the first value, then from each to the next: shorter, because latencies ascend. */
  private static List<Long> steps(List<Long> values) {
    List<Long> steps = new ArrayList<>();
    long before = 0;
    for (long value : values) {
      steps.add(value - before);
      before = value;
    }
    return steps;
  }
}
