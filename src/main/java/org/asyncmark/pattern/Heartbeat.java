package org.asyncmark.pattern;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.asyncmark.loop.LoopFuture;
import org.asyncmark.measure.LatencyRecorder;
import org.jspecify.annotations.Nullable;

/**
 * The beats of a victim, which is to run at a fixed rate while others work: when each was due, and
 * how late it came. A beat that is missed is made up for and is late, too, so that a long stall
 * counts as all the beats that fell into it.
 *
 * <pre>
 *   start ──▶ due ── the victim waits, then beats ──▶ due ──▶ … ── stop ──▶ the first that was due later is not made
 * </pre>
 *
 * <p>One thread starts and stops it. The victim's calls may come from one thread after the other,
 * and end before that thread reads.
 */
public class Heartbeat {
  private static final int FEW = 64;

  private final long periodNanos;
  private long startNanos;
  private long endNanos;
  private long dueNanos;
  private long[] lateNanos = new long[FEW];
  private int beats;
  private boolean early;
  private volatile boolean stopped; // publishes endNanos

  /**
   * Creates what notes the beats.
   *
   * @param periodNanos from one beat to the next, 1 and up
   */
  public Heartbeat(long periodNanos) {
    this.periodNanos = periodNanos;
  }

  /** Begins an op; before the victim is started. */
  public final void start() {
    beats = 0;
    early = false;
    stopped = false;
    startNanos = System.nanoTime();
    dueNanos = startNanos + periodNanos;
  }

  /** Ends what is measured: beats that are due later are none of this op's. */
  public final void stop() {
    endNanos = System.nanoTime();
    stopped = true;
  }

  /** Returns for how long the victim has to wait for its next beat, in nanoseconds; 0 and up. */
  public final long untilDueNanos() {
    return Math.max(0, dueNanos - System.nanoTime());
  }

  /**
   * Notes a beat, unless all of this op have been made.
   *
   * @return whether the victim goes on
   */
  public boolean beat() {
    if (stopped && dueNanos - endNanos >= 0) {
      return false;
    }
    long late = System.nanoTime() - dueNanos;
    early |= late < 0;
    if (beats == lateNanos.length) {
      lateNanos = Arrays.copyOf(lateNanos, 2 * beats);
    }
    lateNanos[beats++] = late;
    dueNanos += periodNanos;
    return true;
  }

  /**
   * Beats on the calling thread until all beats of this op are made; its timer is {@code
   * LockSupport.parkNanos}.
   *
   * @throws InterruptedException if the thread is interrupted between two of them
   */
  public final @Nullable Void beatHere() throws InterruptedException {
    do {
      for (long left = untilDueNanos(); left > 0; left = untilDueNanos()) {
        LockSupport.parkNanos(this, left);
        if (Thread.interrupted()) {
          throw new InterruptedException("interrupted between two heartbeats");
        }
      }
    } while (beat());
    return null;
  }

  /**
   * Beats as a task of an executor, with {@code delayedExecutor} as its timer.
   *
   * @return done once all beats of this op are made, or the executor takes no more tasks
   */
  public final CompletableFuture<@Nullable Void> beatOn(Executor tasks) {
    CompletableFuture<@Nullable Void> ended = new CompletableFuture<>();
    beatWhenDue(tasks, ended);
    return ended;
  }

  private void beatWhenDue(Executor tasks, CompletableFuture<@Nullable Void> ended) {
    long left = untilDueNanos();
    Executor when =
        left == 0 ? tasks : CompletableFuture.delayedExecutor(left, TimeUnit.NANOSECONDS, tasks);
    try {
      when.execute(
          () -> {
            if (beat()) {
              beatWhenDue(tasks, ended);
            } else {
              ended.complete(null);
            }
          });
    } catch (RejectedExecutionException e) {
      ended.completeExceptionally(e);
    }
  }

  /**
   * Beats as a callback of a loop, whose timer counts in whole milliseconds; on the loop's thread.
   *
   * @param ended a future of the loop, completed once all beats of this op are made
   */
  public final void beatUntil(LoopFuture<Void> ended) {
    ended
        .loop()
        .callLater(
            Duration.ofNanos(untilDueNanos()),
            () -> {
              if (beat()) {
                beatUntil(ended);
              } else {
                ended.complete(null);
              }
            });
  }

  /** Returns the time from start to stop, in nanoseconds. */
  public final long lastedNanos() {
    return endNanos - startNanos;
  }

  /**
   * Records how late each beat came that was due between start and stop.
   *
   * @throws IllegalStateException if one was not made, or too early
   */
  public final void recordInto(LatencyRecorder lateness, ResultCheck check) {
    int due = due();
    if (beats < due || early) {
      throw check.failed(
          early
              ? "a heartbeat came before it was due"
              : "wanted " + due + " heartbeats, got " + beats);
    }
    for (int i = 0; i < due; i++) { // one more may have been made while it was being stopped
      lateness.record(lateNanos[i]);
    }
  }

  /** Returns how many beats were due between start and stop. */
  public final int due() {
    return (int) ((lastedNanos() - 1) / periodNanos);
  }

  /** Returns how many beats were made. */
  final int beats() {
    return beats;
  }
}
