package org.asyncmark.pattern.fanout;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.asyncmark.future.AsyncSemaphore;
import org.asyncmark.leaf.FutureLeaf;
import org.asyncmark.pattern.AsyncOp;
import org.asyncmark.pattern.FutureResults;
import org.jspecify.annotations.Nullable;

/**
 * {@link FanOut} as composition of {@link CompletableFuture}s: a leaf starts where its permit
 * comes, on the thread that gave it back, and gives it back where it ends.
 *
 * <p>A permit that is taken before the leaf is started is taken by a chain of steps, each of which
 * asks for the next permit: nobody blocks for it.
 */
record FutureFanOut(FutureLeaf leaf, AsyncSemaphore permits, Limit by) implements FanOut {
  @Override
  public List<Long> run(int fanOut) throws ExecutionException, InterruptedException {
    Run run = new Run(fanOut);
    CompletableFuture<List<Long>> gathered = run.begin();
    try {
      return gathered.get();
    } catch (InterruptedException e) {
      run.cancel();
      throw e;
    }
  }

  @Override
  public AsyncOp<List<Long>> op(int fanOut) {
    return new AsyncOp.Future<>(() -> new Run(fanOut).begin());
  }

  /** One run, whose steps are on whatever thread completes what they wait for. */
  private final class Run {
    private final List<CompletableFuture<Long>> results;
    // what each leaf waits for at last: its permit, or its work
    private final AtomicReferenceArray<CompletableFuture<?>> awaited;
    private volatile boolean failed;
    private volatile boolean cancelled;

    Run(int fanOut) {
      this.results = new ArrayList<>(fanOut);
      for (int i = 0; i < fanOut; i++) {
        results.add(new CompletableFuture<>());
      }
      this.awaited = new AtomicReferenceArray<>(fanOut);
    }

    CompletableFuture<List<Long>> begin() {
      CompletableFuture<List<Long>> gathered = FutureResults.allOrFirstFailure(results);
      if (by.place() == PermitPlace.INSIDE) {
        startAll();
      } else {
        startFrom(0);
      }
      return gathered;
    }

    private void startAll() {
      for (int i = 0; i < results.size(); i++) {
        int index = i;
        acquire(index).thenRun(() -> start(index));
      }
    }

    /** Starts a leaf for each permit; goes on in a later step where there is none yet. */
    private void startFrom(int first) {
      for (int i = first; i < results.size() && !failed && !cancelled; i++) {
        int index = i;
        CompletableFuture<Void> permit = acquire(index);
        if (!permit.isDone()) {
          permit.thenRun(
              () -> {
                start(index);
                startFrom(index + 1);
              });
          return;
        }
        start(index);
      }
    }

    /**
     * Cancels what each leaf waits for. A step that is just going from the permit to the work sees
     * the flag once it has said what it waits for, or is seen here.
     */
    void cancel() {
      cancelled = true;
      for (int i = 0; i < results.size(); i++) {
        CompletableFuture<?> waitedFor = awaited.get(i);
        if (waitedFor != null) {
          waitedFor.cancel(true);
        }
      }
    }

    private CompletableFuture<Void> acquire(int index) {
      by.waits().start(index);
      CompletableFuture<Void> permit = permits.acquire();
      await(index, permit);
      return permit;
    }

    private void start(int index) {
      by.waits().end(index);
      if (cancelled || (failed && by.place() == PermitPlace.BEFORE)) {
        permits.release();
        return;
      }
      CompletableFuture<Long> work = leaf.call(index);
      await(index, work);
      work.whenComplete((value, failure) -> ended(index, value, failure));
    }

    private void await(int index, CompletableFuture<?> next) {
      awaited.set(index, next);
      if (cancelled) {
        next.cancel(true);
      }
    }

    private void ended(int index, @Nullable Long value, @Nullable Throwable failure) {
      if (failure != null) {
        failed = true; // before the permit goes to somebody who looks at it
      }
      permits.release();
      if (failure == null) {
        results.get(index).complete(value);
      } else {
        results.get(index).completeExceptionally(FutureResults.unwrapped(failure));
      }
    }
  }
}
