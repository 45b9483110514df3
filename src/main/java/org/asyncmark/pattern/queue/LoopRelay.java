package org.asyncmark.pattern.queue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.asyncmark.leaf.LoopLeaf;
import org.asyncmark.loop.Async;
import org.asyncmark.loop.Awaitable;
import org.asyncmark.loop.EventLoop;
import org.asyncmark.loop.LoopQueue;
import org.asyncmark.loop.QueueShutDownException;
import org.asyncmark.loop.Task;
import org.asyncmark.loop.TaskGroup;
import org.asyncmark.loop.TaskGroupException;
import org.jspecify.annotations.Nullable;

/**
 * {@link Relay} with a task per producer and consumer on one loop, as a Python programmer would
 * write it: a task group, a queue, and the task that started them shuts it down. A task goes on
 * until its queue is full or empty, so the tasks take turns as {@code asyncio}'s do. The loop's
 * queue has no capacity of 0, which stands for no limit in asyncio.
 *
 * @param leaf what a consumer does with an item; null for nothing
 */
record LoopRelay(EventLoop loop, QueueShape shape, @Nullable LoopLeaf leaf) implements Relay {
  LoopRelay {
    if (shape.capacity() == 0) {
      throw new IllegalArgumentException("a loop-queue holds at least 1 item, got capacity 0");
    }
  }

  @Override
  public long run(Ledger ledger, boolean counting) throws ExecutionException, InterruptedException {
    try { // counts in any case: it reads two sizes that the queue reads anyway
      return loop.callAndWait(() -> Task.start(loop, () -> new Op(ledger).run()));
    } catch (ExecutionException e) {
      if (e.getCause() instanceof TaskGroupException group) {
        throw new ExecutionException(group.failures().get(0));
      }
      throw e;
    }
  }

  /** One op: a task per producer and consumer. Loop thread only. */
  private final class Op {
    private final Ledger ledger;
    private final LoopQueue<Long> queue =
        LoopQueue.fifo(shape.capacity() == QueueShape.UNBOUNDED ? 0 : shape.capacity());
    private final boolean joined = shape.shutdown() == QueueShutdown.JOIN;
    private final TaskGroup tasks = new TaskGroup();
    private long waits;

    Op(Ledger ledger) {
      this.ledger = ledger;
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
}
