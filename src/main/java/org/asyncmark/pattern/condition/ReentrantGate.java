package org.asyncmark.pattern.condition;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntConsumer;

/** {@link Gate} as a {@link ReentrantLock}. */
final class ReentrantGate implements Gate {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition granted = lock.newCondition();
  private final Tokens tokens; // guarded by lock

  ReentrantGate(Tokens tokens) {
    this.tokens = tokens;
  }

  @Override
  public void reset() {
    locked(tokens::reset);
  }

  @Override
  public void pass(int waiter, IntConsumer arrives) throws InterruptedException {
    lock.lock();
    try {
      arrives.accept(waiter);
      while (!tokens.available()) {
        granted.await();
      }
      if (tokens.take(waiter)) {
        granted.signal();
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void open() {
    locked(() -> tokens.grant(granted::signal, granted::signalAll));
  }

  @Override
  public void nudge() {
    locked(granted::signalAll);
  }

  private void locked(Runnable action) {
    lock.lock();
    try {
      action.run();
    } finally {
      lock.unlock();
    }
  }
}
