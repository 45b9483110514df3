package org.asyncmark.loop;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** Tasks that wait in line, first come, first served. On the thread of their loop. */
final class WaitLine {
  private final ArrayDeque<LoopFuture<Void>> line = new ArrayDeque<>();

  /** Puts a task at the end of the line, and returns what it waits for. */
  LoopFuture<Void> add(Task<?> task) {
    LoopFuture<Void> waiter = new LoopFuture<>(task.loop());
    line.add(waiter);
    return waiter;
  }

  /** Takes a task out of the line, if it is still there. */
  void remove(@Nullable LoopFuture<Void> waiter) {
    line.remove(waiter);
  }

  /** Takes the first that can still be woken out of the line and wakes it; false if none can. */
  boolean wakeNext() {
    return wake(1) == 1;
  }

  /** Takes up to {@code n} out of the line and wakes them, and returns how many there were. */
  int wake(int n) {
    int woken = 0;
    while (woken < n && !line.isEmpty()) {
      LoopFuture<Void> next = line.remove();
      if (!next.isDone()) { // else it was cancelled, and its task has not gone on yet
        next.settleDone(null);
        woken++;
      }
    }
    return woken;
  }

  /** Wakes the first and leaves it in the line until it goes on; does nothing if that was done. */
  void wakeFirst() {
    LoopFuture<Void> first = line.peek();
    if (first != null && !first.isDone()) {
      first.settleDone(null);
    }
  }

  /** Wakes all and leaves them in the line until they go on. */
  void wakeAll() {
    for (LoopFuture<Void> waiter : line) {
      if (!waiter.isDone()) {
        waiter.settleDone(null);
      }
    }
  }

  /** Tells whether there is one that has not been cancelled. */
  boolean anyLive() {
    for (LoopFuture<Void> waiter : line) {
      if (!waiter.isCancelled()) {
        return true;
      }
    }
    return false;
  }

  int size() {
    return line.size();
  }

  /** Returns the end of a text that names the state of a primitive. */
  String text(String role) {
    return line.isEmpty() ? "" : ", " + role + " " + line.size();
  }
}
