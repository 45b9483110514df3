package org.asyncmark.leaf;

import java.util.concurrent.Executor;
import org.asyncmark.loop.EventLoop;
import org.asyncmark.measure.LeafTimes;
import org.jspecify.annotations.Nullable;

/**
 * A timer or http leaf each call of which goes by a plan: the wait and whether it fails are those
 * of its index. One that fails throws an {@link java.io.IOException}; over http it is what the
 * server answers. The timer of one that is cancelled is cancelled with it, in all models.
 *
 * @param spec what there is of it that is no plan
 * @param connects where an http leaf notes when it connects, if each call has a connection of its
 *     own; null if connections are kept
 */
record PlannedLeaf(LeafSpec spec, LeafPlan plan, @Nullable LeafTimes connects) implements Leaves {
  PlannedLeaf {
    if (spec.kind() == LeafKind.CPU) {
      throw new IllegalArgumentException("a cpu leaf does not wait: plan timer or http leaves");
    }
  }

  @Override
  public BlockingLeaf blocking(LeafTimes times) {
    return spec.kind() == LeafKind.TIMER
        ? TimerLeaf.blocking(plan, times)
        : HttpLeaf.blocking(target(), spec.connections(), new RequestTimes(times, connects));
  }

  @Override
  public FutureLeaf future(LeafTimes times, Executor executor) {
    return spec.kind() == LeafKind.TIMER
        ? TimerLeaf.cancellable(plan, times, executor)
        : HttpLeaf.future(target(), spec.connections(), new RequestTimes(times, connects));
  }

  @Override
  public LoopLeaf loop(LeafTimes times, EventLoop loop) {
    return spec.kind() == LeafKind.TIMER
        ? TimerLeaf.loop(plan, times, loop)
        : HttpLeaf.loop(target(), spec.connections(), new RequestTimes(times, connects), loop);
  }

  private HttpTarget target() {
    return spec.target(plan);
  }
}
