package org.asyncmark.pattern.lock;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.asyncmark.leaf.BlockingLeaf;
import org.asyncmark.leaf.FutureLeaf;
import org.asyncmark.leaf.Leaves;
import org.asyncmark.leaf.LoopLeaf;
import org.asyncmark.loop.EventLoop;
import org.asyncmark.loop.LoopFuture;
import org.asyncmark.measure.LeafTimes;
import org.jspecify.annotations.Nullable;

/**
 * What a contender does while it holds its lock, if that does not wait. It is done where the lock
 * was taken, in all models: a lock that is held while its holder queues for an executor or for the
 * loop's next turn would be held for longer than the work takes.
 *
 * @param work null if there is none
 */
record Hold(@Nullable Leaves work) implements Leaves {
  @Override
  public BlockingLeaf blocking(LeafTimes times) {
    return work == null ? index -> index : work.blocking(times);
  }

  @Override
  public FutureLeaf future(LeafTimes times, Executor executor) {
    BlockingLeaf onTheSpot = blocking(times);
    return index -> CompletableFuture.completedFuture(value(onTheSpot, index));
  }

  @Override
  public LoopLeaf loop(LeafTimes times, EventLoop loop) {
    BlockingLeaf onTheSpot = blocking(times);
    return index -> {
      LoopFuture<Long> done = new LoopFuture<>(loop);
      done.complete(value(onTheSpot, index));
      return done;
    };
  }

  private static long value(BlockingLeaf leaf, int index) {
    try {
      return leaf.call(index);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("a leaf that does not wait was cut short", e);
    } catch (IOException e) {
      throw new IllegalStateException("a leaf that does not wait was cut short", e);
    }
  }

  /**
   * Checks that a leaf gave its value, which shows that its work was done.
   *
   * @throws IllegalStateException if it gave another one
   */
  static void requireValue(int leaf, long value) {
    if (value != leaf) {
      throw new IllegalStateException("leaf " + leaf + " gave " + value);
    }
  }
}
