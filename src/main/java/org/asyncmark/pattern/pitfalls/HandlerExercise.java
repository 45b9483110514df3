package org.asyncmark.pattern.pitfalls;

import java.util.BitSet;
import java.util.concurrent.ExecutionException;
import org.asyncmark.measure.LeafTimes;
import org.asyncmark.pattern.Stage;
import org.asyncmark.pattern.offload.OffloadMechanism;
import org.asyncmark.pattern.offload.OffloadPlan;
import org.asyncmark.pattern.offload.Offloading;
import org.asyncmark.pattern.offload.Place;

/**
 * {@link Exercise} of handlers that block: those that were drawn do in place, or have a thread of a
 * pool do it; the others have nothing to wait for.
 */
record HandlerExercise(Offloading offloading, PitfallPlan plan, LeafTimes hops)
    implements Exercise {
  static Exercise open(OffloadMechanism by, Stage stage, PitfallPlan plan) {
    BitSet idle = new BitSet(plan.tasks());
    idle.set(0, plan.tasks());
    idle.andNot(plan.drawn());
    Place place = plan.byMistake() ? Place.INLINE : Place.OFFLOADED;
    int threads = Math.max(1, plan.drawn().cardinality());
    return new HandlerExercise(
        by.open(stage, new OffloadPlan(plan.tasks(), 1, idle, place, threads)),
        plan,
        LeafTimes.ofWaits(plan.check().cell(), plan.tasks(), "handler"));
  }

  @Override
  public int run() throws ExecutionException, InterruptedException {
    plan.heartbeat().start();
    plan.check().requireInOrder(offloading.run(plan.heartbeat(), hops), plan.tasks());
    return 0;
  }
}
