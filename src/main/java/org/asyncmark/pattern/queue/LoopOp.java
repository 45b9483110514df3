package org.asyncmark.pattern.queue;

import java.util.ArrayList;
import java.util.List;
import org.asyncmark.leaf.LoopLeaf;
import org.asyncmark.loop.Async;
import org.asyncmark.loop.Awaitable;
import org.asyncmark.loop.EventLoop;
import org.asyncmark.loop.LoopQueue;
import org.asyncmark.loop.QueueShutDownException;
import org.asyncmark.loop.Task;
import org.asyncmark.loop.TaskGroup;
import org.jspecify.annotations.Nullable;

/** One op of a {@link LoopRelay}: a task per producer and consumer. Loop thread only. */
final class LoopOp {
  private final EventLoop loop;
  private final QueueShape shape;
  private final Ledger ledger;
  private final @Nullable LoopLeaf leaf;
  private final LoopQueue<Long> queue;
  private final boolean joined;
  private final TaskGroup tasks = new TaskGroup();
  private long waits;

  LoopOp(EventLoop loop, QueueShape shape, Ledger ledger, @Nullable LoopLeaf leaf) {
    this.loop = loop;
    this.shape = shape;
    this.ledger = ledger;
    this.leaf = leaf;
    queue = LoopQueue.fifo(shape.capacity() == QueueShape.UNBOUNDED ? 0 : shape.capacity());
    joined = shape.shutdown() == QueueShutdown.JOIN;
  }

  /** Returns what runs the op, and how many puts and takes had to wait in it. */
  Awaitable<Long> run() {
    return tasks.run(this::startAndShutDown).map(ended -> waits);
  }

  private Awaitable<Void> startAndShutDown() {
    List<Task<Void>> consumers = new ArrayList<>();
    for (int i = 0; i < shape.consumers(); i++) {
      Ledger.Taken taken = ledger.takenBy(i);
      consumers.add(tasks.start(() -> consumer(taken)));
    }
    List<Task<Void>> producers = new ArrayList<>();
    for (int i = 0; i < shape.producers(); i++) {
      int producer = i;
      producers.add(
          tasks.start(() -> produce(shape.firstItem(producer), shape.firstItem(producer + 1))));
    }
    return Async.gather(loop, producers).then(put -> shutDown(consumers));
  }

  private Awaitable<Void> shutDown(List<Task<Void>> consumers) {
    return switch (shape.shutdown()) {
      case SENTINEL -> putEndMarks(shape.consumers());
      case CLOSE -> {
        queue.shutdown(false);
        yield Awaitable.done();
      }
      case JOIN -> queue.join().thenRun(() -> consumers.forEach(Task::cancel));
    };
  }

  private Awaitable<Void> putEndMarks(int left) {
    return left == 0 ? Awaitable.done() : put(Ledger.END).then(put -> putEndMarks(left - 1));
  }

  private Awaitable<Void> produce(int item, int end) {
    if (item == end) {
      return Awaitable.done();
    }
    ledger.putting(item);
    return put(ledger.item(item)).then(put -> produce(item + 1, end));
  }

  private Awaitable<Void> put(Long item) {
    if (queue.isFull()) {
      waits++;
    }
    return queue.put(item);
  }

  private Awaitable<Void> consumer(Ledger.Taken taken) {
    Awaitable<Void> consuming = consume(taken);
    return shape.shutdown() == QueueShutdown.CLOSE
        ? consuming
            .except(QueueShutDownException.class, closed -> Awaitable.done())
            .ensure(taken::end)
        : consuming.ensure(taken::end);
  }

  private Awaitable<Void> consume(Ledger.Taken taken) {
    if (queue.isEmpty()) {
      waits++;
    }
    return queue
        .get()
        .then(
            item -> {
              if (item < 0) {
                return Awaitable.done();
              }
              taken.add(item);
              return leaf == null
                  ? dealtWith(taken)
                  : leaf.call(item.intValue()).then(worked -> dealtWith(taken));
            });
  }

  private Awaitable<Void> dealtWith(Ledger.Taken taken) {
    if (joined) {
      queue.taskDone();
    }
    return consume(taken);
  }
}
