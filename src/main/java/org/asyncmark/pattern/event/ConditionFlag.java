package org.asyncmark.pattern.event;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntConsumer;

/** {@link Flag} under a lock with a condition: who goes on takes the lock first, one by one. */
final class ConditionFlag implements Flag {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private boolean set; // guarded by lock

  @Override
  public void clear() {
    set(false);
  }

  @Override
  public void set() {
    set(true);
  }

  @Override
  public void await(int waiter, IntConsumer arrives) throws InterruptedException {
    lock.lock();
    try {
      arrives.accept(waiter);
      while (!set) {
        changed.await();
      }
    } finally {
      lock.unlock();
    }
  }

  private void set(boolean now) {
    lock.lock();
    try {
      set = now;
      changed.signalAll(); // nobody waits for its being cleared
    } finally {
      lock.unlock();
    }
  }
}
