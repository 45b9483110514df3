package org.asyncmark.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;

class WarmUpTest {
  private final AtomicLong nowNanos = new AtomicLong();

  @Test
  void anOpThatDoesNotChangeIsSteadyAfterTenWindows() {
    assertThat(warmUp(10_000, op -> 1_000_000))
        .isEqualTo(new WarmUp.Outcome(1_000, true, 1_000_000));
  }

  @Test
  void anOpThatBecomesFasterIsRunOnUntilItDoesNot() {
    // 150 slow ops are three windows, of which the median of five may hold two
    assertThat(warmUp(10_000, op -> op < 150 ? 2_000_000 : 1_000_000))
        .isEqualTo(new WarmUp.Outcome(1_100, true, 1_000_000));
  }

  @Test
  void anOpThatKeepsChangingIsRunUntilTheCap() {
    WarmUp.Outcome outcome = warmUp(4_000, op -> 1_000_000 + 2_000 * op);
    assertThat(outcome.steady()).isFalse();
    assertThat(outcome.millis()).isBetween(4_000L, 4_110L);
  }

  @Test
  void oneOddWindowDoesNotPassForAChange() {
    assertThat(WarmUp.steady(List.of(1.0, 9.0, 1.0, 1.0, 1.0, 1.0, 1.0, 0.2, 1.0, 1.0))).isTrue();
    assertThat(WarmUp.steady(List.of(1.0, 1.0, 1.0, 1.0, 1.0, 0.9, 0.9, 0.9, 1.0, 1.0))).isFalse();
  }

  @Test
  void aFailedCheckEndsTheWarmUpWithItsMessage() {
    assertThatThrownBy(
            () ->
                WarmUp.run(
                    () -> {
                      throw new IllegalStateException("gather: wrong");
                    },
                    1_000,
                    nowNanos::get,
                    () -> {}))
        .hasMessage("gather: wrong");
  }

  @Test
  void theOpIsRunAgainOnceAtLeast() {
    AtomicLong ops = new AtomicLong();
    WarmUp.untilSteady(ops::incrementAndGet);
    WarmUp.again(0);
    assertThat(ops.get()).isEqualTo(1);
  }

  private WarmUp.Outcome warmUp(long capMillis, LongUnaryOperator nanosOfOp) {
    AtomicLong ops = new AtomicLong();
    return WarmUp.run(
        () -> nowNanos.addAndGet(nanosOfOp.applyAsLong(ops.getAndIncrement())),
        capMillis,
        nowNanos::get,
        () -> {});
  }
}
