package org.asyncmark.pattern.wait;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.asyncmark.leaf.FutureLeaf;
import org.asyncmark.pattern.AsyncOp;
import org.asyncmark.pattern.FutureResults;

/**
 * {@link Race} as the JDK's own combinations of futures: {@code anyOf} for the first, {@code allOf}
 * for all. {@code anyOf} does not say which future it was, so that each says it itself.
 */
final class CombinedRace implements Race {
  private final FutureLeaf leaf;
  private final Rules rules;
  private final List<CompletableFuture<Long>> started = new ArrayList<>();

  CombinedRace(FutureLeaf leaf, Rules rules) {
    this.leaf = leaf;
    this.rules = rules;
  }

  @Override
  public List<End> run(int leaves, Consumer<? super End> each)
      throws ExecutionException, InterruptedException {
    started.clear();
    CompletableFuture<List<End>> combined = start(leaves, 0, started);
    boolean over = false;
    try {
      List<End> result = combined.get();
      over = true;
      return result;
    } finally {
      if (rules.cancels(over)) {
        started.forEach(future -> future.cancel(true));
      }
    }
  }

  @Override
  public AsyncOp<RaceOp> op(Supplier<RaceOp> next) {
    return new AsyncOp.Future<>(
        () -> {
          RaceOp op = next.get();
          List<CompletableFuture<Long>> own = new ArrayList<>(op.leaves());
          return start(op.leaves(), op.firstLeaf(), own)
              .thenCompose(
                  result -> {
                    op.over(result);
                    if (rules.cancels(true)) {
                      own.forEach(future -> future.cancel(true));
                    }
                    return FutureRace.ended(own).thenCompose(ended -> leaf.givenBack());
                  })
              .thenApply(quiet -> op);
        });
  }

  /**
   * Starts leaves.
   *
   * @param first index of the first one
   * @param into gets the future of each
   */
  private CompletableFuture<List<End>> start(
      int leaves, int first, List<CompletableFuture<Long>> into) {
    List<CompletableFuture<End>> ends = new ArrayList<>(leaves);
    for (int i = 0; i < leaves; i++) {
      int index = i;
      CompletableFuture<Long> next = leaf.call(first + index);
      into.add(next);
      ends.add(next.handle((value, failure) -> End.of(first, index, value, failure)));
    }
    return combined(ends);
  }

  private CompletableFuture<List<End>> combined(List<CompletableFuture<End>> ends) {
    return rules.until() == Until.FIRST
        ? CompletableFuture.anyOf(ends.toArray(new CompletableFuture<?>[0]))
            .thenApply(end -> List.of((End) end))
        : FutureResults.all(ends);
  }

  @Override
  public void quiet() throws ExecutionException, InterruptedException {
    FutureRace.awaitEnd(started, leaf);
  }
}
