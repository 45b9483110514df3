package org.asyncmark.pattern.condition;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import org.asyncmark.future.AsyncCondition;
import org.asyncmark.future.AsyncMutex;
import org.asyncmark.pattern.FutureResults;

/**
 * {@link ConditionWaiters} as steps behind an {@link AsyncCondition}. Each goes on with a task of
 * its own on the executor once it was notified and has the mutex, as in the other models: without
 * that hop, all of them would be calls of the thread that notifies.
 */
final class FutureConditionWaiters implements ConditionWaiters {
  private final ExecutorService tasks;
  private final Tokens tokens; // guarded by mutex
  private final AsyncMutex mutex = new AsyncMutex();
  private final AsyncCondition granted = new AsyncCondition(mutex);
  private CompletableFuture<List<Void>> ended = CompletableFuture.completedFuture(List.of());

  FutureConditionWaiters(ExecutorService tasks, Tokens tokens) {
    this.tasks = tasks;
    this.tokens = tokens;
  }

  @Override
  public void arm() throws InterruptedException {
    List<CompletableFuture<Void>> waiters = new ArrayList<>(tokens.releases().waiters());
    try {
      locked(tokens::reset);
      for (int i = 0; i < tokens.releases().waiters(); i++) {
        int waiter = i;
        waiters.add(mutex.acquire().thenCompose(held -> pass(waiter)));
      }
      ended = FutureResults.allOrFirstFailure(waiters);
      locked(() -> {}); // first come, first served: all waiters have had the mutex by then
    } catch (ExecutionException e) {
      throw new IllegalStateException("the waiters were not started", e.getCause());
    }
  }

  @Override
  public void release() throws ExecutionException, InterruptedException {
    locked(() -> tokens.grant(granted::signal, granted::signalAll));
    ended.get();
  }

  @Override
  public void nudge() throws ExecutionException, InterruptedException {
    locked(granted::signalAll);
  }

  private CompletableFuture<Void> pass(int waiter) {
    tokens.releases().arrives(waiter);
    return awaitToken()
        .thenRun(
            () -> {
              if (tokens.take(waiter)) {
                granted.signal();
              }
            })
        .whenComplete((none, failure) -> mutex.release());
  }

  private CompletableFuture<Void> awaitToken() {
    return tokens.available()
        ? CompletableFuture.completedFuture(null)
        : granted.await().thenComposeAsync(held -> awaitToken(), tasks);
  }

  private void locked(Runnable action) throws ExecutionException, InterruptedException {
    mutex.acquire().thenRun(action).whenComplete((none, failure) -> mutex.release()).get();
  }
}
