package org.asyncmark.pattern.cancel;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import org.asyncmark.future.CancelToken;
import org.asyncmark.pattern.FutureResults;

/**
 * {@link Cancellation} as composition of {@link CompletableFuture}s with a {@link CancelToken}.
 * What a task does when it is cancelled is a step on the executor, as it is in a task of the other
 * models; whoever waits for the futures is released before that.
 */
final class FutureCancellation implements Cancellation {
  private final ExecutorService executor;
  private final Resource<Resource.FutureUse> resource;
  private final CancelOp op;
  private CancelToken token = new CancelToken();
  private CompletableFuture<List<Long>> all = CompletableFuture.completedFuture(List.of());
  private CompletableFuture<List<Integer>> ended = CompletableFuture.completedFuture(List.of());

  FutureCancellation(ExecutorService executor, Resource<Resource.FutureUse> resource, CancelOp op) {
    this.executor = executor;
    this.resource = resource;
    this.op = op;
  }

  @Override
  public void arm() throws ExecutionException, InterruptedException {
    token = new CancelToken();
    resource.hold().run();
    List<CompletableFuture<Long>> tasks = new ArrayList<>(op.tasks());
    List<CompletableFuture<Integer>> ends = new ArrayList<>(op.tasks());
    for (int i = 0; i < op.tasks(); i++) {
      int task = i;
      CompletableFuture<Long> waiting = resource.use().of(task, token);
      tasks.add(waiting);
      ends.add(
          waiting.handleAsync(
              (value, failure) -> {
                if (failure != null
                    && FutureResults.unwrapped(failure) instanceof CancellationException) {
                  op.cancelled(task);
                }
                return task;
              },
              executor));
    }
    all = FutureResults.all(tasks);
    ended = FutureResults.all(ends);
    try {
      resource.use().givenBack().get(); // behind all that was handed over
    } catch (InterruptedException e) {
      token.cancel();
      throw e;
    }
  }

  @Override
  public void cancel() throws ExecutionException, InterruptedException {
    op.began();
    token.cancel();
    requireCancelled(all);
    op.released();
    ended.get();
    resource.use().givenBack().get();
    op.quiet();
    resource.free().run();
    List<CompletableFuture<Long>> uses = new ArrayList<>(op.uses());
    CancelToken never = new CancelToken();
    for (int i = 0; i < op.uses(); i++) {
      uses.add(resource.use().of(i, never));
    }
    List<Long> used = FutureResults.all(uses).get();
    for (int i = 0; i < used.size(); i++) {
      CancelOp.requireUsed(i, used.get(i));
    }
    op.reusable();
  }

  private static void requireCancelled(CompletableFuture<List<Long>> tasks)
      throws ExecutionException, InterruptedException {
    try {
      throw new IllegalStateException("tasks that were cancelled gave " + tasks.get());
    } catch (CancellationException e) {
      // as it is to be
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof CancellationException)) {
        throw e;
      }
    }
  }

  @Override
  public long reconnects() {
    return resource.reconnects().getAsLong();
  }
}
