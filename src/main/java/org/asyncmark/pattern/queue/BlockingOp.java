package org.asyncmark.pattern.queue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.asyncmark.leaf.BlockingLeaf;
import org.jspecify.annotations.Nullable;

/**
 * One op of a {@link BlockingRelay}: a task per producer and consumer, which waits in the queue.
 */
final class BlockingOp {
  /** What a task does. */
  @FunctionalInterface
  private interface Body {
    void run() throws Exception;
  }

  private final QueueShape shape;
  private final Port port;
  private final Ledger ledger;
  private final @Nullable BlockingLeaf leaf;
  private final boolean joined;
  private final UnfinishedItems unfinished = new UnfinishedItems();
  private final AtomicInteger producersLeft;
  private final CountDownLatch consumersStarted;
  private final CountDownLatch over;
  private final AtomicReference<Throwable> failure = new AtomicReference<>();
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
    over = new CountDownLatch(shape.tasks());
  }

  void run(ExecutorService executor) throws ExecutionException, InterruptedException {
    try {
      for (int i = 0; i < shape.consumers(); i++) {
        Taken taken = ledger.takenBy(i);
        consumers.add(executor.submit(() -> report(() -> consume(taken))));
      }
      for (int i = 0; i < shape.producers(); i++) {
        int producer = i;
        producers.add(executor.submit(() -> report(() -> produce(producer))));
      }
      over.await();
    } catch (InterruptedException | RuntimeException | Error e) {
      cancel();
      throw e;
    }
    if (failure.get() != null) {
      cancel();
      throw new ExecutionException(failure.get());
    }
  }

  private void produce(int producer) throws InterruptedException {
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

  private void consume(Taken taken) throws Exception {
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
  }

  /** Runs a task and tells the caller of its end, or at once of its failure. */
  private void report(Body body) {
    try {
      body.run();
      over.countDown();
    } catch (Throwable e) { // whatever it is, it is the caller's to see
      failure.compareAndSet(null, e);
      while (over.getCount() > 0) {
        over.countDown();
      }
    }
  }

  private void cancel() {
    producers.forEach(producer -> producer.cancel(true));
    consumers.forEach(consumer -> consumer.cancel(true));
  }
}
