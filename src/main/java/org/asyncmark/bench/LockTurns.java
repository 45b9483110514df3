package org.asyncmark.bench;

import java.time.Duration;
import java.util.List;
import org.asyncmark.loop.Async;
import org.asyncmark.loop.Awaitable;
import org.asyncmark.loop.LoopLock;

/** Tasks that take and release a lock until that has been done a number of times. */
final class LockTurns {
  private static final int NOBODY = -1;

  private final LoopLock lock = new LoopLock();
  private int left;
  private int taken;
  private int last = NOBODY;

  LockTurns(int times) {
    this.left = times;
  }

  /** Returns a task that has the lock for itself. */
  Awaitable<Void> alone() {
    return lock.acquire()
        .then(
            mine -> {
              taken++;
              lock.release();
              return --left > 0 ? alone() : Awaitable.done();
            });
  }

  /** Returns two tasks, each of which waits for the other at every turn. */
  List<Awaitable<Void>> inTurns() {
    // takes the lock first, and keeps it until the other one waits: from then on one always does
    Awaitable<Void> first =
        lock.acquire()
            .then(mine -> Async.sleep(Duration.ZERO))
            .then(
                slept -> {
                  lock.release();
                  return turn(0);
                });
    return List.of(first, Awaitable.call(() -> turn(1)));
  }

  private Awaitable<Void> turn(int task) {
    if (left == 0) {
      return Awaitable.done();
    }
    return lock.acquire()
        .then(
            mine -> {
              if (left > 0) {
                take(task);
              }
              lock.release();
              return turn(task);
            });
  }

  private void take(int task) {
    if (task == last) {
      throw new IllegalStateException("task " + task + " had the lock twice: nobody waited for it");
    }
    last = task;
    taken++;
    left--;
  }

  /** Returns how many times a task had the lock. */
  int taken() {
    return taken;
  }
}
