package org.asyncmark.pattern.fanout;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import org.asyncmark.leaf.BlockingLeaf;
import org.asyncmark.measure.LeafTimes;
import org.asyncmark.pattern.TaskResults;

/**
 * {@link FanOut} on a pool that has as many threads as leaves may run at once: its threads are the
 * permits, and waiting for one is waiting in the queue of the pool, from being submitted to
 * running.
 *
 * @param tasks a pool of as many threads as leaves may run at once
 * @param waits where each leaf notes when it waits for its thread
 */
record PoolFanOut(ExecutorService tasks, BlockingLeaf leaf, LeafTimes waits) implements FanOut {
  @Override
  public List<Long> run(int fanOut) throws ExecutionException, InterruptedException {
    return TaskResults.failFast(
        tasks,
        fanOut,
        index -> {
          waits.start(index);
          return () -> {
            waits.end(index);
            return leaf.call(index);
          };
        });
  }
}
