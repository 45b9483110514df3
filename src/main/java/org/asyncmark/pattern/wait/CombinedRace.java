package org.asyncmark.pattern.wait;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.asyncmark.leaf.FutureLeaf;
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
    List<CompletableFuture<End>> ends = new ArrayList<>(leaves);
    for (int i = 0; i < leaves; i++) {
      int index = i;
      started.add(leaf.call(index));
      ends.add(started.get(i).handle((value, failure) -> End.of(index, value, failure)));
    }
    boolean over = false;
    try {
      List<End> result = combined(ends).get();
      over = true;
      return result;
    } finally {
      if (rules.cancels(over)) {
        started.forEach(future -> future.cancel(true));
      }
    }
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
