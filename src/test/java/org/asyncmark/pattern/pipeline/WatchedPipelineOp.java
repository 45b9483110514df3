package org.asyncmark.pattern.pipeline;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** An op that a test can wait on for puts. */
final class WatchedPipelineOp extends PipelineOp {
  private int last = -1;

  WatchedPipelineOp(PipelineShape shape, int failingPercent) {
    super(shape, failingPercent);
    clear();
  }

  @Override
  Long putting(int number) {
    synchronized (this) {
      last = Math.max(last, number);
      notifyAll();
    }
    return super.putting(number);
  }

  /** Waits until an item is about to be put; the test's time limit ends a wait in vain. */
  synchronized void awaitPutting(int number) throws InterruptedException {
    while (last < number) {
      wait();
    }
  }

  /** Tells whether an item is about to be put within a time. */
  synchronized boolean puttingWithin(int number, Duration time) throws InterruptedException {
    long deadline = System.nanoTime() + time.toNanos();
    while (last < number) {
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        return false;
      }
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
    return true;
  }
}
