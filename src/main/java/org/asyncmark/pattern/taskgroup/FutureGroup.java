package org.asyncmark.pattern.taskgroup;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.asyncmark.leaf.FutureLeaf;
import org.asyncmark.pattern.FutureResults;
import org.jspecify.annotations.Nullable;

/**
 * {@link Group} as {@code allOf} with a token by which a failure cancels what is left: {@code
 * allOf} itself waits for all and cancels none. A leaf that computes just then ends a little later,
 * for no future stops a thread.
 */
record FutureGroup(ExecutorService tasks, Tree tree, FutureLeaf leaf) implements Group {
  @Override
  public long run() throws ExecutionException, InterruptedException {
    Token token = new Token(tree.leaves());
    CompletableFuture<Long> all = group(tree.depth(), 0, token);
    try {
      return all.get();
    } catch (InterruptedException e) {
      token.cancel();
      throw e;
    } catch (ExecutionException | CancellationException e) {
      throw token.failures.isEmpty()
          ? new ExecutionException(e) // of ours, and no leaf's
          : Failures.together(List.copyOf(token.failures));
    }
  }

  /** Starts the group whose leaves are numbered from {@code first} on. */
  private CompletableFuture<Long> group(int levels, int first, Token token) {
    int below = tree.leaves(levels - 1);
    List<CompletableFuture<Long>> children = new ArrayList<>(tree.fanOut());
    for (int i = 0; i < tree.fanOut(); i++) {
      int start = first + i * below;
      children.add(
          levels == 1
              ? token.start(start, leaf)
              : CompletableFuture.supplyAsync(() -> group(levels - 1, start, token), tasks)
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

  /**
   * What the leaves of an op are cancelled by.
   *
   * <p>Race: a leaf that is started while others are cancelled either finds that they are, or is in
   * its slot before they were, and is cancelled with them.
   */
  private static final class Token {
    final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
    private final AtomicReferenceArray<@Nullable CompletableFuture<Long>> started;
    private volatile boolean cancelled;

    Token(int leaves) {
      started = new AtomicReferenceArray<>(leaves);
    }

    CompletableFuture<Long> start(int index, FutureLeaf leaf) {
      if (cancelled) {
        return CompletableFuture.failedFuture(new CancellationException());
      }
      CompletableFuture<Long> starting = leaf.call(index);
      started.set(index, starting);
      if (cancelled) {
        starting.cancel(true);
      }
      return starting.whenComplete(
          (value, failure) -> {
            if (failure != null && !starting.isCancelled()) {
              failures.add(FutureResults.unwrapped(failure));
              cancel();
            }
          });
    }

    void cancel() {
      if (cancelled) {
        return;
      }
      cancelled = true;
      for (int i = 0; i < started.length(); i++) {
        CompletableFuture<Long> each = started.get(i);
        if (each != null) {
          each.cancel(true);
        }
      }
    }
  }
}
