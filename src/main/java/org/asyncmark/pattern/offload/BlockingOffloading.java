package org.asyncmark.pattern.offload;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.asyncmark.leaf.BlockingLeaf;
import org.asyncmark.measure.LeafTimes;
import org.asyncmark.pattern.Heartbeat;
import org.jspecify.annotations.Nullable;

/**
 * {@link Offloading} as one blocking task for each request and one for the victim, on platform
 * threads or on virtual ones. An inline call is an ordinary call; for an offloaded one the task
 * waits. The victim's timer is {@code LockSupport.parkNanos}.
 *
 * @param tasks has a thread for each request and one for the victim
 */
record BlockingOffloading(
    ExecutorService tasks, ExecutorService pool, BlockingLeaf leaf, OffloadPlan plan)
    implements Offloading {
  @Override
  public List<Long> run(Heartbeat heartbeat, LeafTimes hops)
      throws ExecutionException, InterruptedException {
    Future<?> victim = tasks.submit(heartbeat::beatHere);
    Long[] results = new Long[plan.allCalls()];
    List<Callable<@Nullable Void>> requests = new ArrayList<>(plan.requests());
    for (int i = 0; i < plan.requests(); i++) {
      int request = i;
      requests.add(() -> request(request, hops, results));
    }
    List<Future<@Nullable Void>> ended;
    try {
      ended = tasks.invokeAll(requests);
    } finally {
      heartbeat.stop();
    }
    victim.get();
    for (Future<@Nullable Void> each : ended) {
      each.get();
    }
    return Arrays.asList(results);
  }

  private @Nullable Void request(int request, LeafTimes hops, Long[] results) throws Exception {
    for (int call = 0; call < plan.calls(); call++) {
      if (Thread.interrupted()) { // a call that has its answer already does not tell
        throw new InterruptedException("request " + request + " makes no further call");
      }
      int index = plan.leafOf(request, call);
      hops.start(index);
      results[index] = plan.offloads(index) ? offload(index) : inline(index);
      hops.end(index);
    }
    return null;
  }

  private long inline(int index) throws IOException, InterruptedException {
    return plan.idle().get(index) ? index : leaf.call(index);
  }

  private long offload(int index) throws Exception {
    Future<Long> call = pool.submit(() -> leaf.call(index));
    try {
      return call.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception failure ? failure : e;
    } finally {
      call.cancel(false); // of no effect but after an interrupt
    }
  }
}
