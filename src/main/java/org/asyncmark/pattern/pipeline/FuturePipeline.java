package org.asyncmark.pattern.pipeline;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;
import org.asyncmark.future.AsyncQueue;
import org.asyncmark.leaf.FutureLeaf;
import org.asyncmark.pattern.AsyncOp;
import org.asyncmark.pattern.AsyncTask;
import org.asyncmark.pattern.FutureResults;
import org.jspecify.annotations.Nullable;

/**
 * {@link Pipeline} as composition of {@link CompletableFuture}s around an {@link AsyncQueue}. No
 * thread waits in it, and who had to wait goes on as a task of the pool. To cancel it is to cancel
 * the first future of what each task waits for.
 *
 * @param leaf what a worker does with an item
 */
record FuturePipeline(ExecutorService tasks, PipelineShape shape, FutureLeaf leaf)
    implements Pipeline {
  @Override
  public void run(PipelineOp op, Monitor monitor) throws ExecutionException, InterruptedException {
    new Op(op).run(monitor);
  }

  @Override
  public AsyncOp<PipelineOp> op(Supplier<PipelineOp> next, Supplier<Monitor> monitors) {
    return new AsyncOp.Future<>(
        () -> {
          PipelineOp op = next.get();
          return new Op(op).begin(monitors.get()).thenApply(ended -> op);
        });
  }

  private final class Op {
    private final PipelineOp op;
    private final AsyncQueue<Long> queue = new AsyncQueue<>(shape.capacity());
    private final List<End> all = new ArrayList<>();
    private final List<End> producers = new ArrayList<>();

    Op(PipelineOp op) {
      this.op = op;
      for (int i = 0; i < shape.workers(); i++) {
        all.add(new Worker(i));
      }
      for (int i = 0; i < shape.producers(); i++) {
        producers.add(new Producer(i));
      }
      all.addAll(producers);
    }

    void run(Monitor monitor) throws ExecutionException, InterruptedException {
      monitor.watch(queue::size);
      CompletableFuture<@Nullable Void> watching = monitor.beatOn(tasks);
      try {
        begin().get();
        dropRest();
      } catch (InterruptedException | ExecutionException | RuntimeException | Error e) {
        all.forEach(End::cancel);
        throw e;
      } finally {
        monitor.stop();
      }
      watching.get();
    }

    /** Starts all, and the monitor, which is stopped at their end. */
    CompletableFuture<@Nullable Void> begin(Monitor monitor) {
      monitor.watch(queue::size);
      monitor.beatOn(tasks);
      return begin()
          .thenRun(this::dropRest)
          .whenComplete(
              (ended, failure) -> {
                monitor.stop();
                if (failure != null) {
                  all.forEach(End::cancel);
                }
              });
    }

    /** Starts all; done once they have ended. */
    private CompletableFuture<@Nullable Void> begin() {
      CompletableFuture<Void> shutDown =
          CompletableFuture.allOf(
                  producers.stream().map(End::ended).toArray(CompletableFuture<?>[]::new))
              .thenCompose(put -> shutDown());
      List<CompletableFuture<Void>> ends = new ArrayList<>(List.of(shutDown));
      all.forEach(each -> ends.add(each.ended()));
      CompletableFuture<@Nullable Void> over =
          FutureResults.allOrFirstFailure(ends).thenCompose(ended -> leaf.givenBack());
      all.forEach(tasks::execute);
      return over;
    }

    private void dropRest() {
      for (Long left = queue.poll(); left != null; left = queue.poll()) {
        op.dropped(left);
      }
    }

    private CompletableFuture<Void> shutDown() {
      CompletableFuture<Void> done = CompletableFuture.completedFuture(null);
      if (shape.shutdown() == PipelineShutdown.CLOSE) {
        queue.close();
      } else if (shape.shutdown() == PipelineShutdown.SENTINEL) {
        for (int i = 0; i < shape.workers(); i++) {
          done = done.thenCompose(before -> queue.put(PipelineOp.END));
        }
      }
      return done;
    }

    /** A producer or worker; it runs when it is handed to the executor. */
    private abstract class End extends AsyncTask implements Runnable {
      private final int task;

      End(int task) {
        this.task = task;
      }

      /** Goes on until the end, or until it has to wait. */
      abstract void goOn();

      @Override
      public final void run() {
        step(first -> goOn(), this);
      }

      final void leave() {
        op.ended(task);
        end();
      }

      /** Ends it by a failure, which is none if it was cancelled. */
      @Override
      protected void fail(Throwable failure) {
        if (isCancelled() && FutureResults.unwrapped(failure) instanceof CancellationException) {
          leave();
        } else {
          super.fail(failure);
        }
      }
    }

    private final class Producer extends End {
      private final int end;
      private int next;

      Producer(int producer) {
        super(shape.workers() + producer);
        this.next = shape.firstItem(producer);
        this.end = shape.firstItem(producer + 1);
      }

      @Override
      void goOn() {
        while (next < end && !isCancelled()) {
          CompletableFuture<Void> put = queue.put(op.putting(next));
          if (!put.isDone()) {
            goOnAfter(
                put,
                tasks,
                done -> {
                  op.produced(next++);
                  goOn();
                });
            return;
          }
          put.join(); // throws if it failed
          op.produced(next++);
        }
        leave();
      }
    }

    private final class Worker extends End {
      private @Nullable Long atWork;

      Worker(int worker) {
        super(worker);
      }

      @Override
      void goOn() {
        if (isCancelled()) {
          leave();
          return;
        }
        CompletableFuture<Long> take = queue.take();
        if (take.isDone()) {
          process(take.join());
        } else {
          goOnAfter(take, tasks, this::process);
        }
      }

      private void process(Long item) {
        if (item < 0) {
          leave();
          return;
        }
        atWork = item;
        goOnAfter(leaf.call(item.intValue()), tasks, done -> work(item));
      }

      private void work(Long item) throws IOException {
        op.work(item);
        goOnBehind(item);
      }

      private void goOnBehind(Long item) {
        atWork = null;
        if (shape.cancelsAfter(item)) {
          all.forEach(End::cancel);
        }
        goOn();
      }

      @Override
      protected void fail(Throwable failure) {
        Throwable cause = FutureResults.unwrapped(failure);
        Long item = atWork;
        if (item != null && cause instanceof IOException) {
          op.failed(item);
          step(this::goOnBehind, item);
        } else if (cause instanceof AsyncQueue.Closed) {
          leave();
        } else {
          if (item != null && isCancelled()) {
            op.dropped(item);
          }
          super.fail(cause);
        }
      }
    }
  }
}
