package org.asyncmark.pattern.taskgroup;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.asyncmark.leaf.BlockingLeaf;
import org.asyncmark.leaf.FutureLeaf;
import org.asyncmark.leaf.Leaves;
import org.asyncmark.leaf.LoopLeaf;
import org.asyncmark.loop.EventLoop;
import org.asyncmark.measure.LeafTimes;
import org.asyncmark.pattern.ScriptedLeaf;

/**
 * A leaf that, as blocking code, cleans up when it is interrupted, for as long as the test wants.
 */
record Straggler(ScriptedLeaf leaf, AtomicInteger cleaningUp, CountDownLatch cleanedUp)
    implements Leaves {
  Straggler(ScriptedLeaf leaf) {
    this(leaf, new AtomicInteger(), new CountDownLatch(1));
  }

  @Override
  public BlockingLeaf blocking(LeafTimes times) {
    BlockingLeaf itself = leaf.blocking(times);
    return index -> {
      try {
        return itself.call(index);
      } catch (InterruptedException e) {
        cleaningUp.incrementAndGet();
        cleanedUp.await();
        cleaningUp.decrementAndGet();
        throw e;
      }
    };
  }

  @Override
  public FutureLeaf future(LeafTimes times, Executor executor) {
    return leaf.future(times, executor);
  }

  @Override
  public LoopLeaf loop(LeafTimes times, EventLoop loop) {
    return leaf.loop(times, loop);
  }
}
