package org.asyncmark.loop;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Which thread a loop belongs to: the one that created it until another one runs it, and nobody
 * once it is closed. Methods are for any thread, but for those that say so.
 */
final class Ownership {
  private final String loopName;
  private final AtomicReference<@Nullable Thread> runner = new AtomicReference<>();
  private volatile @Nullable Thread owner;

  private Ownership(String loopName, Thread first, boolean running) {
    this.loopName = loopName;
    this.owner = first;
    if (running) {
      runner.set(first);
    }
  }

  /** Returns the ownership of a loop that runs on a thread of its own and on no other. */
  static Ownership of(String loopName, Thread own) {
    return new Ownership(loopName, own, true);
  }

  /** Returns the ownership of a loop that the calling thread creates for anybody to run. */
  static Ownership ofNobody(String loopName) {
    return new Ownership(loopName, Thread.currentThread(), false);
  }

  boolean isCurrentThread() {
    return Thread.currentThread() == owner;
  }

  boolean isClosed() {
    return owner == null;
  }

  /**
   * Claims the loop for a run on the calling thread.
   *
   * @throws IllegalStateException if it is closed or running
   */
  void enter(String method) {
    if (!isClosed() && !runner.compareAndSet(null, Thread.currentThread())) {
      throw new IllegalStateException(
          method + ": the event loop " + loopName + " is running already");
    }
    if (isClosed()) {
      throw closedAlready();
    }
    owner = Thread.currentThread();
  }

  /**
   * Claims the loop for its end; on any thread.
   *
   * @return false if it is running
   */
  boolean enterLast() {
    return runner.compareAndSet(null, Thread.currentThread());
  }

  /** Ends a run; on the thread that claimed it. */
  void leave() {
    runner.set(null);
  }

  /** Takes the loop from everybody, for good; on the thread that claimed it. */
  void close() {
    owner = null;
  }

  /**
   * Keeps a method to the loop's thread.
   *
   * @param method what was called, for the message
   * @throws IllegalStateException on another thread, or if the loop is closed
   */
  void require(String method) {
    Thread expected = owner;
    if (Thread.currentThread() == expected) {
      return;
    }
    if (expected == null) {
      throw closedAlready();
    }
    throw new IllegalStateException(
        method
            + " belongs to the thread "
            + expected.getName()
            + ", called on "
            + Thread.currentThread().getName()
            + "; use callSoonThreadsafe");
  }

  IllegalStateException closedAlready() {
    return new IllegalStateException("the event loop " + loopName + " is closed");
  }
}
