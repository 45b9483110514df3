package org.asyncmark.pattern.queue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.asyncmark.leaf.BlockingLeaf;
import org.asyncmark.pattern.TaskResults;
import org.jspecify.annotations.Nullable;

/**
 * One op of a {@link BlockingRelay}: a task per producer and consumer, which waits in the queue.
 */
final class BlockingOp {
  private final QueueShape shape;
  private final Port port;
  private final Ledger ledger;
  private final @Nullable BlockingLeaf leaf;
  private final boolean joined;
  private final UnfinishedItems unfinished = new UnfinishedItems();
  private final AtomicInteger producersLeft;
  private final CountDownLatch consumersStarted;
  private final List<Future<?>> consumers = new ArrayList<>();
  private final List<Future<?>> producers = new ArrayList<>();
  // before the consumers are interrupted, so that they take it for the end
  private volatile boolean ended;

  BlockingOp(QueueShape shape, Port port, Ledger ledger, @Nullable BlockingLeaf leaf) {
    this.shape = shape;
    this.port = port;
    this.ledger = ledger;
    this.leaf = leaf;
    joined = shape.shutdown() == QueueShutdown.JOIN;
    producersLeft = new AtomicInteger(shape.producers());
    consumersStarted = new CountDownLatch(shape.consumers());
  }

  void run(ExecutorService executor) throws ExecutionException, InterruptedException {
    TaskResults ends = new TaskResults(shape.tasks());
    try {
      for (int i = 0; i < shape.consumers(); i++) {
        int consumer = i;
        consumers.add(executor.submit(() -> ends.settle(consumer, () -> consume(consumer))));
      }
      for (int i = 0; i < shape.producers(); i++) {
        int producer = i;
        int task = shape.consumers() + i;
        producers.add(executor.submit(() -> ends.settle(task, () -> produce(producer))));
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
