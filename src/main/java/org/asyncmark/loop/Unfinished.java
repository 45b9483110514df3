package org.asyncmark.loop;

/** The number of items of a queue that have not been dealt with, and those who wait for none. */
final class Unfinished {
  private final LoopEvent none = new LoopEvent();
  private int count;

  Unfinished() {
    none.set();
  }

  void add() {
    count++;
    none.clear();
  }

  void done() {
    if (count == 0) {
      throw new IllegalStateException("taskDone was called more often than there were items");
    }
    drop(1);
  }

  /** Takes off as many as are left, but no more than {@code n}. */
  void drop(int n) {
    count -= Math.min(n, count);
    if (count == 0) {
      none.set();
    }
  }

  Awaitable<Void> join() {
    return none.await();
  }

  int count() {
    return count;
  }
}
