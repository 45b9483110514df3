package org.asyncmark.analyse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class FloorsTest {
  @Test
  void aRatioOfRatiosVariesByTheRootOfTwoMoreOnALogScale() {
    assertThat(Math.log1p(Floors.ofInteraction(0.05)))
        .isCloseTo(Math.sqrt(2) * Math.log1p(0.05), within(1e-12));
  }

  @Test
  void withoutAFloorThereIsNone() {
    assertThat(Floors.ofInteraction(0)).isZero();
  }
}
