package org.asyncmark.pattern.lock;

import java.io.IOException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.StampedLock;

/** A lock as blocking code takes it. From any thread. */
@FunctionalInterface
interface BlockingLock {
  /**
   * Waits for the lock and runs a section while holding it.
   *
   * @throws InterruptedException if the thread was interrupted while it waited, which {@code
   *     synchronized} does not notice, or in the section
   */
  void hold(Section section) throws IOException, InterruptedException;

  /** What is done under the lock. */
  interface Section {
    void run() throws IOException, InterruptedException;
  }

  static BlockingLock reentrant(ReentrantLock lock) {
    return section -> {
      lock.lockInterruptibly();
      try {
        section.run();
      } finally {
        lock.unlock();
      }
    };
  }

  static BlockingLock monitor(Object monitor) {
    return section -> {
      synchronized (monitor) {
        section.run();
      }
    };
  }

  static BlockingLock stamped(StampedLock lock) {
    return section -> {
      long stamp = lock.writeLockInterruptibly();
      try {
        section.run();
      } finally {
        lock.unlockWrite(stamp);
      }
    };
  }
}
