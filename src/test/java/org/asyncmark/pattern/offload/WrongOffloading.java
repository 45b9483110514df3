package org.asyncmark.pattern.offload;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.asyncmark.leaf.BlockingLeaf;
import org.asyncmark.measure.LeafTimes;
import org.asyncmark.pattern.Heartbeat;
import org.asyncmark.pattern.offload.OffloadContractCanFailTest.Wrong;
import org.jspecify.annotations.Nullable;

/** An offloading that is right but for one mistake, if it is given one. */
record WrongOffloading(
    ExecutorService tasks,
    ExecutorService pool,
    BlockingLeaf leaf,
    OffloadPlan plan,
    @Nullable Wrong mistake)
    implements Offloading {
  @Override
  public List<Long> run(Heartbeat heartbeat, LeafTimes hops)
      throws ExecutionException, InterruptedException {
    List<Long> byCompletion = new CopyOnWriteArrayList<>();
    Long[] inOrder = new Long[plan.allCalls()];
    Callable<Void> victim = () -> beat(heartbeat);
    Future<Void> beating = is(Wrong.STARTS_THE_VICTIM_LAST) ? null : tasks.submit(victim);
    List<Future<?>> requests = new ArrayList<>();
    for (int i = 0; i < plan.requests(); i++) {
      int request = i;
      requests.add(tasks.submit(() -> request(request, hops, inOrder, byCompletion)));
    }
    ExecutionException failure = null;
    try {
      for (Future<?> each : requests) {
        try {
          each.get();
        } catch (ExecutionException e) {
          failure = e;
        }
      }
    } catch (InterruptedException e) {
      if (!is(Wrong.IGNORES_INTERRUPTION)) {
        requests.forEach(each -> each.cancel(true));
      }
      throw e;
    } finally {
      heartbeat.stop();
    }
    (beating == null ? tasks.submit(victim) : beating).get();
    if (failure != null && !is(Wrong.SWALLOWS_FAILURES)) {
      throw failure;
    }
    return is(Wrong.RETURNS_IN_ORDER_OF_COMPLETION) ? byCompletion : List.of(inOrder);
  }

  private Void request(int request, LeafTimes hops, Long[] inOrder, List<Long> byCompletion)
      throws Exception {
    List<Future<Long>> together = new ArrayList<>();
    Exception failure = null;
    for (int call = 0; call < plan.calls(); call++) {
      if (Thread.interrupted()) { // a call that has its answer already does not tell
        throw new InterruptedException("request " + request + " makes no further call");
      }
      int index = plan.leafOf(request, call);
      hops.start(index);
      Future<Long> made = make(index);
      together.add(made);
      if (!is(Wrong.MAKES_ALL_CALLS_AT_ONCE)) {
        try {
          inOrder[index] = made.get();
          byCompletion.add(inOrder[index]);
        } catch (ExecutionException e) {
          failure = (Exception) e.getCause();
          if (!is(Wrong.GOES_ON_AFTER_A_FAILURE)) {
            throw failure;
          }
        }
      }
      if (!is(Wrong.NOTES_NO_WAY_BACK)) {
        hops.end(index);
      }
    }
    for (int call = 0; call < together.size() && failure == null; call++) {
      inOrder[plan.leafOf(request, call)] = together.get(call).get();
    }
    if (failure != null) {
      throw failure;
    }
    return null;
  }

  private Future<Long> make(int index) {
    boolean idle = plan.idle().get(index) && !is(Wrong.WORKS_FOR_NOTHING);
    boolean leftOut = is(Wrong.LEAVES_OUT_A_CALL) && index == 1;
    return pool.submit(() -> idle || leftOut ? (long) index : leaf.call(index));
  }

  private Void beat(Heartbeat heartbeat) throws InterruptedException {
    do {
      if (!is(Wrong.DOES_NOT_WAIT_FOR_THE_BEAT)) {
        TimeUnit.NANOSECONDS.sleep(heartbeat.untilDueNanos());
      }
    } while (heartbeat.beat() && !is(Wrong.BEATS_ONCE));
    return null;
  }

  private boolean is(Wrong wanted) {
    return mistake == wanted;
  }
}
