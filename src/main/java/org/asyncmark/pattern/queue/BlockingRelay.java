package org.asyncmark.pattern.queue;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.function.Function;
import org.asyncmark.leaf.BlockingLeaf;
import org.jspecify.annotations.Nullable;

/**
 * {@link Relay} over one of the JDK's blocking queues, with one blocking task per producer and
 * consumer, on a pool of platform threads or on virtual threads, as the executor decides.
 *
 * <p>The queues are as their constructors make them: who waits may be overtaken by who comes just
 * then. A blocking queue cannot be closed: an interrupt ends a take, but also what a consumer does
 * with its item, so that it can stand for {@link QueueShutdown#JOIN}, where consumers are idle by
 * then, and not for {@link QueueShutdown#CLOSE}.
 */
final class BlockingRelay implements Relay {
  private final ExecutorService tasks;
  private final QueueShape shape;
  private final Function<QueueShape, Port> queue;
  private final @Nullable BlockingLeaf leaf;

  /**
   * Creates a relay.
   *
   * @param tasks runs as many tasks at once as the shape has
   * @param queue makes the queue of an op
   * @param leaf what a consumer does with an item; null for nothing
   */
  BlockingRelay(
      ExecutorService tasks,
      QueueShape shape,
      Function<QueueShape, Port> queue,
      @Nullable BlockingLeaf leaf) {
    this.tasks = tasks;
    this.shape = shape;
    this.queue = queue;
    this.leaf = leaf;
  }

  @Override
  public void run(Ledger ledger) throws ExecutionException, InterruptedException {
    new BlockingOp(shape, queue.apply(shape), ledger, leaf).run(tasks);
  }

  @Override
  public long countWaits(Ledger ledger) throws ExecutionException, InterruptedException {
    CountingPort counting = new CountingPort(queue.apply(shape));
    new BlockingOp(shape, counting, ledger, leaf).run(tasks);
    return counting.waits();
  }
}
