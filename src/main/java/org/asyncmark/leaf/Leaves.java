package org.asyncmark.leaf;

import java.util.concurrent.Executor;
import org.asyncmark.loop.EventLoop;
import org.asyncmark.measure.LeafTimes;

/**
 * What opens the leaves of a cell in the three styles: those that are measured, or those that a
 * contract scripts. Each call opens connections of its own; the caller closes what it has opened.
 */
public interface Leaves {
  /**
   * Opens the leaf as blocking code.
   *
   * @param times where each leaf notes when it works
   * @throws org.asyncmark.EnvironmentException if there is no backend to connect to
   */
  BlockingLeaf blocking(LeafTimes times);

  /**
   * Opens the leaf for composition.
   *
   * @param times where each leaf notes when it works
   * @param executor runs what of the leaf is not I/O
   * @throws org.asyncmark.EnvironmentException if there is no backend to connect to
   */
  FutureLeaf future(LeafTimes times, Executor executor);

  /**
   * Opens the leaf on a loop.
   *
   * @param times where each leaf notes when it works
   * @param loop the loop that the leaves will be called on
   * @throws org.asyncmark.EnvironmentException if there is no backend to connect to
   */
  LoopLeaf loop(LeafTimes times, EventLoop loop);

  /**
   * Opens the leaf as blocking code in {@code supplyAsync} without an executor. Cancelling does not
   * end one that runs.
   *
   * @param times where each leaf notes when it works
   */
  default FutureLeaf onDefaultExecutor(LeafTimes times) {
    return new DefaultExecutorLeaf(blocking(times));
  }
}
