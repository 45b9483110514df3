package org.asyncmark.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.HdrHistogram.Histogram;
import org.asyncmark.analyse.Count;
import org.asyncmark.measure.HdrProfiler;
import org.asyncmark.measure.HdrResult;
import org.asyncmark.measure.RatioRecorder;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarDerivativeResult;
import org.openjdk.jmh.results.ScalarResult;
import org.openjdk.jmh.runner.IterationType;
import org.openjdk.jmh.runner.options.TimeValue;

class ForkCountsTest {
  private static final IterationParams MEASURED =
      new IterationParams(IterationType.MEASUREMENT, 1, TimeValue.seconds(1), 1);

  @Test
  void whatAProfilerCountedIsACount() {
    ScalarResult turns = new ScalarResult("loop.turns", 1.5, "#/op", AggregationPolicy.AVG);
    assertThat(ForkLauncher.counts(Map.of("loop.turns", turns)))
        .isEqualTo(Map.of("loop.turns", new Count(1.5, "#/op")));
  }

  @Test
  void whatABenchmarkCountedIsACount() {
    try (RatioRecorder handoffs = RatioRecorder.open("handoffs", "#/item")) {
      handoffs.record(1, 4);
    }
    Result<?> recorded =
        new HdrProfiler()
            .afterIteration(null, MEASURED, null).stream()
                .filter(each -> each.getLabel().equals("handoffs"))
                .findFirst()
                .orElseThrow();
    assertThat(ForkLauncher.counts(Map.of("handoffs", recorded)))
        .isEqualTo(Map.of("handoffs", new Count(0.25, "#/item")));
  }

  @Test
  void histogramsAndTheirRowsAreNot() {
    Histogram histogram = new Histogram(3);
    histogram.recordValue(7);
    assertThat(
            ForkLauncher.counts(
                Map.of(
                    "service",
                    new HdrResult("service", histogram),
                    "service:max",
                    new ScalarDerivativeResult("service:max", 7, "ns", AggregationPolicy.AVG))))
        .isEmpty();
  }

  @Test
  void whatIsNoNumberIsNot() {
    ScalarResult none = new ScalarResult("cpu", Double.NaN, "us/op", AggregationPolicy.AVG);
    assertThat(ForkLauncher.counts(Map.of("cpu", none))).isEmpty();
  }
}
