package org.asyncmark.pattern.pitfalls;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.asyncmark.leaf.BlockingLeaf;
import org.asyncmark.leaf.FutureLeaf;
import org.asyncmark.leaf.Leaves;
import org.asyncmark.leaf.LoopLeaf;
import org.asyncmark.loop.EventLoop;
import org.asyncmark.loop.LoopFuture;
import org.asyncmark.measure.LeafTimes;

/** Leaves that know how many of them are open. */
final class OpenLeaves implements Leaves {
  private final Leaves inner;
  private final AtomicInteger opened = new AtomicInteger();
  private final AtomicInteger closed = new AtomicInteger();

  OpenLeaves(Leaves inner) {
    this.inner = inner;
  }

  int open() {
    return opened.get() - closed.get();
  }

  int everOpened() {
    return opened.get();
  }

  @Override
  public BlockingLeaf blocking(LeafTimes times) {
    BlockingLeaf leaf = inner.blocking(times);
    opened.incrementAndGet();
    return new BlockingLeaf() {
      @Override
      public long call(int index) throws java.io.IOException, InterruptedException {
        return leaf.call(index);
      }

      @Override
      public void close() {
        closed.incrementAndGet();
        leaf.close();
      }
    };
  }

  @Override
  public FutureLeaf future(LeafTimes times, Executor executor) {
    FutureLeaf leaf = inner.future(times, executor);
    opened.incrementAndGet();
    return new FutureLeaf() {
      @Override
      public CompletableFuture<Long> call(int index) {
        return leaf.call(index);
      }

      @Override
      public void close() {
        closed.incrementAndGet();
        leaf.close();
      }
    };
  }

  @Override
  public LoopLeaf loop(LeafTimes times, EventLoop loop) {
    LoopLeaf leaf = inner.loop(times, loop);
    opened.incrementAndGet();
    return new LoopLeaf() {
      @Override
      public LoopFuture<Long> call(int index) {
        return leaf.call(index);
      }

      @Override
      public void close() {
        closed.incrementAndGet();
        leaf.close();
      }
    };
  }
}
