package org.asyncmark.pattern.pipeline;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.asyncmark.leaf.LoopLeaf;
import org.asyncmark.loop.Async;
import org.asyncmark.loop.Awaitable;
import org.asyncmark.loop.EventLoop;
import org.asyncmark.loop.LoopFuture;
import org.asyncmark.loop.LoopQueue;
import org.asyncmark.loop.QueueShutDownException;
import org.asyncmark.loop.Task;
import org.asyncmark.loop.TaskGroup;
import org.asyncmark.loop.TaskGroupException;
import org.asyncmark.pattern.AsyncOp;

/**
 * {@link Pipeline} with a task for each producer and worker on one loop, as a Python programmer
 * would write it: a task group around a queue, which the task that started them shuts down or
 * cancels.
 *
 * @param leaf what a worker does with an item
 */
record LoopPipeline(EventLoop loop, PipelineShape shape, LoopLeaf leaf) implements Pipeline {
  @Override
  public void run(PipelineOp op, Monitor monitor) throws ExecutionException, InterruptedException {
    LoopFuture<Void> watching = new LoopFuture<>(loop);
    try {
      loop.callAndWait(() -> Task.start(loop, watched(op, monitor, watching)::run));
    } catch (ExecutionException e) {
      if (e.getCause() instanceof TaskGroupException group) {
        throw new ExecutionException(group.failures().get(0));
      }
      throw e;
    } finally {
      monitor.stop();
    }
    loop.callAndWait(() -> watching);
  }

  @Override
  public AsyncOp<PipelineOp> op(Supplier<PipelineOp> next, Supplier<Monitor> monitors) {
    return new AsyncOp.OnLoop<>(
        () -> {
          PipelineOp op = next.get();
          Monitor monitor = monitors.get();
          return watched(op, monitor, new LoopFuture<>(loop))
              .run()
              .ensure(monitor::stop)
              .map(ended -> op);
        });
  }

  /** Returns an op whose queue is watched. */
  private Op watched(PipelineOp op, Monitor monitor, LoopFuture<Void> watching) {
    Op run = new Op(op);
    monitor.watch(run.queue::size);
    monitor.beatUntil(watching);
    return run;
  }

  /** One op: a task per producer and worker. Loop thread only. */
  private final class Op {
    private final PipelineOp op;
    private final LoopQueue<Long> queue = LoopQueue.fifo(shape.capacity());
    private final LoopFuture<Void> cancelled = new LoopFuture<>(loop);
    private final TaskGroup tasks = new TaskGroup();
    private final List<Task<Void>> workers = new ArrayList<>();
    private final List<Task<Void>> producers = new ArrayList<>();

    Op(PipelineOp op) {
      this.op = op;
    }

    Awaitable<Void> run() {
      return tasks
          .run(this::startAndShutDown)
          .thenRun(
              () -> {
                while (!queue.isEmpty()) {
                  op.dropped(queue.getNowait());
                }
              });
    }

    private Awaitable<Void> startAndShutDown() {
      for (int i = 0; i < shape.workers(); i++) {
        int worker = i;
        workers.add(tasks.start(() -> worker().ensure(() -> op.ended(worker))));
      }
      for (int i = 0; i < shape.producers(); i++) {
        int first = shape.firstItem(i);
        int end = shape.firstItem(i + 1);
        int task = shape.workers() + i;
        producers.add(tasks.start(() -> produce(first, end).ensure(() -> op.ended(task))));
      }
      return shape.shutdown() == PipelineShutdown.CANCEL
          ? cancelled.thenRun(this::cancelAll)
          : Async.gather(loop, producers).then(put -> shutDown());
    }

    private void cancelAll() {
      producers.forEach(Task::cancel);
      workers.forEach(Task::cancel);
    }

    private Awaitable<Void> shutDown() {
      if (shape.shutdown() == PipelineShutdown.CLOSE) {
        queue.shutdown(false);
        return Awaitable.done();
      }
      return putEndMarks(shape.workers());
    }

    private Awaitable<Void> putEndMarks(int left) {
      return left == 0
          ? Awaitable.done()
          : queue.put(PipelineOp.END).then(put -> putEndMarks(left - 1));
    }

    private Awaitable<Void> produce(int item, int end) {
      if (item == end) {
        return Awaitable.done();
      }
      return queue
          .put(op.putting(item))
          .then(
              put -> {
                op.produced(item);
                return produce(item + 1, end);
              });
    }

    private Awaitable<Void> worker() {
      return shape.shutdown() == PipelineShutdown.CLOSE
          ? work().except(QueueShutDownException.class, closed -> Awaitable.done())
          : work();
    }

    private Awaitable<Void> work() {
      return queue.get().then(item -> item < 0 ? Awaitable.done() : process(item));
    }

    private Awaitable<Void> process(Long item) {
      return leaf.call(item.intValue())
          .<Void>then(
              done -> {
                op.work(item);
                return Awaitable.done();
              })
          .except(
              IOException.class,
              failure -> {
                op.failed(item);
                return Awaitable.done();
              })
          .except(
              CancellationException.class,
              end -> {
                op.dropped(item);
                throw end;
              })
          .then(
              done -> {
                if (shape.cancelsAfter(item)) {
                  cancelled.complete(null);
                  return Awaitable.done();
                }
                return work();
              });
    }
  }
}
