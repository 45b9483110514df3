package org.asyncmark.pattern.ratelimit;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A {@link TokenBucket} for tasks on many threads. A lock, which is held for a few instructions and
 * never while somebody waits for a token, puts them in line.
 */
final class SharedBucket implements BlockingTokens {
  private final ReentrantLock lock = new ReentrantLock();
  private final TokenBucket bucket;

  /** Creates a full bucket. */
  SharedBucket(Rate rate) {
    bucket = new TokenBucket(rate);
  }

  /** Takes the next token as {@link TokenBucket#take} does. */
  long take(long nowNanos) {
    lock.lock();
    try {
      return bucket.take(nowNanos);
    } finally {
      lock.unlock();
    }
  }

  /** {@inheritDoc} It sleeps, and again if a sleep was too short. */
  @Override
  public void acquire(RateOp op, int task) throws InterruptedException {
    long asked = op.asks(task);
    long due = take(asked);
    if (due != asked) {
      op.waits(task, due);
      for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
        TimeUnit.NANOSECONDS.sleep(left);
      }
    }
  }
}
