package org.asyncmark.pattern.queue;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.SynchronousQueue;
import org.asyncmark.leaf.BlockingLeaf;
import org.asyncmark.model.ModelExecutor;
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
  private final ModelExecutor tasks;
  private final QueueShape shape;
  private final QueueMechanism mechanism;
  private final @Nullable BlockingLeaf leaf;

  /**
   * Creates a relay.
   *
   * @param tasks runs as many tasks at once as the shape has
   * @param leaf what a consumer does with an item; null for nothing
   */
  BlockingRelay(
      ModelExecutor tasks,
      QueueShape shape,
      QueueMechanism mechanism,
      @Nullable BlockingLeaf leaf) {
    this.tasks = tasks;
    this.shape = shape;
    this.mechanism = mechanism;
    this.leaf = leaf;
  }

  @Override
  public void run(Ledger ledger) throws ExecutionException, InterruptedException {
    new BlockingOp(shape, port(), ledger, leaf).run(tasks.executor());
  }

  @Override
  public long countWaits(Ledger ledger) throws ExecutionException, InterruptedException {
    CountingPort counting = new CountingPort(port());
    new BlockingOp(shape, counting, ledger, leaf).run(tasks.executor());
    return counting.waits();
  }

  @Override
  public void close() {
    tasks.close();
    if (leaf != null) {
      leaf.close();
    }
  }

  private Port port() {
    int capacity = shape.capacity();
    return switch (mechanism) {
      case ARRAY -> new Port.Direct(new ArrayBlockingQueue<>(capacity));
      case LINKED -> new Port.Direct(new LinkedBlockingQueue<>(capacity));
      case SYNCHRONOUS -> new Port.Direct(new SynchronousQueue<>());
      case TRANSFER ->
          capacity == 0
              ? new Port.HandToHand(new LinkedTransferQueue<>())
              : new Port.Direct(new LinkedTransferQueue<>());
      case ASYNC_QUEUE, LOOP_QUEUE ->
          throw new IllegalArgumentException(mechanism.id() + " is no blocking queue");
    };
  }
}
