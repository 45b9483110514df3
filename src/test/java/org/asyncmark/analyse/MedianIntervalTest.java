package org.asyncmark.analyse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MedianIntervalTest {
  /** As in table A.18 of Conover, Practical Nonparametric Statistics, and in others. */
  @ParameterizedTest
  @CsvSource({
    "6, 1, 6, 0.96875",
    "8, 1, 8, 0.9921875",
    "9, 2, 8, 0.9609375",
    "10, 2, 9, 0.978515625",
    "20, 6, 15, 0.958610534667969"
  })
  void theEndsAreTheOrderStatisticsOfTheSignTest(int n, double low, double high, double level) {
    Interval interval = MedianInterval.of(upTo(n)).orElseThrow();
    assertThat(interval.lower()).isEqualTo(low);
    assertThat(interval.upper()).isEqualTo(high);
    assertThat(interval.level()).isCloseTo(level, within(1e-12));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 5})
  void fewerThanSixValuesHaveNone(int n) {
    assertThat(MedianInterval.of(upTo(n))).isEmpty();
  }

  @Test
  void theOrderOfTheValuesDoesNotMatter() {
    double[] values = {6, 1, 5, 2, 4, 3};
    assertThat(MedianInterval.of(values)).isEqualTo(MedianInterval.of(upTo(6)));
    assertThat(values).containsExactly(6, 1, 5, 2, 4, 3);
  }

  @Test
  void itCoversTheMedianOfASkewedDistributionAsOftenAsItSays() {
    Random random = new Random(7);
    double median = Math.log(2); // of the exponential distribution
    int draws = 4_000;
    long covered =
        IntStream.range(0, draws)
            .mapToObj(
                draw ->
                    MedianInterval.of(random.doubles(10).map(each -> -Math.log(1 - each)).toArray())
                        .orElseThrow())
            .filter(interval -> interval.lower() <= median && median <= interval.upper())
            .count();
    assertThat((double) covered / draws).isCloseTo(0.9785, within(0.008));
  }

  private static double[] upTo(int n) {
    return IntStream.rangeClosed(1, n).asDoubleStream().toArray();
  }
}
