package org.asyncmark.pattern.gather;

import org.asyncmark.leaf.CountedLoop;
import org.asyncmark.leaf.LeafSpec;
import org.asyncmark.loop.EventLoop;
import org.asyncmark.measure.LeafTimes;
import org.asyncmark.model.Model;
import org.asyncmark.model.ModelExecutor;
import org.asyncmark.pattern.GiveBack;

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
        yield new BlockingGather(
            tasks, GiveBack.onFailure(tasks::close, () -> leaf.blocking(times)));
      }
      case FUTURE -> {
        ModelExecutor tasks = ModelExecutor.open(model, poolSize);
        yield new FutureGather(
            tasks::close,
            GiveBack.onFailure(tasks::close, () -> leaf.future(times, tasks.executor())));
      }
      case LOOP -> {
        EventLoop loop = CountedLoop.start("loop");
        yield new LoopGather(loop, GiveBack.onFailure(loop::close, () -> leaf.loop(times, loop)));
      }
    };
  }

  /**
   * Opens a gather of the future model whose leaves are blocking code on the default executor:
   * {@link GatherMechanism#DEFAULT_EXECUTOR}.
   */
  public static Gather openOnDefaultExecutor(LeafSpec leaf, LeafTimes times) {
    return new FutureGather(() -> {}, leaf.onDefaultExecutor(times));
  }
}
