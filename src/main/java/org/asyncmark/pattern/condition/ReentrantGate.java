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
    lock.lock();
    try {
      tokens.reset();
    } finally {
      lock.unlock();
    }
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
    lock.lock();
    try {
      tokens.grant();
      if (tokens.forAll()) {
        granted.signalAll();
      } else {
        granted.signal();
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void nudge() {
    lock.lock();
    try {
      granted.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
