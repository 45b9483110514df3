package org.asyncmark.pattern.gather;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.asyncmark.leaf.FutureLeaf;
import org.asyncmark.pattern.AsyncOp;
import org.asyncmark.pattern.FutureResults;

/**
 * {@link Gather} as composition of {@link CompletableFuture}s. {@code allOf} waits for all and
 * never cancels, so failing fast needs a step behind each leaf that hands a failure on at once.
 */
public record FutureGather(FutureLeaf leaf) implements Gather {
  @Override
  public List<Long> failFast(int fanOut) throws ExecutionException, InterruptedException {
    List<CompletableFuture<Long>> leaves = start(fanOut);
    return await(FutureResults.allOrFirstFailure(leaves), leaves);
  }

  @Override
  public AsyncOp<List<Long>> op(int fanOut) {
    return new AsyncOp.Future<>(() -> FutureResults.allOrFirstFailure(start(fanOut)));
  }

  @Override
  public List<Outcome> collect(int fanOut) throws ExecutionException, InterruptedException {
    List<CompletableFuture<Long>> leaves = start(fanOut);
    List<CompletableFuture<Outcome>> outcomes = new ArrayList<>(fanOut);
    for (CompletableFuture<Long> each : leaves) {
      outcomes.add(
          each.handle(
              (value, failure) ->
                  failure == null
                      ? Outcome.of(value)
                      : Outcome.failed(FutureResults.unwrapped(failure))));
    }
    return await(FutureResults.all(outcomes), leaves);
  }

  private List<CompletableFuture<Long>> start(int fanOut) {
    List<CompletableFuture<Long>> leaves = new ArrayList<>(fanOut);
    for (int i = 0; i < fanOut; i++) {
      leaves.add(leaf.call(i));
    }
    return leaves;
  }

  private static <T> T await(CompletableFuture<T> gathered, List<CompletableFuture<Long>> leaves)
      throws ExecutionException, InterruptedException {
    try {
      return gathered.get();
    } catch (InterruptedException e) {
      leaves.forEach(each -> each.cancel(true));
      throw e;
    }
  }
}
