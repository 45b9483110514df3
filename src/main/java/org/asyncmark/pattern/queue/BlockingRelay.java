package org.asyncmark.pattern.queue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.asyncmark.leaf.BlockingLeaf;
import org.asyncmark.pattern.CountingPort;
import org.asyncmark.pattern.Port;
import org.asyncmark.pattern.TaskResults;
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
      new Op(port, ledger).run();
      return 0;
    }
    CountingPort counted = new CountingPort(port);
    new Op(counted, ledger).run();
    return counted.waits();
  }

  /** One op: a task per producer and consumer, which waits in the queue. */
  private final class Op {
    private final Port port;
    private final Ledger ledger;
    private final boolean joined = shape.shutdown() == QueueShutdown.JOIN;
    private final UnfinishedItems unfinished = new UnfinishedItems();
    private final AtomicInteger producersLeft = new AtomicInteger(shape.producers());
    private final CountDownLatch consumersStarted = new CountDownLatch(shape.consumers());
    private final List<Future<?>> consumers = new ArrayList<>();
    private final List<Future<?>> producers = new ArrayList<>();
    // before the consumers are interrupted, so that they take it for the end
    private volatile boolean ended;

    Op(Port port, Ledger ledger) {
      this.port = port;
      this.ledger = ledger;
    }

    void run() throws ExecutionException, InterruptedException {
      TaskResults ends = new TaskResults(shape.tasks());
      try {
        for (int i = 0; i < shape.consumers(); i++) {
          int consumer = i;
          consumers.add(tasks.submit(() -> ends.settle(consumer, () -> consume(consumer))));
        }
        for (int i = 0; i < shape.producers(); i++) {
          int producer = i;
          int task = shape.consumers() + i;
          producers.add(tasks.submit(() -> ends.settle(task, () -> produce(producer))));
        }
        ends.await();
      } catch (ExecutionException | InterruptedException | RuntimeException | Error e) {
        producers.forEach(each -> each.cancel(true));
        consumers.forEach(each -> each.cancel(true));
        throw e;
      }
    }

    private long produce(int producer) throws InterruptedException {
      int end = shape.firstItem(producer + 1);
      for (int i = shape.firstItem(producer); i < end; i++) {
        if (joined) {
          unfinished.add();
        }
        ledger.putting(i);
        port.put(ledger.item(i));
      }
      if (producersLeft.decrementAndGet() == 0) {
        shutDown();
      }
      return producer;
    }

    private void shutDown() throws InterruptedException {
      if (joined) {
        unfinished.join();
        consumersStarted.await(); // one that is cancelled before never runs, and so never ends
        ended = true;
        consumers.forEach(consumer -> consumer.cancel(true));
      } else {
        for (int i = 0; i < shape.consumers(); i++) {
          port.put(Ledger.END);
        }
      }
    }

    private long consume(int consumer) throws Exception {
      Ledger.Taken taken = ledger.takenBy(consumer);
      consumersStarted.countDown();
      try {
        for (Long item = port.take(); item >= 0; item = port.take()) {
          taken.add(item);
          if (leaf != null) {
            leaf.call(item.intValue());
          }
          if (joined) {
            unfinished.done();
          }
        }
      } catch (InterruptedException e) {
        if (!ended) {
          throw e;
        }
      }
      taken.end();
      return consumer;
    }
  }
}
