package org.asyncmark.pattern;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.asyncmark.leaf.LeafPlan;

/**
 * The plans of ops that are under way at the same time: a number of them, all drawn beforehand, of
 * which each op takes the next. An index of a leaf says whose leaf it is: those of an op's leaves
 * follow on those of the op before. From any thread.
 *
 * @param <P> the plan of one op
 */
public final class PlannedOps<P extends LeafPlan> implements LeafPlan {
  /** So many that the tail of what is drawn is among them; fewer where ops are large. */
  private static final int MOST_OPS = 64;

  private static final int MOST_LEAVES = 1_000_000;

  private final List<P> plans;
  private final int leavesOfOp;
  private final AtomicInteger taken = new AtomicInteger();

  /**
   * Draws the plans.
   *
   * @param leavesOfOp leaves of each, 1 and up
   * @param draw returns another one each time
   */
  public PlannedOps(int leavesOfOp, Supplier<P> draw) {
    this.leavesOfOp = leavesOfOp;
    this.plans =
        Stream.generate(draw)
            .limit(Math.max(1, Math.min(MOST_OPS, MOST_LEAVES / leavesOfOp)))
            .toList();
  }

  /**
   * The plan of an op.
   *
   * @param firstLeaf index of its first leaf
   * @param <P> the plan
   */
  public record Taken<P>(P plan, int firstLeaf) {}

  /** Returns the plan of the next op; behind the last one comes the first again. */
  public Taken<P> next() {
    int op = Math.floorMod(taken.getAndIncrement(), plans.size());
    return new Taken<>(plans.get(op), op * leavesOfOp);
  }

  /** Returns the leaves of all ops. */
  public int leaves() {
    return plans.size() * leavesOfOp;
  }

  @Override
  public Duration delay(int index) {
    return plans.get(index / leavesOfOp).delay(index % leavesOfOp);
  }

  @Override
  public boolean fails(int index) {
    return plans.get(index / leavesOfOp).fails(index % leavesOfOp);
  }
}
