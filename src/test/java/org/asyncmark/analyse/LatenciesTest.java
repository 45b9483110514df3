package org.asyncmark.analyse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LatenciesTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 10, 20, 999, 1_000, 12_345, 200_000})
  void everyQuantileThatIsKeptIsThatOfTheHistogram(int samples) {
    Histogram histogram = histogram(samples);
    Latencies latencies = Latencies.of(histogram);
    for (double quantile : Quantiles.KEPT) {
      assertThat(latencies.has(quantile)).isEqualTo(Quantiles.supported(samples, quantile));
      if (latencies.has(quantile)) {
        assertThat(latencies.nanosAt(quantile))
            .as("%s of %d", quantile, samples)
            .isEqualTo((double) histogram.getValueAtPercentile(100 * quantile));
      }
    }
    assertThat(latencies.samples()).isEqualTo(samples);
    assertThat(latencies.meanNanos()).isEqualTo(histogram.getMean(), within(1e-6));
    assertThat(latencies.maxNanos()).isEqualTo(histogram.getMaxValue());
  }

  @Test
  void aQuantileIsFoundHoweverItWasRounded() {
    Latencies latencies = Latencies.of(histogram(200_000));
    assertThat(latencies.nanosAt(99.9 / 100)).isEqualTo(latencies.nanosAt(1 - 0.001));
    assertThat(latencies.nanosAt(0.9)).isEqualTo(latencies.nanosAt(1 - 1 / 10.0));
  }

  @Test
  void aQuantileThatIsNotKeptIsRefused() {
    Latencies latencies = Latencies.of(histogram(1_000));
    assertThat(latencies.has(0.37)).isFalse();
    assertThatThrownBy(() -> latencies.nanosAt(0.37))
        .hasMessage("quantile 0.37 is not kept of 1000 samples");
  }

  @Test
  void withoutSamplesThereIsNothing() {
    assertThat(Latencies.of(new Histogram(3))).isSameAs(Latencies.NONE);
    assertThat(Latencies.NONE.has(0.5)).isFalse();
    assertThat(Latencies.NONE.meanNanos()).isNaN();
  }

  private static Histogram histogram(int samples) {
    Random random = new Random(samples);
    Histogram histogram = new Histogram(1, 3_600_000_000_000L, 3);
    for (int i = 0; i < samples; i++) {
      histogram.recordValue((long) Math.exp(11 + random.nextGaussian()));
    }
    return histogram;
  }
}
