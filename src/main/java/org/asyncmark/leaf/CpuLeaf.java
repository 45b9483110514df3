package org.asyncmark.leaf;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.asyncmark.loop.EventLoop;
import org.asyncmark.loop.LoopFuture;
import org.asyncmark.measure.LeafTimes;
import org.openjdk.jmh.infra.Blackhole;

/** The leaf that computes. */
final class CpuLeaf {
  private CpuLeaf() {}

  static BlockingLeaf blocking(long tokens, LeafTimes times) {
    return index -> work(index, tokens, times);
  }

  static FutureLeaf future(long tokens, LeafTimes times, Executor executor) {
    return index -> CompletableFuture.supplyAsync(() -> work(index, tokens, times), executor);
  }

  /**
   * A leaf is a callback of its own, as a coroutine is a task of its own: it starts in the loop's
   * next turn.
   */
  static LoopLeaf loop(long tokens, LeafTimes times, EventLoop loop) {
    return index -> {
      LoopFuture<Long> future = new LoopFuture<>(loop);
      loop.callSoon(
          () -> {
            if (!future.isDone()) {
              future.complete(work(index, tokens, times));
            }
          });
      return future;
    };
  }

  private static long work(int index, long tokens, LeafTimes times) {
    times.start(index);
    Blackhole.consumeCPU(tokens);
    times.end(index);
    return index;
  }
}
