package org.asyncmark.pattern.event;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import org.asyncmark.future.AsyncEvent;
import org.asyncmark.pattern.FutureResults;
import org.asyncmark.pattern.Releases;
import org.asyncmark.pattern.Waiters;

/**
 * Waiters of an event as steps behind an {@link AsyncEvent}. Each goes on with a task of its own on
 * the executor, as in the other models: without that hop, all of them would be calls of the thread
 * that sets the event.
 */
final class FutureEventWaiters implements Waiters {
  private final ExecutorService tasks;
  private final Releases releases;
  private final AsyncEvent event = new AsyncEvent();
  private CompletableFuture<List<Void>> ended = CompletableFuture.completedFuture(List.of());

  FutureEventWaiters(ExecutorService tasks, Releases releases) {
    this.tasks = tasks;
    this.releases = releases;
  }

  @Override
  public void arm() {
    event.clear();
    List<CompletableFuture<Void>> waiters = new ArrayList<>(releases.waiters());
    for (int i = 0; i < releases.waiters(); i++) {
      int waiter = i;
      releases.arrives(waiter);
      waiters.add(event.await().thenRunAsync(() -> releases.released(waiter), tasks));
    }
    ended = FutureResults.all(waiters);
  }

  @Override
  public void release() throws ExecutionException, InterruptedException {
    event.set();
    ended.get();
  }
}
