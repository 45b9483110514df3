package org.asyncmark.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.IterationResultMetaData;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.runner.IterationType;
import org.openjdk.jmh.runner.options.TimeValue;

class RunningTotalsTest {
  private static final IterationParams MEASURED =
      new IterationParams(IterationType.MEASUREMENT, 1, TimeValue.seconds(1), 1);

  private final CountersProfiler profiler = new CountersProfiler();
  private final Map<String, Long> totals = new HashMap<>();
  private boolean ended;

  @BeforeEach
  void report() {
    totals.put("test.turns", 100L);
    RunningTotals.report(() -> totals, () -> ended);
  }

  @AfterEach
  void forget() {
    ended = true;
    RunningTotals.forgetEnded();
  }

  @Test
  void whatWasAddedInAnIterationIsReportedPerOp() {
    profiler.beforeIteration(null, MEASURED);
    totals.put("test.turns", 130L);
    assertThat(perOp(20)).contains(entry("test.turns", 1.5));
  }

  @Test
  void severalOfOneNameAreAdded() {
    profiler.beforeIteration(null, MEASURED);
    RunningTotals.report(() -> Map.of("test.turns", 7L), () -> ended);
    totals.put("test.turns", 103L);
    assertThat(perOp(10)).contains(entry("test.turns", 1.0));
  }

  @Test
  void whatEndedInAnIterationIsReportedOnceMoreAndThenAbsent() {
    profiler.beforeIteration(null, MEASURED);
    totals.put("test.turns", 101L);
    ended = true;
    assertThat(perOp(1)).contains(entry("test.turns", 1.0));
    profiler.beforeIteration(null, MEASURED);
    assertThat(perOp(1)).doesNotContainKey("test.turns").containsKey(CountersProfiler.PEAK_THREADS);
  }

  @Test
  void withoutAnOpThereIsNoCount() {
    profiler.beforeIteration(null, MEASURED);
    assertThat(perOp(0)).doesNotContainKey("test.turns");
  }

  private Map<String, Double> perOp(long ops) {
    IterationResult iteration =
        new IterationResult(null, MEASURED, new IterationResultMetaData(ops, ops));
    Map<String, Double> scores = new TreeMap<>();
    for (Result<?> each : profiler.afterIteration(null, MEASURED, iteration)) {
      scores.put(each.getLabel(), each.getScore());
    }
    return scores;
  }
}
