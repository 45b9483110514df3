package org.asyncmark.pattern.fanout;

import java.util.concurrent.Semaphore;
import org.asyncmark.future.AsyncSemaphore;
import org.asyncmark.leaf.CountedLoop;
import org.asyncmark.leaf.LeafSpec;
import org.asyncmark.loop.EventLoop;
import org.asyncmark.loop.LoopSemaphore;
import org.asyncmark.measure.LeafTimes;
import org.asyncmark.model.Model;
import org.asyncmark.model.ModelExecutor;
import org.asyncmark.pattern.GiveBack;

/** Opens a {@link FanOut} in a model: here is which class with which executor and semaphore. */
public final class FanOuts {
  private FanOuts() {}

  /**
   * What is opened.
   *
   * @param mechanism one of the model's
   * @param limit leaves at work at once, 1 and up
   * @param place where the permit of a leaf is taken; ignored if the mechanism is a pool
   * @param poolSize threads of the pool of the platform and future models, 1 and up; ignored if the
   *     mechanism is a pool, which has {@code limit} threads
   */
  public record Spec(
      Model model, FanOutMechanism mechanism, int limit, PermitPlace place, int poolSize) {
    public Spec {
      if (limit < 1) {
        throw new IllegalArgumentException("limit must be 1 or more, got " + limit);
      }
      if (!mechanism.models().contains(model)) {
        throw new IllegalArgumentException(
            "model " + model.id() + " has no mechanism " + mechanism.id());
      }
    }
  }

  /**
   * Opens a fan-out with its threads, loops and connections.
   *
   * @param leaf what the leaves do
   * @param times where each leaf notes when it works; room for the greatest fan-out
   * @param waits where each leaf notes when it waits for its permit; as much room
   * @throws IllegalStateException if this JDK does not have the model
   */
  public static FanOut open(Spec spec, LeafSpec leaf, LeafTimes times, LeafTimes waits) {
    int limit = spec.limit();
    PermitPlace place = spec.place();
    switch (spec.mechanism()) {
      case SEMAPHORE_FAIR, SEMAPHORE -> {
        boolean fair = spec.mechanism() == FanOutMechanism.SEMAPHORE_FAIR;
        ModelExecutor tasks = ModelExecutor.open(spec.model(), spec.poolSize());
        return new BlockingFanOut(
            tasks,
            GiveBack.onFailure(tasks::close, () -> leaf.blocking(times)),
            new Semaphore(limit, fair),
            place,
            waits);
      }
      case POOL -> {
        ModelExecutor tasks = ModelExecutor.open(spec.model(), limit);
        return new PoolFanOut(
            tasks, GiveBack.onFailure(tasks::close, () -> leaf.blocking(times)), waits);
      }
      case ASYNC_SEMAPHORE -> {
        ModelExecutor tasks = ModelExecutor.open(spec.model(), spec.poolSize());
        return new FutureFanOut(
            tasks,
            GiveBack.onFailure(tasks::close, () -> leaf.future(times, tasks.executor())),
            new AsyncSemaphore(limit),
            place,
            waits);
      }
      case LOOP_SEMAPHORE -> {
        EventLoop loop = CountedLoop.start("loop");
        return new LoopFanOut(
            loop,
            GiveBack.onFailure(loop::close, () -> leaf.loop(times, loop)),
            new LoopSemaphore(limit),
            place,
            waits);
      }
    }
    throw new AssertionError(spec.mechanism());
  }
}
