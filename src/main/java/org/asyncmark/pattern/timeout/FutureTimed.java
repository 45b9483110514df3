package org.asyncmark.pattern.timeout;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.asyncmark.leaf.FutureLeaf;
import org.asyncmark.pattern.AsyncOp;
import org.asyncmark.pattern.FutureResults;
import org.jspecify.annotations.Nullable;

/**
 * {@link Timed} as composition of {@link CompletableFuture}s. A deadline completes the future that
 * it was set on and nothing before that: the work goes on, so that a step behind the deadline has
 * to cancel it by hand, and the op waits until what it held is given back.
 *
 * @param byDefault whether a deadline gives a value in place of the answer; else it fails
 */
record FutureTimed(FutureLeaf leaf, boolean byDefault) implements Timed {
  /** The value in place of an answer that is late; no leaf has it. */
  private static final Long LATE = -1L;

  @Override
  public void run(TimedOp op) throws ExecutionException, InterruptedException {
    List<CompletableFuture<Long>> works = new ArrayList<>(op.leaves());
    CompletableFuture<@Nullable Void> quiet = start(op, works);
    try {
      quiet.get();
    } catch (InterruptedException e) {
      works.forEach(each -> each.cancel(true));
      throw e;
    }
  }

  @Override
  public AsyncOp<TimedOp> op(Supplier<TimedOp> next) {
    return new AsyncOp.Future<>(
        () -> {
          TimedOp op = next.get();
          return start(op, new ArrayList<>(op.leaves())).thenApply(quiet -> op);
        });
  }

  /**
   * Starts the leaves.
   *
   * @param works gets the work of each
   * @return done once all is quiet
   */
  private CompletableFuture<@Nullable Void> start(TimedOp op, List<CompletableFuture<Long>> works) {
    List<CompletableFuture<@Nullable Void>> callers = new ArrayList<>(op.leaves());
    for (int i = 0; i < op.leaves(); i++) {
      int index = i;
      op.started(index, System.nanoTime());
      CompletableFuture<Long> work = leaf.call(index);
      works.add(work);
      callers.add(
          timed(work.copy(), op)
              .handle(
                  (value, failure) -> {
                    release(op, index, work, value, failure);
                    return null;
                  }));
    }
    return FutureResults.all(callers).thenCompose(released -> leaf.givenBack()).thenRun(op::quiet);
  }

  private CompletableFuture<Long> timed(CompletableFuture<Long> answer, TimedOp op) {
    long nanos = op.deadline().toNanos();
    return byDefault
        ? answer.completeOnTimeout(LATE, nanos, TimeUnit.NANOSECONDS)
        : answer.orTimeout(nanos, TimeUnit.NANOSECONDS);
  }

  private static void release(
      TimedOp op,
      int index,
      CompletableFuture<Long> work,
      @Nullable Long value,
      @Nullable Throwable failure) {
    Throwable cause = failure == null ? null : FutureResults.unwrapped(failure);
    if (LATE.equals(value) || cause instanceof TimeoutException) {
      op.expired(index, System.nanoTime());
      work.cancel(true);
    } else if (cause != null) {
      op.failed(index, cause);
    } else if (value != null) {
      op.returned(index, value);
    }
  }
}
