package org.asyncmark.pattern.taskgroup;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import org.asyncmark.future.CancelToken;
import org.asyncmark.leaf.FutureLeaf;
import org.asyncmark.pattern.AsyncOp;
import org.asyncmark.pattern.FutureResults;

/**
 * {@link Group} as {@code allOf} with a {@link CancelToken} by which a failure cancels what is
 * left: {@code allOf} itself waits for all and cancels none. A leaf that computes just then ends a
 * little later, for no future stops a thread.
 */
record FutureGroup(ExecutorService tasks, Tree tree, FutureLeaf leaf) implements Group {
  @Override
  public long run() throws ExecutionException, InterruptedException {
    Op op = new Op();
    CompletableFuture<Long> all = group(tree.depth(), 0, op);
    try {
      return all.get();
    } catch (InterruptedException e) {
      op.token.cancel();
      throw e;
    } catch (ExecutionException | CancellationException e) {
      throw op.failures.isEmpty()
          ? new ExecutionException(e) // of ours, and no leaf's
          : Failures.together(List.copyOf(op.failures));
    }
  }

  @Override
  public AsyncOp<Long> op() {
    return new AsyncOp.Future<>(() -> group(tree.depth(), 0, new Op()));
  }

  /** Starts the group whose leaves are numbered from {@code first} on. */
  private CompletableFuture<Long> group(int levels, int first, Op op) {
    int below = tree.leaves(levels - 1);
    List<CompletableFuture<Long>> children = new ArrayList<>(tree.fanOut());
    for (int i = 0; i < tree.fanOut(); i++) {
      int start = first + i * below;
      children.add(
          levels == 1
              ? op.start(start, leaf)
              : CompletableFuture.supplyAsync(() -> group(levels - 1, start, op), tasks)
                  .thenCompose(started -> started));
    }
    return CompletableFuture.allOf(children.toArray(new CompletableFuture<?>[0]))
        .thenApply(
            none -> {
              long sum = 0;
              for (CompletableFuture<Long> each : children) {
                sum += each.join();
              }
              return sum;
            });
  }

  /** What of an op has failed, and what the rest is cancelled by. */
  private static final class Op {
    final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
    final CancelToken token = new CancelToken();

    CompletableFuture<Long> start(int index, FutureLeaf leaf) {
      if (token.isCancelled()) {
        return CompletableFuture.failedFuture(new CancellationException());
      }
      CompletableFuture<Long> starting = token.guard(leaf.call(index));
      return starting.whenComplete(
          (value, failure) -> {
            if (failure != null && !starting.isCancelled()) {
              failures.add(FutureResults.unwrapped(failure));
              token.cancel();
            }
          });
    }
  }
}
