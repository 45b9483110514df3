package org.asyncmark.pattern.gather;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.asyncmark.leaf.BlockingLeaf;
import org.asyncmark.model.ModelExecutor;

/**
 * {@link Gather} as one blocking task per leaf, on a pool of platform threads or on virtual
 * threads, as the executor decides.
 *
 * <p>{@code invokeAll} collects, so it is the collecting variant. It cannot fail fast, and neither
 * can getting the futures in order, which waits for the first before it looks at the second: hence
 * the latch that the last result or the first failure opens.
 */
final class BlockingGather implements Gather {
  private final ModelExecutor tasks;
  private final BlockingLeaf leaf;

  BlockingGather(ModelExecutor tasks, BlockingLeaf leaf) {
    this.tasks = tasks;
    this.leaf = leaf;
  }

  @Override
  public List<Long> failFast(int fanOut) throws ExecutionException, InterruptedException {
    if (fanOut == 0) {
      return List.of();
    }
    ExecutorService executor = tasks.executor();
    Long[] results = new Long[fanOut];
    AtomicInteger pending = new AtomicInteger(fanOut);
    AtomicReference<Throwable> failure = new AtomicReference<>();
    CountDownLatch settled = new CountDownLatch(1);
    List<Future<?>> started = new ArrayList<>(fanOut);
    try {
      for (int i = 0; i < fanOut; i++) {
        int index = i;
        started.add(
            executor.submit(
                () -> {
                  try {
                    results[index] = leaf.call(index);
                    if (pending.decrementAndGet() == 0) {
                      settled.countDown();
                    }
                  } catch (Throwable e) { // whatever it is, it is the caller's to see
                    failure.compareAndSet(null, e);
                    settled.countDown();
                  }
                }));
      }
      settled.await();
    } catch (InterruptedException | RuntimeException | Error e) {
      started.forEach(task -> task.cancel(true));
      throw e;
    }
    if (failure.get() != null) {
      throw new ExecutionException(failure.get());
    }
    return Arrays.asList(results);
  }

  @Override
  public List<Outcome> collect(int fanOut) throws InterruptedException {
    List<Callable<Long>> calls = new ArrayList<>(fanOut);
    for (int i = 0; i < fanOut; i++) {
      int index = i;
      calls.add(() -> leaf.call(index));
    }
    List<Outcome> outcomes = new ArrayList<>(fanOut);
    for (Future<Long> ended : tasks.executor().invokeAll(calls)) {
      try {
        outcomes.add(Outcome.of(ended.get()));
      } catch (ExecutionException e) {
        outcomes.add(Outcome.failed(e.getCause()));
      }
    }
    return outcomes;
  }

  @Override
  public void close() {
    tasks.close();
    leaf.close();
  }
}
