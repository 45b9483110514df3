package org.asyncmark.leaf;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.asyncmark.loop.EventLoop;
import org.asyncmark.loop.LoopFuture;
import org.asyncmark.loop.TimerHandle;
import org.asyncmark.measure.LeafTimes;
import org.jspecify.annotations.Nullable;

/**
 * The leaf that waits. Its timer is the model's own: {@code Thread.sleep} (a kernel timer under a
 * platform thread, the JDK's timer under a virtual one), {@code CompletableFuture.delayedExecutor}
 * or, where it is to be cancelled, {@code completeOnTimeout}, or the loop's heap of timers.
 */
final class TimerLeaf {
  private TimerLeaf() {}

  static BlockingLeaf blocking(LeafPlan plan, LeafTimes times) {
    return index -> {
      times.start(index);
      TimeUnit.NANOSECONDS.sleep(plan.delay(index).toNanos());
      if (plan.fails(index)) {
        throw failure(index);
      }
      times.end(index);
      return index;
    };
  }

  static FutureLeaf future(long delayMicros, LeafTimes times, Executor executor) {
    return index -> {
      times.start(index);
      return CompletableFuture.supplyAsync(
          () -> {
            times.end(index);
            return (long) index;
          },
          CompletableFuture.delayedExecutor(delayMicros, TimeUnit.MICROSECONDS, executor));
    };
  }

  /**
   * The leaf whose timer ends with it: of the JDK's timers for futures, {@code delayedExecutor}
   * keeps one to its time though its task is cancelled, and {@code completeOnTimeout} does not.
   */
  static FutureLeaf cancellable(LeafPlan plan, LeafTimes times, Executor executor) {
    return index -> {
      times.start(index);
      CompletableFuture<@Nullable Void> timer =
          new CompletableFuture<@Nullable Void>()
              .completeOnTimeout(null, plan.delay(index).toNanos(), TimeUnit.NANOSECONDS);
      CompletableFuture<Long> leaf =
          timer.thenApplyAsync(
              none -> {
                if (plan.fails(index)) {
                  throw new CompletionException(failure(index));
                }
                times.end(index);
                return (long) index;
              },
              executor);
      leaf.whenComplete((value, failure) -> timer.cancel(false));
      return leaf;
    };
  }

  static LoopLeaf loop(LeafPlan plan, LeafTimes times, EventLoop loop) {
    return index -> {
      LoopFuture<Long> future = new LoopFuture<>(loop);
      times.start(index);
      TimerHandle timer =
          loop.callLater(
              plan.delay(index),
              () -> {
                if (future.isDone()) {
                  return; // cancelled in the turn in which it was due
                }
                if (plan.fails(index)) {
                  future.fail(failure(index));
                } else {
                  times.end(index);
                  future.complete((long) index);
                }
              });
      future.onDone(
          done -> {
            if (done.isCancelled()) {
              timer.cancel();
            }
          });
      return future;
    };
  }

  private static IOException failure(int index) {
    return new IOException("leaf " + index + " fails by plan");
  }
}
