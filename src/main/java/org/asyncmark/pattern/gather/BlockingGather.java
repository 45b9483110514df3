package org.asyncmark.pattern.gather;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.asyncmark.leaf.BlockingLeaf;
import org.asyncmark.pattern.AsyncOp;
import org.asyncmark.pattern.TaskResults;

/**
 * {@link Gather} as one blocking task per leaf, on a pool of platform threads or on virtual
 * threads, as the executor decides.
 *
 * <p>{@code invokeAll} collects, so it is the collecting variant. It cannot fail fast: that is done
 * by an array of results and a latch.
 */
public record BlockingGather(ExecutorService tasks, BlockingLeaf leaf) implements Gather {
  @Override
  public List<Long> failFast(int fanOut) throws ExecutionException, InterruptedException {
    return TaskResults.failFast(tasks, fanOut, index -> () -> leaf.call(index));
  }

  @Override
  public AsyncOp<List<Long>> op(int fanOut) {
    return new AsyncOp.Blocking<>(() -> failFast(fanOut));
  }

  @Override
  public List<Outcome> collect(int fanOut) throws InterruptedException {
    List<Callable<Long>> calls = new ArrayList<>(fanOut);
    for (int i = 0; i < fanOut; i++) {
      int index = i;
      calls.add(() -> leaf.call(index));
    }
    List<Outcome> outcomes = new ArrayList<>(fanOut);
    for (Future<Long> ended : tasks.invokeAll(calls)) {
      try {
        outcomes.add(Outcome.of(ended.get()));
      } catch (ExecutionException e) {
        outcomes.add(Outcome.failed(Objects.requireNonNull(e.getCause(), "what the leaf threw")));
      }
    }
    return outcomes;
  }
}
