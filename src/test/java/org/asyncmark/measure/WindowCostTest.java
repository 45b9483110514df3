package org.asyncmark.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WindowCostTest {
  @AfterEach
  void forget() {
    WindowCost.forget();
  }

  @Test
  void everyProfilerSeesTheRequestsOfTheWindowThatHasEnded() {
    WindowCost.of(300, 25, OptionalLong.of(7));
    assertThat(WindowCost.last().ops(1)).isEqualTo(300);
    assertThat(WindowCost.last().ops(1)).isEqualTo(300);
    assertThat(WindowCost.last().besideMicros()).isEqualTo(25);
  }

  @Test
  void withoutAWindowTheOpsAreThoseOfJmh() {
    WindowCost.of(300, 25, OptionalLong.of(7));
    WindowCost.forget();
    assertThat(WindowCost.last().ops(7)).isEqualTo(7);
    assertThat(WindowCost.last().besideMicros()).isZero();
  }
}
