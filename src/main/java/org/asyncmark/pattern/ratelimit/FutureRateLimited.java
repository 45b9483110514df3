package org.asyncmark.pattern.ratelimit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.asyncmark.future.CancelToken;
import org.asyncmark.leaf.FutureLeaf;
import org.asyncmark.pattern.FutureResults;
import org.jspecify.annotations.Nullable;

/**
 * {@link RateLimited} as composition of {@link CompletableFuture}s: a token that is to come is a
 * future that a timer completes, and the leaf starts on the thread of that timer, which starting it
 * does not block.
 */
record FutureRateLimited(FutureLeaf leaf) implements RateLimited {
  @Override
  public List<Long> run(RateOp op) throws ExecutionException, InterruptedException {
    SharedBucket bucket = new SharedBucket(op.rate());
    CancelToken end = new CancelToken();
    List<CompletableFuture<Long>> results = new ArrayList<>(op.tasks());
    for (int i = 0; i < op.tasks(); i++) {
      int task = i;
      results.add(
          end.guard(token(op, task, bucket))
              .thenCompose(
                  due -> {
                    op.admitted(task);
                    return end.guard(leaf.call(task));
                  }));
    }
    try {
      return FutureResults.allOrFirstFailure(results).get();
    } catch (InterruptedException e) {
      end.cancel();
      throw e;
    }
  }

  private static CompletableFuture<@Nullable Void> token(RateOp op, int task, SharedBucket bucket) {
    long asked = op.asks(task);
    long due = bucket.take(asked);
    if (due == asked) {
      return CompletableFuture.completedFuture(null);
    }
    op.waits(task, due);
    return new CompletableFuture<@Nullable Void>()
        .completeOnTimeout(null, due - System.nanoTime(), TimeUnit.NANOSECONDS);
  }
}
