package org.asyncmark.pattern.files;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import org.asyncmark.leaf.BlockingLeaf;
import org.asyncmark.leaf.FutureLeaf;
import org.asyncmark.leaf.Leaves;
import org.asyncmark.leaf.LoopLeaf;
import org.asyncmark.loop.Async;
import org.asyncmark.loop.EventLoop;
import org.asyncmark.loop.LoopFuture;
import org.asyncmark.measure.LeafTimes;
import org.asyncmark.model.Model;
import org.asyncmark.model.ModelExecutor;

/**
 * The work on a file as a leaf, in the three styles. Each notes its times where it opens its file
 * and when that is closed.
 *
 * @param threads of the pool that a loop offloads to, 1 and up
 */
record FileLeaves(FileWork work, int threads) implements Leaves {
  @Override
  public BlockingLeaf blocking(LeafTimes times) {
    return index -> {
      times.start(index);
      work.run(index);
      times.end(index);
      return index;
    };
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if the executor is no {@link ExecutorService}, as channels
   *     want it
   */
  @Override
  public FutureLeaf future(LeafTimes times, Executor executor) {
    if (!(executor instanceof ExecutorService service)) {
      throw new IllegalArgumentException(
          "asynchronous channels want an ExecutorService, got " + executor);
    }
    return index -> AsyncFile.start(work, index, times, service);
  }

  /**
   * {@inheritDoc}
   *
   * <p>A regular file is always ready, and selectors do not take it, so that the loop has a pool of
   * platform threads make the blocking calls.
   */
  @Override
  public LoopLeaf loop(LeafTimes times, EventLoop loop) {
    ModelExecutor pool = ModelExecutor.open(Model.PLATFORM, threads);
    BlockingLeaf leaf = blocking(times);
    return new LoopLeaf() {
      @Override
      public LoopFuture<Long> call(int index) {
        return Async.runInExecutor(loop, pool.executor(), () -> leaf.call(index));
      }

      @Override
      public void close() {
        pool.close();
      }
    };
  }
}
