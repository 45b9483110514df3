package org.asyncmark.pattern.retry;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.asyncmark.future.AsyncSemaphore;
import org.asyncmark.leaf.FutureLeaf;
import org.asyncmark.pattern.AsyncOp;
import org.asyncmark.pattern.AsyncTask;
import org.asyncmark.pattern.FutureResults;
import org.jspecify.annotations.Nullable;

/**
 * {@link Retrying} with {@link CompletableFuture}s: what is behind an attempt ends the task, or
 * sets a timer, behind which is the next attempt. Nobody blocks.
 *
 * <p>{@code exceptionallyCompose(failure -> later(this::attempt))} says the same in one line, and
 * keeps two stages of every attempt until the last one is over, because each has the next one's
 * outcome for its own. Here a step knows the task and nothing of the attempt before.
 *
 * <p>The timer is that of {@code completeOnTimeout}, which can be cancelled; {@code
 * delayedExecutor} keeps one to its time though nobody waits for it any more.
 */
record FutureRetrying(Executor tasks, FutureLeaf leaf, AsyncSemaphore permits, PermitRule rule)
    implements Retrying {
  @Override
  public void run(Attempts op) throws ExecutionException, InterruptedException {
    List<Retried> started = new ArrayList<>(op.tasks());
    CompletableFuture<List<Void>> ended = start(op, started);
    try {
      ended.get();
    } catch (InterruptedException e) {
      started.forEach(AsyncTask::cancel);
      throw e;
    }
  }

  @Override
  public AsyncOp<Attempts> op(Supplier<Attempts> next) {
    return new AsyncOp.Future<>(
        () -> {
          Attempts op = next.get();
          return start(op, new ArrayList<>()).thenApply(ends -> op);
        });
  }

  /** Starts the tasks; its result is there when all have ended. */
  private CompletableFuture<List<Void>> start(Attempts op, List<Retried> started) {
    List<CompletableFuture<Void>> ends = new ArrayList<>(op.tasks());
    for (int i = 0; i < op.tasks(); i++) {
      Retried task = new Retried(op, i);
      started.add(task);
      ends.add(task.ended());
      task.acquire();
    }
    return FutureResults.all(ends);
  }

  /** One task, whose steps are on whatever thread completes what they wait for. */
  private final class Retried extends AsyncTask {
    private final Attempts op;
    private final int task;
    private int failed;

    Retried(Attempts op, int task) {
      this.op = op;
      this.task = task;
    }

    void acquire() {
      CompletableFuture<@Nullable Void> permit = permits.acquire();
      awaits(permit);
      permit.whenComplete(
          (taken, gaveUp) -> {
            if (gaveUp == null) {
              attempt();
            } else {
              fail(gaveUp);
            }
          });
    }

    private void attempt() {
      CompletableFuture<Long> work = leaf.call(op.begins(task));
      awaits(work);
      work.whenComplete(this::attempted);
    }

    private void attempted(@Nullable Long value, @Nullable Throwable failure) {
      Throwable cause = failure == null ? null : FutureResults.unwrapped(failure);
      boolean again = cause instanceof IOException && !op.hasMadeLast(task);
      if (!again || !rule.held()) {
        permits.release();
      }
      if (again) {
        backOff();
      } else if (value != null) {
        op.succeeded(task, value);
        end();
      } else if (cause instanceof IOException) {
        op.gaveUp(task, cause);
        end();
      } else if (cause != null) {
        fail(cause);
      }
    }

    private void backOff() {
      CompletableFuture<@Nullable Void> timer =
          new CompletableFuture<@Nullable Void>()
              .completeOnTimeout(null, op.asks(task, failed++), TimeUnit.MILLISECONDS);
      awaits(timer);
      timer.whenCompleteAsync((due, cancelled) -> goOn(cancelled), tasks);
    }

    private void goOn(@Nullable Throwable cancelled) {
      if (cancelled == null && rule.held()) {
        attempt();
      } else if (cancelled == null) {
        acquire();
      } else {
        if (rule.held()) {
          permits.release();
        }
        fail(cancelled);
      }
    }
  }
}
