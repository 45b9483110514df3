package org.asyncmark.analyse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class CriteriaTest {
  @Test
  void theMarginIsTheWiderOfDeltaAndFloor() {
    assertThat(new Criteria(0.03, 0.019).margin()).isEqualTo(0.03);
    assertThat(new Criteria(0.03, 0.045).margin()).isEqualTo(0.045);
    assertThat(new Criteria(0.03, 0.045).logMargin()).isEqualTo(Math.log1p(0.045));
  }

  @Test
  void looksShareTheLevel() {
    assertThat(new Criteria(0.03, 0).alpha()).isEqualTo(0.05);
    assertThat(new Criteria(0.03, 0, 2).alpha()).isEqualTo(0.025);
  }

  @Test
  void aMarginOfNothingIsRefused() {
    assertThatThrownBy(() -> new Criteria(0, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("delta must be above 0, got 0.0");
    assertThatThrownBy(() -> new Criteria(0.03, Double.NaN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("floor must be 0 or more, got NaN");
    assertThatThrownBy(() -> new Criteria(0.03, 0, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("looks must be 1 or more, got 0");
  }
}
