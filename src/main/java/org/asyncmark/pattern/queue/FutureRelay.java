package org.asyncmark.pattern.queue;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import org.asyncmark.leaf.FutureLeaf;
import org.jspecify.annotations.Nullable;

/**
 * {@link Relay} as composition of {@link java.util.concurrent.CompletableFuture}s over an {@link
 * org.asyncmark.future.AsyncQueue}. No thread waits in it, so the pool needs no more threads than
 * there are processors, and who had to wait goes on as a task of the pool: producers and consumers
 * run in parallel, as threads do. Going on by the thread that put or took would be cheaper, and
 * would have one thread do the work of both ends.
 */
final class FutureRelay implements Relay {
  private final ExecutorService tasks;
  private final QueueShape shape;
  private final @Nullable FutureLeaf leaf;

  /**
   * Creates a relay.
   *
   * @param leaf what a consumer does with an item; null for nothing
   */
  FutureRelay(ExecutorService tasks, QueueShape shape, @Nullable FutureLeaf leaf) {
    this.tasks = tasks;
    this.shape = shape;
    this.leaf = leaf;
  }

  @Override
  public void run(Ledger ledger) throws ExecutionException, InterruptedException {
    new FutureOp(shape, tasks, ledger, leaf).run();
  }

  @Override
  public long countWaits(Ledger ledger) throws ExecutionException, InterruptedException {
    FutureOp op = new FutureOp(shape, tasks, ledger, leaf);
    op.run();
    return op.waits();
  }
}
