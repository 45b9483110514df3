package org.asyncmark.pattern.wait;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.asyncmark.leaf.BlockingLeaf;
import org.asyncmark.leaf.FutureLeaf;
import org.asyncmark.leaf.Leaves;
import org.asyncmark.leaf.LoopLeaf;
import org.asyncmark.loop.Awaitable;
import org.asyncmark.loop.EventLoop;
import org.asyncmark.loop.LoopFuture;
import org.asyncmark.loop.Task;
import org.asyncmark.measure.LeafTimes;
import org.asyncmark.pattern.ScriptedLeaf;

/**
 * A scripted leaf that takes its time to end once it is cancelled.
 *
 * @param gone when those that were cancelled have ended
 */
record LingeringLeaf(ScriptedLeaf script, CompletableFuture<Void> gone) implements Leaves {
  @Override
  public BlockingLeaf blocking(LeafTimes times) {
    BlockingLeaf leaf = script.blocking(times);
    return index -> {
      try {
        return leaf.call(index);
      } catch (InterruptedException e) {
        gone.join();
        throw e;
      }
    };
  }

  @Override
  public FutureLeaf future(LeafTimes times, Executor executor) {
    FutureLeaf leaf = script.future(times, executor);
    return new FutureLeaf() {
      @Override
      public CompletableFuture<Long> call(int index) {
        return leaf.call(index);
      }

      @Override
      public CompletableFuture<Void> givenBack() {
        return gone;
      }
    };
  }

  @Override
  public LoopLeaf loop(LeafTimes times, EventLoop loop) {
    LoopLeaf leaf = script.loop(times, loop);
    return index ->
        Task.start(
            loop,
            () ->
                leaf.call(index)
                    .except(
                        CancellationException.class,
                        cancelled ->
                            lingering(loop)
                                .then(
                                    none -> {
                                      throw cancelled;
                                    })));
  }

  private Awaitable<Void> lingering(EventLoop loop) {
    LoopFuture<Void> lingering = new LoopFuture<>(loop);
    gone.thenRun(() -> loop.callSoonThreadsafe(() -> lingering.complete(null)));
    return lingering;
  }
}
