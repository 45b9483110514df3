package org.asyncmark.analyse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ForkRangeTest {
  @Test
  void theMedianOfAnEvenNumberLiesBetweenTheMiddleTwo() {
    double[] values = {4, 1, 3, 10};
    assertThat(ForkRange.of(values)).contains(new ForkRange(3.5, 1, 10, 4));
    assertThat(values).containsExactly(4, 1, 3, 10);
  }

  @Test
  void theMedianOfAnOddNumberIsTheMiddleOne() {
    assertThat(ForkRange.of(new double[] {9, 2, 5})).contains(new ForkRange(5, 2, 9, 3));
  }

  @Test
  void noForksHaveNoRange() {
    assertThat(ForkRange.of(new double[0])).isEmpty();
  }

  @Test
  void whatIsNotANumberIsRefused() {
    assertThatThrownBy(() -> ForkRange.of(new double[] {1, Double.NaN}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("want min <= median <= max, got 1.0, NaN, NaN");
  }
}
