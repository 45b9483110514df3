package org.asyncmark.pattern.pipeline;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.asyncmark.leaf.BlockingLeaf;
import org.asyncmark.pattern.AsyncOp;
import org.asyncmark.pattern.TaskResults;

/**
 * {@link Pipeline} as one blocking task for each producer and worker and one for the monitor, on
 * platform threads or on virtual ones, as the executor decides, around an {@link
 * ArrayBlockingQueue}. To cancel it is to interrupt all of them.
 *
 * @param tasks runs all of them at once
 * @param leaf what a worker does with an item
 */
record BlockingPipeline(ExecutorService tasks, PipelineShape shape, BlockingLeaf leaf)
    implements Pipeline {
  @Override
  public void run(PipelineOp op, Monitor monitor) throws ExecutionException, InterruptedException {
    new Op(op).run(monitor).get();
  }

  @Override
  public AsyncOp<PipelineOp> op(Supplier<PipelineOp> next, Supplier<Monitor> monitors) {
    return new AsyncOp.Blocking<>(
        () -> {
          PipelineOp op = next.get();
          new Op(op).run(monitors.get());
          return op;
        });
  }

  private final class Op {
    private final PipelineOp op;
    private final BlockingQueue<Long> queue = new ArrayBlockingQueue<>(shape.capacity());
    private final TaskResults ends = new TaskResults(shape.tasks());
    private final List<Future<?>> started = new ArrayList<>();
    // one that is cancelled before it begins never ends; and the list has to be complete
    private final CountDownLatch allBegun = new CountDownLatch(shape.tasks() + 1);
    private final AtomicInteger producersLeft = new AtomicInteger(shape.producers());
    private volatile boolean cancelled;

    Op(PipelineOp op) {
      this.op = op;
    }

    /** Returns the end of the monitor, which is stopped. */
    Future<?> run(Monitor monitor) throws ExecutionException, InterruptedException {
      monitor.watch(queue::size);
      Future<?> watching = tasks.submit(monitor::beatHere);
      try {
        for (int i = 0; i < shape.workers(); i++) {
          start(i, this::work);
        }
        for (int i = 0; i < shape.producers(); i++) {
          int producer = i;
          start(shape.workers() + i, () -> produce(producer));
        }
        allBegun.countDown();
        ends.await();
        for (Long left = queue.poll(); left != null; left = queue.poll()) {
          op.dropped(left);
        }
      } catch (ExecutionException | InterruptedException | RuntimeException | Error e) {
        started.forEach(each -> each.cancel(true));
        watching.cancel(true);
        throw e;
      } finally {
        monitor.stop();
      }
      return watching;
    }

    private void start(int task, Callable<Long> body) {
      Callable<Long> noting =
          () -> {
            Long result = body.call();
            op.ended(task);
            return result;
          };
      started.add(
          tasks.submit(
              () -> {
                allBegun.countDown();
                ends.settle(task, noting);
              }));
    }

    private long produce(int producer) throws InterruptedException {
      int end = shape.firstItem(producer + 1);
      try {
        for (int i = shape.firstItem(producer); i < end && !cancelled; i++) {
          queue.put(op.putting(i));
          op.produced(i);
        }
      } catch (InterruptedException e) {
        throwUnlessCancelled(e);
      }
      if (producersLeft.decrementAndGet() == 0 && shape.shutdown() == PipelineShutdown.SENTINEL) {
        for (int i = 0; i < shape.workers(); i++) {
          queue.put(PipelineOp.END);
        }
      }
      return producer;
    }

    private long work() throws InterruptedException {
      long worked = 0;
      try {
        while (!cancelled) {
          Long item = queue.take();
          if (item < 0) {
            return worked;
          }
          process(item);
          worked++;
          if (shape.cancelsAfter(item)) {
            cancel();
          }
        }
      } catch (InterruptedException e) {
        throwUnlessCancelled(e);
      }
      return worked;
    }

    private void process(Long item) throws InterruptedException {
      try {
        leaf.call(item.intValue());
        op.work(item);
      } catch (IOException e) {
        op.failed(item);
      } catch (InterruptedException e) {
        op.dropped(item);
        throw e;
      }
    }

    private void cancel() throws InterruptedException {
      allBegun.await();
      cancelled = true; // before the interrupts, so that they are taken for the end
      started.forEach(each -> each.cancel(true));
    }

    private void throwUnlessCancelled(InterruptedException interrupt) throws InterruptedException {
      if (!cancelled) {
        throw interrupt;
      }
    }
  }
}
