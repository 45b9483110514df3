package org.asyncmark.pattern.stream;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** An op that a test can wait on, and whose source it can keep from getting free. */
final class WatchedOp extends StreamOp {
  private final CompletableFuture<Void> mayFree;
  private int begun;
  private boolean free;

  private WatchedOp(StreamShape shape, CompletableFuture<Void> mayFree) {
    super(shape);
    this.mayFree = mayFree;
  }

  WatchedOp(StreamShape shape) {
    this(shape, CompletableFuture.completedFuture(null));
  }

  /** Returns an op whose source is not free until {@link #release}. */
  static WatchedOp held(StreamShape shape) {
    return new WatchedOp(shape, new CompletableFuture<>());
  }

  void release() {
    mayFree.complete(null);
  }

  @Override
  Long begin(int number) throws IOException {
    synchronized (this) {
      begun = number + 1;
      notifyAll();
    }
    return super.begin(number);
  }

  @Override
  void free() {
    mayFree.join(); // whatever interrupts it
    super.free();
    synchronized (this) {
      free = true;
      notifyAll();
    }
  }

  /** Waits until so many items have begun; the test's time limit ends a wait in vain. */
  synchronized void awaitBegun(int count) throws InterruptedException {
    while (begun < count) {
      wait();
    }
  }

  /** Tells whether so many items have begun, or do so within a time. */
  boolean beginsWithin(int count, Duration time) throws InterruptedException {
    return holdsWithin(() -> begun >= count, time);
  }

  /** Tells whether the source is free, or gets so within a time. */
  boolean isFreeWithin(Duration time) throws InterruptedException {
    return holdsWithin(() -> free, time);
  }

  private synchronized boolean holdsWithin(BooleanSupplier what, Duration time)
      throws InterruptedException {
    long deadline = System.nanoTime() + time.toNanos();
    while (!what.getAsBoolean()) {
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        return false;
      }
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
    return true;
  }

  /** Waits until the source is free; the test's time limit ends a wait in vain. */
  synchronized void awaitFree() throws InterruptedException {
    while (!free) {
      wait();
    }
  }
}
