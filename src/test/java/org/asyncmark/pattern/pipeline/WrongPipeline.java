package org.asyncmark.pattern.pipeline;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.asyncmark.leaf.BlockingLeaf;
import org.asyncmark.pattern.AsyncOp;
import org.asyncmark.pattern.Stage;
import org.asyncmark.pattern.pipeline.PipelineContractCanFailTest.Wrong;
import org.jspecify.annotations.Nullable;

/** A pipeline of threads that is right but for one mistake, if it is given one. */
final class WrongPipeline implements Pipeline {
  private static final Long WRONG_ITEM = 5L;

  private final ExecutorService pool;
  private final PipelineShape shape;
  private final BlockingLeaf leaf;
  private final @Nullable Wrong mistake;

  WrongPipeline(Stage stage, PipelineShape shape, @Nullable Wrong mistake) {
    this.pool = stage.tasks(shape.tasks() + 1);
    this.shape = shape;
    this.leaf = stage.blockingLeaf();
    this.mistake = mistake;
  }

  private boolean is(Wrong mine) {
    return mistake == mine;
  }

  @Override
  public void run(PipelineOp op, Monitor monitor) throws ExecutionException, InterruptedException {
    Op run = new Op(op);
    monitor.watch(is(Wrong.WATCHES_NOTHING) ? () -> 0 : run.queue::size);
    Future<?> watching = pool.submit(monitor::beatHere);
    try {
      run.start();
      run.await();
      run.dropRest();
    } catch (InterruptedException e) {
      if (!is(Wrong.RUNS_ON_WHEN_INTERRUPTED)) {
        run.tasks.forEach(each -> each.cancel(true));
      }
      if (!is(Wrong.IGNORES_INTERRUPTION)) {
        throw e;
      }
    } finally {
      monitor.stop();
    }
    watching.get();
  }

  @Override
  public AsyncOp<PipelineOp> op(Supplier<PipelineOp> next, Supplier<Monitor> monitors) {
    throw new UnsupportedOperationException("no rule has requests");
  }

  private final class Op {
    private final PipelineOp op;
    private final BlockingQueue<Long> queue =
        new ArrayBlockingQueue<>(shape.capacity() + (is(Wrong.EXCEEDS_ITS_CAPACITY) ? 1 : 0));
    private final List<Future<?>> tasks = new ArrayList<>();
    private final AtomicInteger producersLeft = new AtomicInteger(shape.producers());
    private final CountDownLatch ends = new CountDownLatch(shape.tasks());
    private final CountDownLatch allStarted = new CountDownLatch(1);
    private volatile boolean cancelled;

    Op(PipelineOp op) {
      this.op = op;
    }

    void start() {
      for (int i = 0; i < shape.workers(); i++) {
        int worker = i;
        tasks.add(pool.submit(() -> end(worker, this::work)));
      }
      for (int i = 0; i < shape.producers(); i++) {
        int producer = i;
        tasks.add(pool.submit(() -> end(shape.workers() + producer, () -> produce(producer))));
      }
      allStarted.countDown();
    }

    void await() throws InterruptedException {
      ends.await();
    }

    void dropRest() {
      for (Long left = queue.poll(); left != null; left = queue.poll()) {
        if (!is(Wrong.FORGETS_WHAT_WAS_IN_THE_QUEUE)) {
          op.dropped(left);
        }
      }
    }

    private @Nullable Void end(int task, Body body) throws InterruptedException {
      try {
        body.run();
      } catch (InterruptedException e) {
        if (!cancelled) {
          throw e;
        }
      }
      op.ended(task);
      ends.countDown();
      return null;
    }

    private void produce(int producer) throws InterruptedException {
      for (int i = shape.firstItem(producer); i < shape.firstItem(producer + 1); i++) {
        queue.put(op.putting(i));
        op.produced(i);
      }
      if (producersLeft.decrementAndGet() == 0) {
        for (int i = 0; i < shape.workers(); i++) {
          queue.put(PipelineOp.END);
        }
        if (is(Wrong.IS_OVER_WHEN_ALL_IS_TAKEN)) {
          while (ends.getCount() > 0) {
            ends.countDown();
          }
        }
      }
    }

    private void work() throws InterruptedException {
      while (!cancelled) {
        Long item = queue.take();
        if (item < 0) {
          return;
        }
        if (item.equals(WRONG_ITEM) && is(Wrong.LOSES_AN_ITEM)) {
          continue;
        }
        if (!process(item) && is(Wrong.ENDS_A_WORKER_THAT_FAILED)) {
          return;
        }
        if (shape.cancelsAfter(item)) {
          cancelled = true;
          allStarted.await();
          if (!is(Wrong.WAITS_FOR_WORK_THAT_IS_CANCELLED)) {
            tasks.forEach(each -> each.cancel(true));
          }
        }
      }
    }

    /** Tells whether an item was processed. */
    private boolean process(Long item) throws InterruptedException {
      try {
        call(item);
        op.work(item);
        if (item.equals(WRONG_ITEM) && is(Wrong.ENDS_AN_ITEM_TWICE)) {
          op.failed(item);
        }
        return true;
      } catch (IOException e) {
        if (!is(Wrong.PROCESSES_WHAT_FAILS)) {
          op.failed(item);
        }
        return false;
      } catch (InterruptedException e) {
        if (!is(Wrong.FORGETS_WHAT_WAS_AT_WORK)) {
          op.dropped(item);
        }
        throw e;
      }
    }

    private void call(Long item) throws IOException, InterruptedException {
      if (!is(Wrong.HAS_ONE_WORKER)) {
        leaf.call(item.intValue());
        return;
      }
      synchronized (this) {
        leaf.call(item.intValue());
      }
    }
  }

  /** What a task does. */
  @FunctionalInterface
  private interface Body {
    void run() throws InterruptedException;
  }
}
