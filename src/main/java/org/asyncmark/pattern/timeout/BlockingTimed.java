package org.asyncmark.pattern.timeout;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.asyncmark.leaf.BlockingLeaf;
import org.asyncmark.pattern.AsyncOp;
import org.asyncmark.pattern.TaskEnds;

/**
 * {@link Timed} as one blocking task per leaf and one more that waits for them, on a pool of
 * platform threads with a thread for each, or on virtual threads, as the executor decides. A
 * deadline that is met costs no thread and sets no timer but that of the thread which waits.
 *
 * @param together whether {@code invokeAll} waits for all of them with one deadline; else the
 *     futures are waited for one by one, in order, each until its own
 */
record BlockingTimed(ExecutorService tasks, BlockingLeaf leaf, boolean together) implements Timed {
  @Override
  public void run(TimedOp op) throws ExecutionException, InterruptedException {
    Future<?> caller =
        tasks.submit(
            () -> {
              new Call(op).run();
              return null;
            });
    try {
      caller.get();
    } catch (InterruptedException e) {
      caller.cancel(true);
      throw e;
    }
  }

  @Override
  public AsyncOp<TimedOp> op(Supplier<TimedOp> next) {
    return new AsyncOp.Blocking<>(
        () -> {
          TimedOp op = next.get();
          new Call(op).run();
          return op;
        });
  }

  /** One op, on the thread that waits for the leaves. */
  private final class Call {
    private final TimedOp op;
    private final TaskEnds ends;

    Call(TimedOp op) {
      this.op = op;
      this.ends = new TaskEnds(op.leaves());
    }

    void run() throws InterruptedException {
      if (together) {
        invokeAll();
      } else {
        getEach();
      }
      ends.await();
      op.quiet();
    }

    private void getEach() throws InterruptedException {
      List<Future<Long>> started = new ArrayList<>(op.leaves());
      try {
        for (int i = 0; i < op.leaves(); i++) {
          op.started(i, System.nanoTime());
          started.add(tasks.submit(task(i)));
        }
        for (int i = 0; i < op.leaves(); i++) {
          get(i, started.get(i));
        }
      } catch (InterruptedException | RuntimeException | Error e) {
        started.forEach(each -> each.cancel(true));
        throw e;
      }
    }

    private void get(int index, Future<Long> started) throws InterruptedException {
      try {
        op.returned(index, started.get(op.nanosLeft(index), TimeUnit.NANOSECONDS));
      } catch (TimeoutException e) {
        op.expired(index, System.nanoTime());
        started.cancel(true);
        ends.giveUp(index);
      } catch (ExecutionException e) {
        op.failed(index, Objects.requireNonNull(e.getCause(), "what the leaf threw"));
      }
    }

    private void invokeAll() throws InterruptedException {
      List<Callable<Long>> calls = new ArrayList<>(op.leaves());
      long started = System.nanoTime();
      for (int i = 0; i < op.leaves(); i++) {
        op.started(i, started);
        calls.add(task(i));
      }
      List<Future<Long>> ended =
          tasks.invokeAll(calls, op.deadline().toNanos(), TimeUnit.NANOSECONDS);
      long released = System.nanoTime();
      for (int i = 0; i < op.leaves(); i++) {
        if (ended.get(i).isCancelled()) {
          op.expired(i, released);
          ends.giveUp(i);
        } else {
          get(i, ended.get(i)); // it is done, so that this does not wait
        }
      }
    }

    private Callable<Long> task(int index) {
      return () -> ends.run(index, () -> leaf.call(index));
    }
  }
}
