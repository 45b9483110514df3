package org.asyncmark.pattern.broadcast;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.ResultCheck;

/** Deliveries that a test can wait for. */
final class WatchedDeliveries extends Deliveries {
  private final int[] taken;
  private int lastPublished = -1;

  WatchedDeliveries(BroadcastPlan plan) {
    super(plan, new ResultCheck("broadcast", Model.LOOP, "x"));
    taken = new int[plan.subscribers()];
  }

  @Override
  Integer publishing(int message) {
    synchronized (this) {
      lastPublished = Math.max(lastPublished, message);
      notifyAll();
    }
    return super.publishing(message);
  }

  @Override
  void took(int subscriber, Integer message) {
    super.took(subscriber, message);
    synchronized (this) {
      taken[subscriber]++;
      notifyAll();
    }
  }

  /** Waits until a message is about to be offered; the test's time limit ends a wait in vain. */
  synchronized void awaitPublishing(int message) throws InterruptedException {
    while (lastPublished < message) {
      wait();
    }
  }

  /** Tells whether a message is about to be offered within a time. */
  synchronized boolean publishingWithin(int message, Duration time) throws InterruptedException {
    long deadline = System.nanoTime() + time.toNanos();
    while (lastPublished < message) {
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        return false;
      }
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
    return true;
  }

  /** Waits until a subscriber has taken so many messages. */
  synchronized void awaitTaken(int subscriber, int count) throws InterruptedException {
    while (taken[subscriber] < count) {
      wait();
    }
  }
}
