package org.asyncmark.pattern.condition;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntConsumer;

/** A lock with a condition, and the tokens under it, for threads. */
interface Gate {
  /**
   * Waits for a token and takes it.
   *
   * @param arrives takes the waiter's number when all that is left to do is to wait
   */
  void pass(int waiter, IntConsumer arrives) throws InterruptedException;

  /** Grants tokens and notifies. */
  void open();

  /** Notifies all without a token. */
  void nudge();

  /** {@link Gate} as a monitor. */
  final class OfMonitor implements Gate {
    private final Object monitor = new Object();
    private final Tokens tokens; // guarded by monitor

    OfMonitor(Tokens tokens) {
      this.tokens = tokens;
    }

    @Override
    public void pass(int waiter, IntConsumer arrives) throws InterruptedException {
      synchronized (monitor) {
        arrives.accept(waiter);
        while (!tokens.available()) {
          monitor.wait();
        }
        if (tokens.take(waiter)) {
          monitor.notify();
        }
      }
    }

    @Override
    public void open() {
      synchronized (monitor) {
        tokens.grant(monitor::notify, monitor::notifyAll);
      }
    }

    @Override
    public void nudge() {
      synchronized (monitor) {
        monitor.notifyAll();
      }
    }
  }

  /** {@link Gate} as a {@link ReentrantLock}. */
  final class OfLock implements Gate {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition granted = lock.newCondition();
    private final Tokens tokens; // guarded by lock

    OfLock(Tokens tokens) {
      this.tokens = tokens;
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
}
