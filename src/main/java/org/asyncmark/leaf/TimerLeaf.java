package org.asyncmark.leaf;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.asyncmark.loop.EventLoop;
import org.asyncmark.loop.LoopFuture;
import org.asyncmark.loop.TimerHandle;
import org.asyncmark.measure.LeafTimes;

/**
 * The leaf that waits. Its timer is the model's own: {@code Thread.sleep} (a kernel timer under a
 * platform thread, the JDK's timer under a virtual one), {@code CompletableFuture.delayedExecutor},
 * or the loop's heap of timers.
 */
final class TimerLeaf {
  private TimerLeaf() {}

  static BlockingLeaf blocking(long delayMicros, LeafTimes times) {
    return index -> {
      times.start(index);
      TimeUnit.MICROSECONDS.sleep(delayMicros);
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

  static LoopLeaf loop(long delayMicros, LeafTimes times, EventLoop loop) {
    Duration delay = Duration.of(delayMicros, ChronoUnit.MICROS);
    return index -> {
      LoopFuture<Long> future = new LoopFuture<>(loop);
      times.start(index);
      TimerHandle timer =
          loop.callLater(
              delay,
              () -> {
                times.end(index);
                future.complete((long) index);
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
}
