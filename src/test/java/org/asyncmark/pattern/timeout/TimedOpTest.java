package org.asyncmark.pattern.timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.ResultCheck;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TimedOpTest {
  private static final Duration DEADLINE = Duration.ofNanos(100);

  private final ResultCheck check = new ResultCheck("timeout", Model.LOOP, "x");
  private final TimeoutPlan plan = new TimeoutPlan(2, 1, Duration.ZERO);
  private final TimedOp op = new TimedOp(2, DEADLINE);
  private int expiring;

  @BeforeEach
  void draw() {
    plan.draw();
    expiring = plan.outlasts(0) ? 0 : 1;
    op.started(0, 1_000);
    op.started(1, 1_000);
    op.returned(1 - expiring, (long) (1 - expiring));
    op.expired(expiring, 1_150);
  }

  @Test
  void whatEndsAsPlannedPasses() {
    assertThatCode(() -> op.require(check, plan)).doesNotThrowAnyException();
    assertThat(op.latenessNanos(expiring)).isEqualTo(50);
  }

  @Test
  void aLeafThatShouldHaveExpiredIsAnError() {
    op.returned(expiring, (long) expiring);
    requireFailed("leaf " + expiring + ": wanted expired, got " + expiring);
  }

  @Test
  void aLeafThatShouldNotHaveExpiredIsAnError() {
    int other = 1 - expiring;
    op.expired(other, 1_150);
    requireFailed("leaf " + other + ": wanted " + other + ", got expired");
  }

  @Test
  void aLeafWithTheValueOfAnotherIsAnError() {
    int other = 1 - expiring;
    op.returned(other, 7L);
    requireFailed("leaf " + other + ": wanted " + other + ", got 7");
  }

  @Test
  void aLeafThatDidNotEndIsAnError() {
    op.clear();
    requireFailed("leaf 0: wanted " + (expiring == 0 ? "expired" : "0") + ", got null");
  }

  @Test
  void anExpiryBeforeItsTimeIsAnError() {
    op.expired(expiring, 1_099);
    requireFailed("leaf " + expiring + " expired 1 ns too early");
  }

  @Test
  void aLeafThatFailedIsAnErrorWithItsCause() {
    IOException failure = new IOException("no");
    op.failed(expiring, failure);
    assertThatThrownBy(() -> op.require(check, plan))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("timeout, model loop, mechanism x: leaf " + expiring + " failed")
        .hasCause(failure);
  }

  @Test
  void aRequestOfWhichALeafExpiredIsLost() {
    TimedOp request = TimedOp.ofRequest(2, DEADLINE);
    request.returned(0, 0L);
    request.returned(1, 1L);
    assertThatCode(request::quiet).doesNotThrowAnyException();
    request.expired(1, 1_150);
    assertThatThrownBy(request::quiet)
        .isInstanceOf(RejectedExecutionException.class)
        .hasMessage("a leaf expired while it waited for those of others");
    assertThatCode(op::quiet).doesNotThrowAnyException();
  }

  private void requireFailed(String message) {
    assertThatThrownBy(() -> op.require(check, plan))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("timeout, model loop, mechanism x: " + message);
  }
}
