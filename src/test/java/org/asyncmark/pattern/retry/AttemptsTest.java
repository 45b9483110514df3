package org.asyncmark.pattern.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.ResultCheck;
import org.junit.jupiter.api.Test;

class AttemptsTest {
  private static final ResultCheck CHECK = new ResultCheck("retry", Model.LOOP, "test");

  /** One task, both of whose attempts fail, with no wait in between. */
  private final RetryPlan plan = new RetryPlan(1, 2, new Backoff(0, 0), 100, Duration.ZERO);

  private final Attempts op = new Attempts(plan);

  @Test
  void whatWentByThePlanIsRight() {
    plan.draw();
    assertThat(op.begins(0)).isZero();
    assertThat(op.hasMadeLast(0)).isFalse();
    assertThat(op.asks(0, 0)).isZero();
    assertThat(op.begins(0)).isEqualTo(1);
    assertThat(op.hasMadeLast(0)).isTrue();
    op.gaveUp(0, new IOException("no"));
    assertThatCode(() -> op.require(CHECK)).doesNotThrowAnyException();
    assertThat(op.allMade()).isEqualTo(2);
  }

  @Test
  void anAttemptTooFewIsNoticed() {
    plan.draw();
    op.begins(0);
    assertFailed("task 0: wanted 2 attempts, got 1");
  }

  @Test
  void aWaitTooFewIsNoticed() {
    plan.draw();
    op.begins(0);
    op.begins(0);
    assertFailed("task 0: wanted 1 waits, got 0");
  }

  @Test
  void aWaitOfAnotherAttemptIsNoticed() {
    RetryPlan doubling = new RetryPlan(1, 3, new Backoff(1_000, 8_000), 100, Duration.ZERO);
    doubling.draw();
    Attempts wrong = new Attempts(doubling);
    wrong.begins(0);
    wrong.asks(0, 0);
    wrong.begins(0);
    wrong.asks(0, 0);
    wrong.begins(0);
    assertThatThrownBy(() -> wrong.require(CHECK))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageMatching(
            "retry, model loop, mechanism test: task 0 was [0-9]+ ns early after a wait");
  }

  @Test
  void anotherEndIsNoticed() {
    assertThat(plan.givesUp(0)).isFalse();
    op.begins(0);
    op.gaveUp(0, new IOException("no"));
    assertFailed("task 0: wanted 0, got java.io.IOException: no");
    plan.draw();
    op.asks(0, 0);
    op.begins(0);
    op.succeeded(0, 1L);
    assertFailed("task 0: wanted its last failure, got 1");
  }

  @Test
  void aClearedOpHasNothing() {
    op.begins(0);
    op.succeeded(0, 0L);
    op.clear();
    assertThat(op.made(0)).isZero();
    assertThat(op.end(0)).isNull();
    assertThat(op.askedMillis(0)).isEmpty();
  }

  private void assertFailed(String what) {
    assertThatThrownBy(() -> op.require(CHECK))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("retry, model loop, mechanism test: " + what);
  }
}
