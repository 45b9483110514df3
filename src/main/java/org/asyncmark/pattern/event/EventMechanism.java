package org.asyncmark.pattern.event;

import java.util.Set;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.Mechanism;

/** What waiters of an event wait on. */
public enum EventMechanism implements Mechanism {
  /** {@code CountDownLatch} of one, a new one for each event: it cannot be reset. */
  LATCH(Set.of(Model.PLATFORM, Model.VIRTUAL)),
  /** A flag under a {@code ReentrantLock} with a condition, which can be cleared as in asyncio. */
  CONDITION(Set.of(Model.PLATFORM, Model.VIRTUAL)),
  /** {@code AsyncEvent}. */
  ASYNC_EVENT(Set.of(Model.FUTURE)),
  /** {@code LoopEvent}, confined to the loop. */
  LOOP_EVENT(Set.of(Model.LOOP));

  private final Set<Model> models;

  EventMechanism(Set<Model> models) {
    this.models = models;
  }

  @Override
  public Set<Model> models() {
    return models;
  }
}
