package org.asyncmark.pattern;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.asyncmark.leaf.BlockingLeaf;
import org.asyncmark.leaf.FutureLeaf;
import org.asyncmark.leaf.Leaves;
import org.asyncmark.leaf.LoopLeaf;
import org.asyncmark.loop.EventLoop;
import org.asyncmark.loop.LoopFuture;
import org.asyncmark.measure.LeafTimes;

/**
 * A leaf that does not end until it is cancelled, and then takes a while to: a thread that is
 * interrupted cleans up, what a future stands for is given back later. A future of a loop has no
 * such time. Counts the leaves that are under way.
 */
public final class LingeringLeaf implements Leaves {
  private static final long LINGER_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
  private static final CountDownLatch NEVER = new CountDownLatch(1);

  private final AtomicInteger running = new AtomicInteger();

  /** Returns how many leaves are under way. */
  public int running() {
    return running.get();
  }

  @Override
  public BlockingLeaf blocking(LeafTimes times) {
    return index -> {
      running.incrementAndGet();
      try {
        NEVER.await();
        return index;
      } finally {
        long until = System.nanoTime() + LINGER_NANOS;
        while (until - System.nanoTime() > 0) {
          LockSupport.parkNanos(until - System.nanoTime());
        }
        running.decrementAndGet();
      }
    };
  }

  @Override
  public FutureLeaf future(LeafTimes times, Executor executor) {
    List<CompletableFuture<Void>> ends = new CopyOnWriteArrayList<>();
    return new FutureLeaf() {
      @Override
      public CompletableFuture<Long> call(int index) {
        running.incrementAndGet();
        CompletableFuture<Long> leaf = new CompletableFuture<>();
        leaf.whenComplete(
            (value, failure) ->
                ends.add(
                    CompletableFuture.runAsync(
                        running::decrementAndGet,
                        CompletableFuture.delayedExecutor(LINGER_NANOS, TimeUnit.NANOSECONDS))));
        return leaf;
      }

      @Override
      public CompletableFuture<Void> givenBack() {
        return CompletableFuture.allOf(ends.toArray(new CompletableFuture<?>[0]));
      }
    };
  }

  @Override
  public LoopLeaf loop(LeafTimes times, EventLoop loop) {
    return index -> {
      running.incrementAndGet();
      LoopFuture<Long> leaf = new LoopFuture<>(loop);
      leaf.onDone(done -> running.decrementAndGet());
      return leaf;
    };
  }
}
