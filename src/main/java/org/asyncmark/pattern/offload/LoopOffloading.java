package org.asyncmark.pattern.offload;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import org.asyncmark.leaf.BlockingLeaf;
import org.asyncmark.loop.Async;
import org.asyncmark.loop.Awaitable;
import org.asyncmark.loop.EventLoop;
import org.asyncmark.loop.LoopFuture;
import org.asyncmark.loop.Task;
import org.asyncmark.measure.LeafTimes;
import org.asyncmark.pattern.Heartbeat;
import org.jspecify.annotations.Nullable;

/**
 * {@link Offloading} as tasks of one loop, as a Python programmer would write it: {@code
 * run_in_executor}, or a call that nobody thought of moving. The victim is a callback with a timer
 * of the loop, which counts in whole milliseconds.
 */
record LoopOffloading(EventLoop loop, Executor pool, BlockingLeaf leaf, OffloadPlan plan)
    implements Offloading {
  @Override
  public List<Long> run(Heartbeat heartbeat, LeafTimes hops)
      throws ExecutionException, InterruptedException {
    Long[] results = new Long[plan.allCalls()];
    LoopFuture<Void> victim = new LoopFuture<>(loop);
    Throwable failure;
    try {
      failure =
          loop.callAndWait(
              () -> {
                heartbeat.beatUntil(victim);
                return Task.start(
                    loop,
                    Async.gatherSettled(loop, start(hops, results))
                        .map(LoopOffloading::firstFailure));
              });
    } finally {
      heartbeat.stop();
    }
    loop.callAndWait(() -> victim);
    if (failure != null) {
      throw new ExecutionException(failure);
    }
    return Arrays.asList(results);
  }

  private List<Task<Void>> start(LeafTimes hops, Long[] results) {
    List<Task<Void>> requests = new ArrayList<>(plan.requests());
    for (int i = 0; i < plan.requests(); i++) {
      int request = i;
      requests.add(Task.start(loop, () -> calls(request, 0, hops, results)));
    }
    return requests;
  }

  /** Makes the calls of a request from one of them on. */
  private Awaitable<Void> calls(int request, int from, LeafTimes hops, Long[] results) {
    if (from == plan.calls()) {
      return Awaitable.done();
    }
    int index = plan.leafOf(request, from);
    hops.start(index);
    Awaitable<Long> call =
        plan.offloads(index)
            ? Async.runInExecutor(loop, pool, () -> leaf.call(index))
            : Awaitable.call(
                () -> Awaitable.of(plan.idle().get(index) ? (long) index : leaf.call(index)));
    return call.then(
        result -> {
          hops.end(index);
          results[index] = result;
          return calls(request, from + 1, hops, results);
        });
  }

  private static @Nullable Throwable firstFailure(List<LoopFuture<Void>> ended) {
    for (LoopFuture<Void> each : ended) {
      if (each.failure() != null) {
        return each.failure();
      }
    }
    return null;
  }
}
