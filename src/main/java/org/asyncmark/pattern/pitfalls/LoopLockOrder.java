package org.asyncmark.pattern.pitfalls;

import java.util.List;
import java.util.concurrent.ExecutionException;
import org.asyncmark.loop.Async;
import org.asyncmark.loop.Awaitable;
import org.asyncmark.loop.EventLoop;
import org.asyncmark.loop.LoopEvent;
import org.asyncmark.loop.LoopLock;
import org.asyncmark.loop.ReturnWhen;
import org.asyncmark.loop.Task;

/** {@link LockOrder} of tasks of one loop; the watchdog is a task of it, too. */
final class LoopLockOrder implements Exercise {
  private final EventLoop loop;
  private final LockOrder order;
  private final List<LoopLock> locks = List.of(new LoopLock(), new LoopLock());

  LoopLockOrder(EventLoop loop, LockOrder order) {
    this.loop = loop;
    this.order = order;
  }

  @Override
  public int run() throws ExecutionException, InterruptedException {
    int deadlocks = loop.callAndWait(() -> Task.start(loop, () -> new Op().watched()));
    return order.ended(deadlocks, locks.stream().anyMatch(LoopLock::isLocked));
  }

  private final class Op {
    private final Claims claims = new Claims(order.count());
    private final LoopEvent met = new LoopEvent();
    private final List<Task<Void>> tasks =
        List.of(Task.start(loop, () -> both(0)), Task.start(loop, () -> both(1)));
    private int arrived;
    private int deadlocks;

    /** Returns how many deadlocks were found, once both tasks have ended. */
    Awaitable<Integer> watched() {
      return untilEnded().ensure(() -> tasks.forEach(Task::cancel));
    }

    private Awaitable<Integer> untilEnded() {
      return Async.waitUntil(ReturnWhen.ALL_COMPLETED, tasks, LockOrder.LOOK)
          .then(
              waited -> {
                if (waited.pending().isEmpty()) {
                  return ended();
                }
                String told = deadlocks == 0 ? claims.look() : "";
                if (!told.isEmpty()) {
                  deadlocks++;
                  order.found(told);
                  tasks.get(LockOrder.VICTIM).cancel();
                }
                return untilEnded();
              });
    }

    private Awaitable<Integer> ended() throws ExecutionException {
      for (int task = 0; task < order.count(); task++) {
        if (deadlocks == 0 || task != LockOrder.VICTIM) {
          tasks.get(task).result();
        }
      }
      return Awaitable.of(deadlocks);
    }

    private Awaitable<Void> both(int task) {
      return with(
          task,
          order.firstLockOf(task),
          () -> meet().then(all -> with(task, order.secondLockOf(task), this::section)));
    }

    private Awaitable<Void> with(int task, int lock, Body body) {
      claims.wants(task, lock);
      return locks
          .get(lock)
          .with(
              () -> {
                claims.has(task, lock);
                return body.run().ensure(() -> claims.givesBack(lock));
              });
    }

    private Awaitable<Void> meet() {
      if (++arrived >= order.meeting()) {
        met.set();
      }
      return met.await().<Void>map(set -> null);
    }

    private Awaitable<Void> section() {
      order.section();
      return Awaitable.done();
    }
  }

  /** What is done with a lock. */
  @FunctionalInterface
  private interface Body {
    Awaitable<Void> run();
  }
}
