package org.asyncmark.pattern.fanout;

import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.function.BiFunction;
import org.asyncmark.future.AsyncSemaphore;
import org.asyncmark.loop.LoopSemaphore;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.Opening;
import org.asyncmark.pattern.Stage;

/**
 * What holds the leaves of a fan-out to the limit. {@code asyncio.Semaphore} serves first who comes
 * first, and so do the semaphores of the future and loop models: the fair {@code Semaphore} is what
 * does the same work on threads, and stands first. The one that lets newcomers overtake is what the
 * JDK gives to those who do not ask.
 */
public enum FanOutMechanism implements Opening.Of<Limit, FanOut> {
  /** {@code java.util.concurrent.Semaphore}, first come, first served. */
  SEMAPHORE_FAIR(THREADS, (s, by) -> blocking(s, by, new Semaphore(by.limit(), true))),
  /** {@code java.util.concurrent.Semaphore} as it is by default: a newcomer may overtake. */
  SEMAPHORE(THREADS, (s, by) -> blocking(s, by, new Semaphore(by.limit()))),
  /** A pool with as many threads as there may be leaves at once: tasks wait in its queue. */
  POOL(
      Set.of(Model.PLATFORM),
      (s, by) -> new PoolFanOut(s.tasks(by.limit()), s.blockingLeaf(), by.waits())),
  /** {@code AsyncSemaphore}, first come, first served; its permits come as futures. */
  ASYNC_SEMAPHORE(
      FUTURE, (s, by) -> new FutureFanOut(s.futureLeaf(), new AsyncSemaphore(by.limit()), by)),
  /** {@code LoopSemaphore}, first come, first served; confined to the loop. */
  LOOP_SEMAPHORE(
      LOOP, (s, by) -> new LoopFanOut(s.loop(), s.loopLeaf(), new LoopSemaphore(by.limit()), by));

  private final Opening<Limit, FanOut> opening;

  FanOutMechanism(Set<Model> models, BiFunction<Stage, Limit, FanOut> how) {
    this.opening = new Opening<>(models, how);
  }

  @Override
  public Opening<Limit, FanOut> opening() {
    return opening;
  }

  private static FanOut blocking(Stage stage, Limit by, Semaphore permits) {
    return new BlockingFanOut(stage.tasks(), stage.blockingLeaf(), permits, by);
  }
}
