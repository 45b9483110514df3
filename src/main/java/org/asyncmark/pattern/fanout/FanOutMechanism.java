package org.asyncmark.pattern.fanout;

import java.util.Set;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.Mechanism;

/**
 * What holds the leaves of a fan-out to the limit. {@code asyncio.Semaphore} serves first who comes
 * first, and so do the semaphores of the future and loop models: the fair {@code Semaphore} is what
 * does the same work on threads, and stands first. The one that lets newcomers overtake is what the
 * JDK gives to those who do not ask.
 */
public enum FanOutMechanism implements Mechanism {
  /** {@code java.util.concurrent.Semaphore}, first come, first served. */
  SEMAPHORE_FAIR(Set.of(Model.PLATFORM, Model.VIRTUAL)),
  /** {@code java.util.concurrent.Semaphore} as it is by default: a newcomer may overtake. */
  SEMAPHORE(Set.of(Model.PLATFORM, Model.VIRTUAL)),
  /** A pool with as many threads as there may be leaves at once: tasks wait in its queue. */
  POOL(Set.of(Model.PLATFORM)),
  /** {@code AsyncSemaphore}, first come, first served; its permits come as futures. */
  ASYNC_SEMAPHORE(Set.of(Model.FUTURE)),
  /** {@code LoopSemaphore}, first come, first served; confined to the loop. */
  LOOP_SEMAPHORE(Set.of(Model.LOOP));

  private final Set<Model> models;

  FanOutMechanism(Set<Model> models) {
    this.models = models;
  }

  @Override
  public Set<Model> models() {
    return models;
  }
}
