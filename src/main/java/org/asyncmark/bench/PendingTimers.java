package org.asyncmark.bench;

import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.asyncmark.loop.EventLoop;
import org.asyncmark.loop.LoopConfig;
import org.asyncmark.loop.LoopFuture;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * A loop with 100 000 timers that are due in one to two hours, and callbacks that set and cancel
 * others among them.
 */
@State(Scope.Thread)
public class PendingTimers {
  private static final int PENDING = 100_000;
  private static final int IN_A_TURN = 100;
  private static final long HOUR_NANOS = TimeUnit.HOURS.toNanos(1);

  private final long[] delaysNanos =
      new Random(1).longs(8192, HOUR_NANOS, 2 * HOUR_NANOS).toArray();

  @SuppressWarnings("UnnecessaryLambda") // one object for all timers
  private final Runnable nothing = () -> {};

  private EventLoop loop;
  private @Nullable LoopFuture<Integer> end; // of the run under way
  private int done;
  private int wanted;

  @Setup
  public void open() {
    loop = EventLoop.create(LoopConfig.named("timers"));
    for (int i = 0; i < PENDING; i++) {
      loop.callAt(whenNanos(i), nothing);
    }
  }

  @TearDown
  public void close() {
    loop.close();
  }

  /** Runs the loop until {@code count} timers were set and cancelled; returns their number. */
  int run(int count) throws ExecutionException {
    LoopFuture<Integer> ended = new LoopFuture<>(loop);
    end = ended;
    done = 0;
    wanted = count;
    loop.callSoon(this::turn);
    return loop.runUntilComplete(ended);
  }

  private void turn() {
    for (int i = 0; i < IN_A_TURN; i++) {
      loop.callAt(whenNanos(done++), nothing).cancel();
    }
    if (done < wanted) {
      loop.callSoon(this::turn);
    } else {
      Objects.requireNonNull(end, "a run is under way").complete(done);
    }
  }

  private long whenNanos(int index) {
    return loop.timeNanos() + delaysNanos[index & delaysNanos.length - 1];
  }
}
