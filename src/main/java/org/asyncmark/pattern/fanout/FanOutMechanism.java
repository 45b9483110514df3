package org.asyncmark.pattern.fanout;

import static org.asyncmark.model.Model.FUTURE;
import static org.asyncmark.model.Model.LOOP;
import static org.asyncmark.model.Model.PLATFORM;
import static org.asyncmark.model.Model.VIRTUAL;

import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.function.BiFunction;
import org.asyncmark.future.AsyncSemaphore;
import org.asyncmark.loop.LoopSemaphore;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.Mechanism;
import org.asyncmark.pattern.Stage;

/**
 * What holds the leaves of a fan-out to the limit. {@code asyncio.Semaphore} serves first who comes
 * first, and so do the semaphores of the future and loop models: the fair {@code Semaphore} is what
 * does the same work on threads, and stands first. The one that lets newcomers overtake is what the
 * JDK gives to those who do not ask.
 */
enum FanOutMechanism implements Mechanism {
  /** {@code java.util.concurrent.Semaphore}, first come, first served. */
  SEMAPHORE_FAIR(
      (s, by) ->
          new BlockingFanOut(s.tasks(), s.blockingLeaf(), new Semaphore(by.limit(), true), by),
      PLATFORM,
      VIRTUAL),
  /** {@code java.util.concurrent.Semaphore} as it is by default: a newcomer may overtake. */
  SEMAPHORE(
      (s, by) -> new BlockingFanOut(s.tasks(), s.blockingLeaf(), new Semaphore(by.limit()), by),
      PLATFORM,
      VIRTUAL),
  /** A pool with as many threads as there may be leaves at once: tasks wait in its queue. */
  POOL((s, by) -> new PoolFanOut(s.tasks(by.limit()), s.blockingLeaf(), by.waits()), PLATFORM),
  /** {@code AsyncSemaphore}, first come, first served; its permits come as futures. */
  ASYNC_SEMAPHORE(
      (s, by) -> new FutureFanOut(s.futureLeaf(), new AsyncSemaphore(by.limit()), by), FUTURE),
  /** {@code LoopSemaphore}, first come, first served; confined to the loop. */
  LOOP_SEMAPHORE(
      (s, by) -> new LoopFanOut(s.loop(), s.loopLeaf(), new LoopSemaphore(by.limit()), by), LOOP);

  private final BiFunction<Stage, Limit, FanOut> opening;
  private final Set<Model> models;

  FanOutMechanism(BiFunction<Stage, Limit, FanOut> opening, Model... models) {
    this.opening = opening;
    this.models = Set.of(models);
  }

  FanOut open(Stage stage, Limit limit) {
    return opening.apply(stage, limit);
  }

  @Override
  public Set<Model> models() {
    return models;
  }
}
