package org.asyncmark.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ArrivalsTest {
  private static final long SECOND = 1_000_000_000L;

  @Test
  void fixedOnesAreMultiplesOfTheIntervalAndDoNotDrift() {
    Arrivals arrivals = Arrivals.fixed(3, 1_000 * SECOND);
    assertThat(arrivals.count()).isEqualTo(3_000);
    assertThat(arrivals.offsetNanos(1)).isEqualTo(333_333_333L);
    assertThat(arrivals.offsetNanos(2_997)).isEqualTo(999 * SECOND);
  }

  @Test
  void aWindowShorterThanTheIntervalHasOneRequest() {
    assertThat(Arrivals.fixed(1, SECOND / 10).count()).isEqualTo(1);
    assertThat(Arrivals.poisson(0.001, SECOND, 1).count()).isEqualTo(1);
  }

  @Test
  void thoseOfOneSeedAreTheSameAndThoseOfAnotherAreNot() {
    Arrivals some = Arrivals.poisson(500, SECOND, 7);
    assertThat(some.fingerprint()).isEqualTo(Arrivals.poisson(500, SECOND, 7).fingerprint());
    assertThat(some.fingerprint()).isNotEqualTo(Arrivals.poisson(500, SECOND, 8).fingerprint());
  }

  @Test
  void thoseOfOneSeedAreTheSameOnEveryJdk() {
    assertThat(Arrivals.poisson(500, SECOND, 7).fingerprint()).isEqualTo(1_662_618_623);
  }

  @Test
  void poissonArrivalsAscendWithinTheWindow() {
    Arrivals arrivals = Arrivals.poisson(500, SECOND, 1);
    for (int i = 1; i < arrivals.count(); i++) {
      assertThat(arrivals.offsetNanos(i)).isGreaterThanOrEqualTo(arrivals.offsetNanos(i - 1));
    }
    assertThat(arrivals.offsetNanos(arrivals.count() - 1)).isLessThan(SECOND);
  }

  /** Of a Poisson process mean and variance of the count are both the rate times the window. */
  @Test
  void poissonCountsHaveTheirMeanForTheirVariance() {
    double[] counts =
        IntStream.range(0, 2_000)
            .mapToDouble(seed -> Arrivals.poisson(100, SECOND, seed).count())
            .toArray();
    double mean = IntStream.range(0, counts.length).mapToDouble(i -> counts[i]).average().orElse(0);
    double variance =
        IntStream.range(0, counts.length)
            .mapToDouble(i -> (counts[i] - mean) * (counts[i] - mean))
            .average()
            .orElse(0);
    assertThat(mean).isEqualTo(100, within(0.7));
    assertThat(variance).isEqualTo(100, within(10.0));
  }

  @Test
  void aRateOfNothingIsRefused() {
    assertThatThrownBy(() -> Arrivals.fixed(0, SECOND))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("wanted a rate above 0 and below 1000000000/s, got 0.0");
    assertThatThrownBy(() -> Arrivals.poisson(Double.NaN, SECOND, 1))
        .hasMessage("wanted a rate above 0 and below 1000000000/s, got NaN");
  }
}
