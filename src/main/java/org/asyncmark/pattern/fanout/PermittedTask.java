package org.asyncmark.pattern.fanout;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A task that was given a permit before it was started, and gives it back once: when its body has
 * ended, or when it is cancelled before its body has begun, in the queue of a pool. A {@code
 * finally} in the body alone would lose the permit of a task that never runs; giving it back
 * whenever the task is cancelled would let another leaf in while the body still runs.
 */
final class PermittedTask {
  private final Semaphore permits;
  private final Runnable body;
  private final AtomicBoolean taken = new AtomicBoolean();
  private @Nullable Future<?> running;

  PermittedTask(Semaphore permits, Runnable body) {
    this.permits = permits;
    this.body = body;
  }

  /** Starts the body; the caller's thread only. */
  void startOn(ExecutorService executor) {
    running = executor.submit(this::run);
  }

  /** Interrupts the body, or keeps it from running; the caller's thread only. Idempotent. */
  void cancel() {
    if (running != null) {
      running.cancel(true);
    }
    if (taken.compareAndSet(false, true)) {
      permits.release();
    }
  }

  private void run() {
    if (taken.compareAndSet(false, true)) {
      try {
        body.run();
      } finally {
        permits.release();
      }
    }
  }
}
