package org.asyncmark.pattern.breaker;

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
import org.openjdk.jmh.infra.Blackhole;

/**
 * A call that computes for a moment, where it is made, and succeeds or fails: nothing waits, so
 * that the price of a breaker shows beside it. It notes no times. Whether it fails is said while
 * none is under way.
 */
final class InlineCall implements Leaves {
  /** Made once: its stack trace would cost more than all the rest. */
  private final IOException failure = new IOException("the call fails by plan");

  private final long cpuTokens;
  private boolean failing;

  InlineCall(long cpuTokens) {
    this.cpuTokens = cpuTokens;
  }

  /** Says whether calls fail from now on. */
  void fail(boolean fails) {
    failing = fails;
  }

  private long call(int index) throws IOException {
    Blackhole.consumeCPU(cpuTokens);
    if (failing) {
      throw failure;
    }
    return index;
  }

  @Override
  public BlockingLeaf blocking(LeafTimes times) {
    return this::call;
  }

  @Override
  public FutureLeaf future(LeafTimes times, Executor executor) {
    return index -> {
      try {
        return CompletableFuture.completedFuture(call(index));
      } catch (IOException e) {
        return CompletableFuture.failedFuture(e);
      }
    };
  }

  @Override
  public LoopLeaf loop(LeafTimes times, EventLoop loop) {
    return index -> {
      LoopFuture<Long> future = new LoopFuture<>(loop);
      try {
        future.complete(call(index));
      } catch (IOException e) {
        future.fail(e);
      }
      return future;
    };
  }
}
