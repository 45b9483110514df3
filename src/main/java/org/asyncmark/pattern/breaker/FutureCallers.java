package org.asyncmark.pattern.breaker;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.asyncmark.leaf.FutureLeaf;
import org.asyncmark.pattern.AsyncOp;
import org.asyncmark.pattern.AsyncTask;
import org.asyncmark.pattern.FutureResults;
import org.asyncmark.pattern.breaker.Calls.End;
import org.jspecify.annotations.Nullable;

/**
 * {@link Callers} with {@link CompletableFuture}s: a step behind each call tells the breaker. A
 * caller is left where a call is not done yet, and loops over those that are.
 */
record FutureCallers(Executor tasks, FutureLeaf leaf) implements Callers {
  @Override
  public void run(Breaker through, Calls calls) throws ExecutionException, InterruptedException {
    List<Caller> started = new ArrayList<>(calls.callers());
    CompletableFuture<List<Void>> ended = start(through, calls, started);
    try {
      ended.get();
    } catch (InterruptedException e) {
      started.forEach(AsyncTask::cancel);
      throw e;
    }
  }

  @Override
  public AsyncOp<Calls> op(Breaker through, Supplier<Calls> next) {
    return new AsyncOp.Future<>(
        () -> {
          Calls calls = next.get();
          return start(through, calls, new ArrayList<>()).thenApply(ends -> calls);
        });
  }

  /** Starts the callers; its result is there when all have ended. */
  private CompletableFuture<List<Void>> start(Breaker through, Calls calls, List<Caller> started) {
    List<CompletableFuture<Void>> ends = new ArrayList<>(calls.callers());
    for (int i = 0; i < calls.callers(); i++) {
      Caller caller = new Caller(through, calls, i);
      started.add(caller);
      ends.add(caller.ended());
      tasks.execute(caller::begin);
    }
    return FutureResults.all(ends);
  }

  private static End told(Breaker through, long permit, @Nullable Throwable failure) {
    Throwable cause = failure == null ? null : FutureResults.unwrapped(failure);
    if (cause == null || cause instanceof IOException) {
      through.ended(permit, cause);
      return cause == null ? End.SUCCEEDED : End.FAILED;
    }
    through.released(permit);
    throw new CompletionException(cause);
  }

  /** One caller, whose steps are on whatever thread completes what they wait for. */
  private final class Caller extends AsyncTask {
    private final Breaker through;
    private final Calls calls;
    private final int caller;
    private int next;

    Caller(Breaker through, Calls calls, int caller) {
      this.through = through;
      this.calls = calls;
      this.caller = caller;
      this.next = calls.first(caller);
    }

    void begin() {
      calls.begins(caller);
      goOn();
    }

    private void goOn() {
      while (next < calls.first(caller + 1)) {
        long permit = through.tryAcquire();
        if (permit == Breaker.REJECTED) {
          calls.ended(next++, End.REJECTED);
          continue;
        }
        CompletableFuture<Long> work = leaf.call(next);
        CompletableFuture<End> end =
            work.handle((value, failure) -> told(through, permit, failure));
        if (!end.isDone()) {
          awaits(work);
          end.whenComplete(this::goOnWith);
          return;
        }
        calls.ended(next++, end.join());
      }
      calls.ends(caller);
      end();
    }

    private void goOnWith(@Nullable End end, @Nullable Throwable failure) {
      if (end != null) {
        calls.ended(next++, end);
        goOn();
      } else if (failure != null) {
        fail(failure);
      }
    }
  }
}
