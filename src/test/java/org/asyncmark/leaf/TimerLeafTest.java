package org.asyncmark.leaf;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import org.assertj.core.api.Assertions;
import org.asyncmark.loop.EventLoop;
import org.asyncmark.measure.LeafTimes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A timer that was cancelled is gone: nothing knows any more what it was to do. */
@Timeout(20)
class TimerLeafTest {
  private static final int LOOKS = 50;

  /** A plan of its own for each test, which whatever waits for a timer knows. */
  private record Far(Duration delay) implements LeafPlan {
    @Override
    public Duration delay(int index) {
      return delay;
    }
  }

  @Test
  void aCancelledFutureLeavesNoTimer() throws Exception {
    requireForgotten(
        plan ->
            TimerLeaf.cancellable(plan, new LeafTimes("x", 1), Runnable::run).call(0).cancel(true));
  }

  @Test
  void aCancelledFutureOfALoopLeavesNoTimer() throws Exception {
    try (EventLoop loop = EventLoop.start("timers")) {
      requireForgotten(
          plan ->
              Assertions.assertThatThrownBy(
                      () ->
                          loop.callAndWait(
                              () -> {
                                var leaf =
                                    TimerLeaf.loop(plan, new LeafTimes("x", 1), loop).call(0);
                                leaf.cancel();
                                return leaf;
                              }))
                  .isInstanceOf(CancellationException.class));
    }
  }

  private interface Cancelling {
    void run(LeafPlan plan) throws Exception;
  }

  private static void requireForgotten(Cancelling cancelling) throws Exception {
    ReferenceQueue<LeafPlan> forgotten = new ReferenceQueue<>();
    WeakReference<LeafPlan> plan = cancelled(cancelling, forgotten);
    for (int look = 0; look < LOOKS && !plan.refersTo(null); look++) {
      System.gc();
      forgotten.remove(20);
    }
    assertThat(plan.refersTo(null)).as("no timer is left").isTrue();
  }

  private static WeakReference<LeafPlan> cancelled(
      Cancelling cancelling, ReferenceQueue<LeafPlan> forgotten) throws Exception {
    Far plan = new Far(Duration.ofSeconds(60));
    cancelling.run(plan);
    return new WeakReference<>(plan, forgotten);
  }
}
