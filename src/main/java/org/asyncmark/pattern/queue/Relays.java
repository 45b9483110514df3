package org.asyncmark.pattern.queue;

import org.asyncmark.leaf.CountedLoop;
import org.asyncmark.leaf.LeafKind;
import org.asyncmark.leaf.LeafSpec;
import org.asyncmark.loop.EventLoop;
import org.asyncmark.measure.LeafTimes;
import org.asyncmark.model.Model;
import org.asyncmark.model.ModelExecutor;
import org.jspecify.annotations.Nullable;

/** Opens a {@link Relay} in a model: here is which class with which executor. */
public final class Relays {
  private Relays() {}

  /**
   * Opens a relay with its threads or loop.
   *
   * @param cpuTokens work of a consumer for each item, in JMH's tokens, 0 and up
   * @param poolSize threads of the pool of the future model, 1 and up; that of the platform model
   *     has one for each producer and consumer, because each blocks one
   * @param times where that work is noted; room for the items of an op
   * @param mechanism one that the model has with that capacity
   * @throws IllegalArgumentException if the queues of the model cannot do it
   * @throws IllegalStateException if this JDK does not have the model
   */
  public static Relay open(
      Model model,
      QueueMechanism mechanism,
      QueueShape shape,
      long cpuTokens,
      int poolSize,
      LeafTimes times) {
    String absence = absence(model, shape.capacity(), shape.shutdown());
    if (absence != null) {
      throw new IllegalArgumentException(absence);
    }
    LeafSpec work = cpuTokens == 0 ? null : new LeafSpec(LeafKind.CPU, cpuTokens, 0, 0, 1, 0);
    return switch (model) {
      case PLATFORM, VIRTUAL ->
          new BlockingRelay(
              ModelExecutor.open(model, shape.tasks()),
              shape,
              mechanism,
              work == null ? null : work.blocking(times));
      case FUTURE -> {
        ModelExecutor tasks = ModelExecutor.open(model, poolSize);
        yield new FutureRelay(
            tasks, shape, work == null ? null : work.future(times, tasks.executor()));
      }
      case LOOP -> {
        EventLoop loop = CountedLoop.start("loop");
        yield new LoopRelay(loop, shape, work == null ? null : work.loop(times, loop));
      }
    };
  }

  /** Returns why no queue of a model can do something, or null if one can. */
  static @Nullable String absence(Model model, int capacity, QueueShutdown shutdown) {
    return switch (model) {
      case PLATFORM, VIRTUAL ->
          shutdown == QueueShutdown.CLOSE
              ? "n/a (a BlockingQueue cannot be closed; sentinel and join end its consumers)"
              : null;
      case FUTURE -> null;
      case LOOP ->
          capacity == 0 ? "n/a (the loop's queue is asyncio's, where 0 stands for no limit)" : null;
    };
  }
}
