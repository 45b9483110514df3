package org.asyncmark.loop;

import org.jspecify.annotations.Nullable;

/**
 * Which thread a loop belongs to: the one that created it until another one runs it, and nobody
 * once it is closed. Methods are for any thread, but for those that say so. Who holds the lock of
 * this object keeps other threads from taking an idle loop over meanwhile.
 */
final class Ownership {
  private final String loopName;
  private volatile @Nullable Thread owner;
  // changed with the lock held
  private volatile @Nullable Thread runner;
  private boolean ending;

  private Ownership(String loopName, Thread first, boolean running) {
    this.loopName = loopName;
    this.owner = first;
    this.runner = running ? first : null;
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

  /** Tells whether the loop is running, or being closed, on the calling thread. */
  boolean isRunningHere() {
    return Thread.currentThread() == runner;
  }

  boolean isIdle() {
    return runner == null;
  }

  boolean isClosed() {
    return owner == null;
  }

  /**
   * Claims the loop for a run on the calling thread.
   *
   * @throws IllegalStateException if it is closed or running
   */
  synchronized void enter(String method) {
    if (isClosed()) {
      throw closedAlready();
    }
    if (!isIdle()) {
      throw new IllegalStateException(
          method + ": the event loop " + loopName + " is running already");
    }
    runner = Thread.currentThread();
    owner = runner;
  }

  /**
   * Claims the loop for its end on the calling thread.
   *
   * @return false if somebody has done so before
   * @throws IllegalStateException if it is running
   */
  synchronized boolean enterLast() {
    if (ending) {
      return false;
    }
    if (!isIdle()) {
      throw new IllegalStateException(
          "the event loop " + loopName + " is running; stop it before closing it");
    }
    ending = true;
    runner = Thread.currentThread();
    owner = runner;
    return true;
  }

  /** Ends a run; on the thread that claimed it. */
  synchronized void leave() {
    runner = null;
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
    if (Thread.currentThread() != owner) {
      requireUnlessClosed(method);
      throw closedAlready();
    }
  }

  /** Keeps a method to the loop's thread, if it changes nothing once the loop is closed. */
  void requireUnlessClosed(String method) {
    Thread expected = owner;
    if (expected == null || Thread.currentThread() == expected) {
      return;
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
