package org.asyncmark.pattern.stream;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.SynchronousQueue;
import org.asyncmark.leaf.BlockingLeaf;
import org.asyncmark.pattern.CountingPort;
import org.asyncmark.pattern.Port;
import org.jspecify.annotations.Nullable;

/**
 * {@link Streaming} as two blocking tasks with a queue between them, on platform threads or on
 * virtual ones, as the executor decides. A source that is closed is interrupted where it waits.
 *
 * @param tasks runs both at once
 * @param leaf what source and consumer do for each item; null for nothing
 */
record BlockingStreaming(ExecutorService tasks, StreamShape shape, @Nullable BlockingLeaf leaf)
    implements Streaming {
  @Override
  public long run(StreamOp op, boolean counting) throws ExecutionException, InterruptedException {
    Port queue =
        new Port.Direct(
            shape.ahead() == 0
                ? new SynchronousQueue<>()
                : new ArrayBlockingQueue<>(shape.ahead()));
    if (!counting) {
      await(queue, op);
      return 0;
    }
    CountingPort counted = new CountingPort(queue);
    await(counted, op);
    return counted.waits();
  }

  private void await(Port queue, StreamOp op) throws ExecutionException, InterruptedException {
    Future<@Nullable Void> consumer = tasks.submit(() -> consume(queue, op));
    try {
      consumer.get();
    } catch (InterruptedException e) {
      consumer.cancel(true);
      throw e;
    }
  }

  private @Nullable Void consume(Port queue, StreamOp op) throws Exception {
    try (HandoverIterator items = new HandoverIterator(tasks, queue, to -> produce(to, op))) {
      try {
        takeAll(items, op);
      } finally {
        op.closing();
      }
    }
    return null;
  }

  private void takeAll(HandoverIterator items, StreamOp op) throws Exception {
    while (op.wantsMore()) {
      Long item = items.next();
      if (item < 0) {
        return;
      }
      op.took(item);
      if (leaf != null) {
        leaf.call(item.intValue());
      }
    }
  }

  private void produce(Port queue, StreamOp op) throws Exception {
    op.open();
    try {
      int number = 0;
      for (Long item = op.begin(number); item >= 0; item = op.begin(++number)) {
        if (leaf != null) {
          leaf.call(shape.leafOfSource(number));
        }
        op.handing(item);
        queue.put(item);
      }
    } finally {
      op.free();
    }
  }
}
