package org.asyncmark.pattern.queue;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A ledger that a test can wait on for puts. */
final class WatchedLedger extends Ledger {
  private int last = -1;

  WatchedLedger(QueueShape shape) {
    super(shape, "test");
  }

  @Override
  void putting(int number) {
    super.putting(number);
    synchronized (this) {
      last = Math.max(last, number);
      notifyAll();
    }
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
