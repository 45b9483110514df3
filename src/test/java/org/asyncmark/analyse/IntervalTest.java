package org.asyncmark.analyse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class IntervalTest {
  @Test
  void anIntervalThatTouchesTheMarginIsNotWithinIt() {
    assertThat(new Interval(-1, 1, 0.9).within(1)).isFalse();
    assertThat(new Interval(-1, 1, 0.9).within(1.01)).isTrue();
    assertThat(new Interval(-1, 0, 0.9).within(1)).isFalse();
    assertThat(new Interval(0, 1, 0.9).within(1)).isFalse();
  }

  @Test
  void theHalfWidthIsHalfTheDistanceOfTheEnds() {
    assertThat(new Interval(-1, 4, 0.95).halfWidth()).isEqualTo(2.5);
  }

  @Test
  void endsInTheWrongOrderAreRefused() {
    assertThatThrownBy(() -> new Interval(1, 0, 0.95))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("want lower <= upper, got 1.0, 0.0");
    assertThatThrownBy(() -> new Interval(Double.NaN, 0, 0.95))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("want lower <= upper, got NaN, 0.0");
  }
}
