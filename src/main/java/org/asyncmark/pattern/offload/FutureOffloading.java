package org.asyncmark.pattern.offload;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import org.asyncmark.leaf.BlockingLeaf;
import org.asyncmark.measure.LeafTimes;
import org.asyncmark.pattern.Heartbeat;
import org.jspecify.annotations.Nullable;

/**
 * {@link Offloading} as chains of {@link CompletableFuture}s on an executor with a thread for each
 * CPU: an offloaded call is a {@code supplyAsync} on the pool, behind which the request comes back
 * by {@code thenApplyAsync}; an inline one keeps a thread of the executor. The victim's timer is
 * {@code delayedExecutor}.
 */
record FutureOffloading(Executor tasks, Executor pool, BlockingLeaf leaf, OffloadPlan plan)
    implements Offloading {
  @Override
  public List<Long> run(Heartbeat heartbeat, LeafTimes hops)
      throws ExecutionException, InterruptedException {
    CompletableFuture<@Nullable Void> victim = heartbeat.beatOn(tasks);
    Op op = new Op(hops);
    CompletableFuture<?>[] requests = new CompletableFuture<?>[plan.requests()];
    for (int i = 0; i < plan.requests(); i++) {
      requests[i] = op.request(i);
    }
    try {
      CompletableFuture.allOf(requests).handle((nothing, failure) -> null).get();
    } catch (InterruptedException e) {
      op.cancelled = true;
      throw e;
    } finally {
      heartbeat.stop();
    }
    victim.get();
    for (CompletableFuture<?> each : requests) {
      each.get();
    }
    return Arrays.asList(op.results);
  }

  private final class Op {
    private final LeafTimes hops;
    private final Long[] results = new Long[plan.allCalls()];
    private volatile boolean cancelled;

    Op(LeafTimes hops) {
      this.hops = hops;
    }

    CompletableFuture<?> request(int request) {
      // a step behind a future that is done already would run on the thread that adds it
      CompletableFuture<@Nullable Void> begin = new CompletableFuture<>();
      CompletableFuture<@Nullable Void> chain = begin;
      for (int call = 0; call < plan.calls(); call++) {
        int index = plan.leafOf(request, call);
        chain =
            plan.offloads(index)
                ? chain.thenCompose(previous -> offload(index))
                : chain.thenRun(() -> inline(index));
      }
      tasks.execute(() -> begin.complete(null));
      return chain;
    }

    private CompletableFuture<@Nullable Void> offload(int index) {
      hops.start(index);
      return CompletableFuture.supplyAsync(() -> call(index), pool)
          .thenApplyAsync(result -> goOn(index, result), tasks);
    }

    private void inline(int index) {
      hops.start(index);
      goOn(index, plan.idle().get(index) ? index : call(index));
    }

    private @Nullable Void goOn(int index, long result) {
      hops.end(index);
      results[index] = result;
      return null;
    }

    private long call(int index) {
      if (cancelled) {
        throw new CancellationException("a request was cancelled");
      }
      try {
        return leaf.call(index);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new CompletionException(e);
      } catch (Exception e) {
        throw new CompletionException(e);
      }
    }
  }
}
