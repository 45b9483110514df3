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
 *
 * @param tasks runs as many tasks at once as the shape has
 * @param queue makes the queue of an op
 * @param leaf what a consumer does with an item; null for nothing
 */
record BlockingRelay(
    ExecutorService tasks,
    QueueShape shape,
    Function<QueueShape, Port> queue,
    @Nullable BlockingLeaf leaf)
    implements Relay {
  @Override
  public long run(Ledger ledger, boolean counting) throws ExecutionException, InterruptedException {
    Port port = queue.apply(shape);
    if (!counting) {
      new BlockingOp(shape, port, ledger, leaf).run(tasks);
      return 0;
    }
    CountingPort counted = new CountingPort(port);
    new BlockingOp(shape, counted, ledger, leaf).run(tasks);
    return counted.waits();
  }
}
