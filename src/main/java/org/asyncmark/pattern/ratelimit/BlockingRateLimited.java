package org.asyncmark.pattern.ratelimit;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.function.Function;
import org.asyncmark.leaf.BlockingLeaf;
import org.asyncmark.pattern.TaskResults;

/**
 * {@link RateLimited} as one blocking task per leaf, on a pool of platform threads with a thread
 * for each, or on virtual threads, as the executor decides.
 *
 * @param bucket returns a full bucket
 */
record BlockingRateLimited(
    ExecutorService tasks, BlockingLeaf leaf, Function<Rate, BlockingTokens> bucket)
    implements RateLimited {
  @Override
  public List<Long> run(RateOp op) throws ExecutionException, InterruptedException {
    BlockingTokens tokens = bucket.apply(op.rate());
    return TaskResults.failFast(
        tasks,
        op.tasks(),
        task ->
            () -> {
              tokens.acquire(op, task);
              op.admitted(task);
              return leaf.call(task);
            });
  }
}
