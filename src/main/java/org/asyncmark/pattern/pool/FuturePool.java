package org.asyncmark.pattern.pool;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.asyncmark.future.AsyncSemaphore;
import org.asyncmark.future.CancelToken;
import org.asyncmark.leaf.FutureLeaf;
import org.asyncmark.pattern.AsyncOp;
import org.asyncmark.pattern.FutureResults;

/**
 * {@link Pool} as composition of {@link CompletableFuture}s: a semaphore, in whose line tasks wait,
 * has a permit for each of the idle slots, which are in a deque. A leaf starts where its permit
 * comes, on the thread that gave the slot back. Who need not wait sets no timer.
 */
final class FuturePool implements Pool {
  private final FutureLeaf leaf;
  private final PoolSpec spec;
  private final AsyncSemaphore permits;
  private final ConcurrentLinkedDeque<Slot> idle;

  FuturePool(FutureLeaf leaf, PoolSpec spec) {
    this.leaf = leaf;
    this.spec = spec;
    this.permits = new AsyncSemaphore(spec.slots().size());
    this.idle = new ConcurrentLinkedDeque<>(spec.slots().openAll());
  }

  @Override
  public void run(PoolOp op) throws ExecutionException, InterruptedException {
    CancelToken cancelling = new CancelToken();
    CompletableFuture<List<Integer>> ended = borrowAll(op, cancelling);
    try {
      ended.get();
    } catch (InterruptedException e) {
      cancelling.cancel();
      throw e;
    }
  }

  @Override
  public AsyncOp<PoolOp> op(Supplier<PoolOp> next) {
    return new AsyncOp.Future<>(
        () -> {
          PoolOp op = next.get();
          return borrowAll(op, new CancelToken()).thenApply(ended -> op);
        });
  }

  private CompletableFuture<List<Integer>> borrowAll(PoolOp op, CancelToken cancelling) {
    List<CompletableFuture<Integer>> ended = new ArrayList<>(op.tasks());
    for (int i = 0; i < op.tasks(); i++) {
      ended.add(borrow(op, i, cancelling));
    }
    return FutureResults.all(ended);
  }

  private CompletableFuture<Integer> borrow(PoolOp op, int task, CancelToken cancelling) {
    op.asks(task);
    return cancelling
        .guard(permits.acquire())
        .orTimeout(spec.timeout().toNanos(), TimeUnit.NANOSECONDS)
        .thenCompose(permit -> use(op, task, cancelling))
        .handle(
            (value, failure) -> {
              if (failure == null) {
                op.returned(task, value);
              } else {
                op.failed(task, FutureResults.unwrapped(failure));
              }
              return task;
            });
  }

  private CompletableFuture<Long> use(PoolOp op, int task, CancelToken cancelling) {
    Slot slot = Objects.requireNonNull(idle.pollFirst(), "there is a slot for each permit");
    op.has(task, slot);
    return cancelling
        .guard(leaf.call(task))
        .whenComplete(
            (value, failure) -> {
              op.gives(task, slot);
              giveBack(spec.slots().wholeFor(slot));
            });
  }

  private void giveBack(Slot slot) {
    if (spec.order() == Order.FIFO) {
      idle.addLast(slot);
    } else {
      idle.addFirst(slot);
    }
    permits.release(); // once it is there
  }

  @Override
  public int idle() {
    return idle.size();
  }
}
