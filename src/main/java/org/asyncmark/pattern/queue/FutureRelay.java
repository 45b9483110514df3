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
 *
 * @param leaf what a consumer does with an item; null for nothing
 */
record FutureRelay(ExecutorService tasks, QueueShape shape, @Nullable FutureLeaf leaf)
    implements Relay {
  @Override
  public long run(Ledger ledger, boolean counting) throws ExecutionException, InterruptedException {
    FutureOp op = new FutureOp(shape, tasks, ledger, leaf);
    op.run();
    return counting ? op.waits() : 0;
  }
}
