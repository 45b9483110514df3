package org.asyncmark.pattern.gather;

import org.asyncmark.leaf.LeafSpec;
import org.asyncmark.loop.EventLoop;
import org.asyncmark.measure.LeafTimes;
import org.asyncmark.model.Model;
import org.asyncmark.model.ModelExecutor;

/** Opens a {@link Gather} in a model: here is which class with which executor. */
public final class Gathers {
  private Gathers() {}

  /**
   * Opens a gather with its threads, loops and connections.
   *
   * @param leaf what the leaves do
   * @param poolSize threads of the pool of the platform and future models, 1 and up
   * @param times where each leaf notes when it works; room for the greatest fan-out
   * @throws IllegalStateException if this JDK does not have the model
   */
  public static Gather open(Model model, LeafSpec leaf, int poolSize, LeafTimes times) {
    switch (model) {
      case PLATFORM, VIRTUAL -> {
        return new BlockingGather(ModelExecutor.open(model, poolSize), leaf.blocking(times));
      }
      case FUTURE -> {
        ModelExecutor tasks = ModelExecutor.open(model, poolSize);
        return new FutureGather(tasks, leaf.future(times, tasks.executor()));
      }
      case LOOP -> {
        EventLoop loop = EventLoop.start("loop");
        return new LoopGather(loop, leaf.loop(times, loop));
      }
    }
    throw new AssertionError(model);
  }
}
