package org.asyncmark.pattern.gather;

import java.util.function.Supplier;
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
    return switch (model) {
      case PLATFORM, VIRTUAL -> {
        ModelExecutor tasks = ModelExecutor.open(model, poolSize);
        yield new BlockingGather(tasks, orGiveBack(tasks::close, () -> leaf.blocking(times)));
      }
      case FUTURE -> {
        ModelExecutor tasks = ModelExecutor.open(model, poolSize);
        yield new FutureGather(
            tasks, orGiveBack(tasks::close, () -> leaf.future(times, tasks.executor())));
      }
      case LOOP -> {
        EventLoop loop = EventLoop.start("loop");
        yield new LoopGather(loop, orGiveBack(loop::close, () -> leaf.loop(times, loop)));
      }
    };
  }

  /** Opens a leaf, and gives back what was opened for it if that fails. */
  private static <T> T orGiveBack(Runnable giveBack, Supplier<T> leaf) {
    boolean opened = false;
    try {
      T result = leaf.get();
      opened = true;
      return result;
    } finally {
      if (!opened) {
        giveBack.run();
      }
    }
  }
}
