package org.asyncmark.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(10)
class SubmitWindowTest {
  @Test
  void waitsForNothingUntilTheBoundIsReached() {
    SubmitWindow window = new SubmitWindow();
    Queue<Runnable> underWay = new ArrayDeque<>();

    for (int i = 0; i < SubmitWindow.BOUND; i++) {
      window.submit(underWay::add);
    }

    assertThat(underWay).hasSize(SubmitWindow.BOUND);
    assertThat(window.ran()).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void neverHasMoreThanTheBoundUnderWayAndEndsWithAllRun(SubmitTarget target) {
    SubmitWindow window = new SubmitWindow();
    long most = 0;

    try (SubmitTarget.Opened loop = target.open()) {
      for (int i = 1; i <= 100_000; i++) {
        window.submit(loop.executor());
        most = Math.max(most, i - window.ran());
      }
      window.awaitUnderWay(0);
    }

    assertThat(window.ran()).isEqualTo(100_000);
    assertThat(most).isLessThanOrEqualTo(SubmitWindow.BOUND);
  }
}
