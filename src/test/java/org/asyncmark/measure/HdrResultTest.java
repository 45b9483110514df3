package org.asyncmark.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class HdrResultTest {
  @Test
  void itCrossesAForkBoundaryUnchanged() throws Exception {
    Histogram histogram = histogram();
    for (int i = 1; i <= 10_000; i++) {
      histogram.recordValue(i * 997L);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(new HdrResult("service", histogram));
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      assertThat(((HdrResult) in.readObject()).histogram()).isEqualTo(histogram);
    }
  }

  @Test
  void itIsMergedByAddingHistogramsNotByAveragingPercentiles() {
    Histogram fast = histogram();
    fast.recordValueWithCount(1_000, 990);
    Histogram slow = histogram();
    slow.recordValueWithCount(1_000_000, 10);
    HdrResult merged =
        new HdrResult("service", fast)
            .getIterationAggregator()
            .aggregate(List.of(new HdrResult("service", fast), new HdrResult("service", slow)));
    Histogram sum = fast.copy();
    sum.add(slow);
    assertThat(merged.histogram()).isEqualTo(sum);
    assertThat(rows(merged)).containsEntry("service:count", 1_000.0);
    assertThat(rows(merged).get("service:p99")).isCloseTo(1_000, within(1.0));
  }

  @Test
  void itsRowsNameThePercentilesThatHaveEnoughSamples() {
    assertThat(rows(withSamples(10_000)).keySet())
        .containsExactly(
            "leaf:count", "leaf:max", "leaf:p50", "leaf:p90", "leaf:p99", "leaf:p99.9");
  }

  @Test
  void aPercentileWithOneSampleTooFewIsLeftOut() {
    assertThat(rows(withSamples(9_999))).containsKey("leaf:p99").doesNotContainKey("leaf:p99.9");
    assertThat(rows(withSamples(999))).containsKey("leaf:p90").doesNotContainKey("leaf:p99");
    assertThat(rows(withSamples(19)).keySet()).containsExactly("leaf:count", "leaf:max");
  }

  /**
   * The worked example of HdrHistogram's README: ten thousand results of 1 ms, one of 100 s, one
   * expected every 10 ms.
   */
  @Test
  void theExampleOfTheReadmeGivesTheNumbersOfTheReadme() {
    Histogram raw = histogram();
    raw.recordValueWithCount(TimeUnit.MILLISECONDS.toNanos(1), 10_000);
    raw.recordValue(TimeUnit.SECONDS.toNanos(100));
    Histogram read = new HdrResult("service", raw).histogram();
    assertThat(read.getPercentileAtOrBelowValue(TimeUnit.MILLISECONDS.toNanos(1)))
        .isCloseTo(99.99, within(0.0001));
    Histogram corrected =
        read.copyCorrectedForCoordinatedOmission(TimeUnit.MILLISECONDS.toNanos(10));
    assertThat(corrected.getTotalCount()).isBetween(20_000L, 20_010L);
    assertThat(corrected.getPercentileAtOrBelowValue(TimeUnit.MILLISECONDS.toNanos(1)))
        .isCloseTo(50, within(0.02));
    assertThat(corrected.getValueAtPercentile(99) / 1e9).isCloseTo(98.1, within(0.1));
  }

  private static HdrResult withSamples(int count) {
    Histogram histogram = histogram();
    histogram.recordValueWithCount(1_000, count);
    return new HdrResult("leaf", histogram);
  }

  private static Histogram histogram() {
    return new Histogram(1, LatencyRecorder.HIGHEST_NANOS, LatencyRecorder.SIGNIFICANT_DIGITS);
  }

  private static Map<String, Double> rows(HdrResult result) {
    Map<String, Double> rows = new TreeMap<>();
    result.getDerivativeResults().forEach(row -> rows.put(row.getLabel(), row.getScore()));
    return rows;
  }
}
