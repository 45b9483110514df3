package org.asyncmark.pattern.lock;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.asyncmark.leaf.BlockingLeaf;
import org.asyncmark.leaf.FutureLeaf;
import org.asyncmark.leaf.LeafKind;
import org.asyncmark.leaf.LeafSpec;
import org.asyncmark.leaf.LoopLeaf;
import org.asyncmark.loop.EventLoop;
import org.asyncmark.loop.LoopFuture;
import org.asyncmark.measure.LeafTimes;
import org.jspecify.annotations.Nullable;

/**
 * What a contender does while it holds its lock, in the three styles. What does not wait is done
 * where the lock was taken, in all models: a lock that is held while its holder queues for an
 * executor or for the loop's next turn would be held for longer than the work takes.
 *
 * @param leaf the work; null if there is none
 * @param times where each leaf notes when it works; not used if there is none
 */
record Hold(@Nullable LeafSpec leaf, LeafTimes times) {
  BlockingLeaf blocking() {
    return leaf == null ? index -> index : leaf.blocking(times);
  }

  FutureLeaf future(Executor executor) {
    if (leaf != null && leaf.kind() != LeafKind.CPU) {
      return leaf.future(times, executor);
    }
    BlockingLeaf onTheSpot = blocking();
    return index -> {
      try {
        return CompletableFuture.completedFuture(onTheSpot.call(index));
      } catch (IOException e) {
        return CompletableFuture.failedFuture(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return CompletableFuture.failedFuture(e);
      }
    };
  }

  LoopLeaf loop(EventLoop loop) {
    if (leaf != null && leaf.kind() != LeafKind.CPU) {
      return leaf.loop(times, loop);
    }
    BlockingLeaf onTheSpot = blocking();
    return index -> {
      LoopFuture<Long> done = new LoopFuture<>(loop);
      try {
        done.complete(onTheSpot.call(index));
      } catch (IOException e) {
        done.fail(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        done.fail(e);
      }
      return done;
    };
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
