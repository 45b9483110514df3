package org.asyncmark.analyse;

import static org.assertj.core.api.Assertions.assertThat;

import org.asyncmark.report.figure.PercentileFigure;
import org.junit.jupiter.api.Test;

class LatencyUnitTest {
  @Test
  void latenciesHaveThreeDigitsInTheUnitThatSuitsThem() {
    assertThat(LatencyUnit.text(7)).isEqualTo("7.00 ns");
    assertThat(LatencyUnit.text(812_345)).isEqualTo("812 µs");
    assertThat(LatencyUnit.text(1_149_999)).isEqualTo("1.15 ms");
    assertThat(LatencyUnit.text(2e9)).isEqualTo("2.00 s");
  }

  @Test
  void aValueThatRoundsUpToAThousandIsShownInTheNextUnit() {
    assertThat(LatencyUnit.text(999_499)).isEqualTo("999 µs");
    assertThat(LatencyUnit.text(999_500)).isEqualTo("1.00 ms");
  }

  @Test
  void aRangeHasOneUnit() {
    assertThat(LatencyUnit.MICROS.range(790_000, 12_345_678)).isEqualTo("790 to 12 300 µs");
  }

  @Test
  void digitsAreSignificantOnes() {
    assertThat(Digits.three(0.012345)).isEqualTo("0.0123");
    assertThat(Digits.three(9.999)).isEqualTo("10.0");
    assertThat(Digits.three(0)).isEqualTo("0");
    assertThat(Digits.count(1_234_567)).isEqualTo("1 234 567");
    assertThat(Digits.percentile(0.9999)).isEqualTo("p99.99");
    assertThat(PercentileFigure.percent(1000)).isEqualTo("99.9 %");
  }
}
