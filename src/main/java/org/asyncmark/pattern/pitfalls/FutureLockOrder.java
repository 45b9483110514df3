package org.asyncmark.pattern.pitfalls;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.asyncmark.future.AsyncMutex;
import org.jspecify.annotations.Nullable;

/** {@link LockOrder} of futures; who gives up cancels the future of its second lock. */
final class FutureLockOrder implements Exercise {
  private final Executor tasks;
  private final LockOrder order;
  private final List<AsyncMutex> locks = List.of(new AsyncMutex(), new AsyncMutex());

  FutureLockOrder(Executor tasks, LockOrder order) {
    this.tasks = tasks;
    this.order = order;
  }

  @Override
  public int run() throws ExecutionException, InterruptedException {
    Op op = new Op();
    List<CompletableFuture<@Nullable Void>> started = List.of(op.both(0), op.both(1));
    CompletableFuture<?> ended =
        CompletableFuture.allOf(started.get(0), started.get(1)).handle((nothing, failure) -> null);
    int deadlocks = 0;
    try {
      while (!endsBeforeTheNextLook(ended)) {
        String told = deadlocks == 0 ? op.claims.look() : "";
        if (!told.isEmpty()) {
          deadlocks++;
          order.found(told);
          op.giveUp(LockOrder.VICTIM);
        }
      }
    } catch (InterruptedException e) {
      op.giveUp(0);
      op.giveUp(1);
      throw e;
    }
    for (int task = 0; task < order.count(); task++) {
      if (deadlocks == 0 || task != LockOrder.VICTIM) {
        started.get(task).get();
      }
    }
    return order.ended(deadlocks, locks.stream().anyMatch(AsyncMutex::isLocked));
  }

  private static boolean endsBeforeTheNextLook(CompletableFuture<?> ended)
      throws ExecutionException, InterruptedException {
    try {
      ended.get(LockOrder.LOOK.toNanos(), TimeUnit.NANOSECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    }
  }

  private final class Op {
    private final Claims claims = new Claims(order.count());
    private final AtomicInteger toMeet = new AtomicInteger(order.meeting());
    private final CompletableFuture<@Nullable Void> met = new CompletableFuture<>();
    // of each task what it waits for, to be cancelled
    private final AtomicReferenceArray<CompletableFuture<@Nullable Void>> awaited =
        new AtomicReferenceArray<>(order.count());

    CompletableFuture<@Nullable Void> both(int task) {
      return with(
          task,
          order.firstLockOf(task),
          () ->
              meet()
                  .thenComposeAsync(
                      all ->
                          with(
                              task,
                              order.secondLockOf(task),
                              () -> CompletableFuture.runAsync(order::section, tasks)),
                      tasks));
    }

    private CompletableFuture<@Nullable Void> with(int task, int lock, Body body) {
      claims.wants(task, lock);
      CompletableFuture<@Nullable Void> acquired = locks.get(lock).acquire();
      awaited.set(task, acquired);
      return acquired.thenCompose(
          taken -> {
            claims.has(task, lock);
            return body.run()
                .whenComplete(
                    (nothing, failure) -> {
                      claims.givesBack(lock);
                      locks.get(lock).release();
                    });
          });
    }

    private CompletableFuture<@Nullable Void> meet() {
      if (toMeet.get() == 0 || toMeet.decrementAndGet() == 0) {
        met.complete(null);
      }
      return met;
    }

    /** Has a task end where it waits for a lock. */
    void giveUp(int task) {
      CompletableFuture<@Nullable Void> pending = awaited.get(task);
      if (pending != null) {
        pending.cancel(true);
      }
    }
  }

  /** What is done with a lock. */
  @FunctionalInterface
  private interface Body {
    CompletableFuture<@Nullable Void> run();
  }
}
