package org.asyncmark.pattern.timeout;

import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.asyncmark.leaf.BlockingLeaf;
import org.asyncmark.model.TaskScope;
import org.asyncmark.pattern.AsyncOp;

/**
 * {@link Timed} as a structured scope with a time-out, one deadline for all leaves. The scope
 * interrupts what is at work by then, and is left once that has ended. Each leaf says itself how it
 * ended: not every JDK lets the owner ask after a time-out.
 *
 * @param tasks runs the owner of the scope
 */
record ScopeTimed(ExecutorService tasks, BlockingLeaf leaf) implements Timed {
  @Override
  public void run(TimedOp op) throws ExecutionException, InterruptedException {
    Future<?> owner =
        tasks.submit(
            () -> {
              own(op);
              return null;
            });
    try {
      owner.get();
    } catch (InterruptedException e) {
      owner.cancel(true);
      throw e;
    }
  }

  @Override
  public AsyncOp<TimedOp> op(Supplier<TimedOp> next) {
    return new AsyncOp.Blocking<>(
        () -> {
          TimedOp op = next.get();
          own(op);
          return op;
        });
  }

  private void own(TimedOp op) throws ExecutionException, InterruptedException {
    long started = System.nanoTime();
    long released;
    try (TaskScope<Long> scope = TaskScope.open(TaskScope.Join.AWAIT_ALL, op.deadline(), null)) {
      for (int i = 0; i < op.leaves(); i++) {
        int index = i;
        op.started(index, started);
        scope.fork(() -> call(op, index));
      }
      released = released(scope);
    }
    for (int i = 0; i < op.leaves(); i++) {
      if (op.ends().get(i) == null) {
        op.expired(i, released);
      }
    }
    op.quiet();
  }

  private static long released(TaskScope<Long> scope)
      throws ExecutionException, InterruptedException {
    try {
      scope.join();
    } catch (TimeoutException e) {
      // who has not ended by now has expired
    }
    return System.nanoTime();
  }

  private Long call(TimedOp op, int index) throws InterruptedException {
    try {
      long value = leaf.call(index);
      op.returned(index, value);
      return value;
    } catch (IOException e) {
      op.failed(index, e);
      return (long) index;
    }
  }
}
