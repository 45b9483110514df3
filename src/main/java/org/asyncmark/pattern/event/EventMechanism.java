package org.asyncmark.pattern.event;

import static org.asyncmark.model.Model.FUTURE;
import static org.asyncmark.model.Model.LOOP;
import static org.asyncmark.model.Model.PLATFORM;
import static org.asyncmark.model.Model.VIRTUAL;

import java.util.Set;
import java.util.function.BiFunction;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.Mechanism;
import org.asyncmark.pattern.Releases;
import org.asyncmark.pattern.Stage;
import org.asyncmark.pattern.Waiters;
import org.asyncmark.pattern.WaitingThreads;

/** What waiters of an event wait on. */
enum EventMechanism implements Mechanism {
  /** {@code CountDownLatch} of one, a new one for each event: it cannot be reset. */
  LATCH(
      (s, releases) ->
          new BlockingEventWaiters(WaitingThreads.open(s, releases), new LatchFlag(), releases),
      PLATFORM,
      VIRTUAL),
  /** A flag under a {@code ReentrantLock} with a condition, which can be cleared as in asyncio. */
  CONDITION(
      (s, releases) ->
          new BlockingEventWaiters(WaitingThreads.open(s, releases), new ConditionFlag(), releases),
      PLATFORM,
      VIRTUAL),
  /** {@code AsyncEvent}. */
  ASYNC_EVENT((s, releases) -> new FutureEventWaiters(s.tasks(), releases), FUTURE),
  /** {@code LoopEvent}, confined to the loop. */
  LOOP_EVENT((s, releases) -> new LoopEventWaiters(s.loop(), releases), LOOP);

  private final BiFunction<Stage, Releases, Waiters> opening;
  private final Set<Model> models;

  EventMechanism(BiFunction<Stage, Releases, Waiters> opening, Model... models) {
    this.opening = opening;
    this.models = Set.of(models);
  }

  Waiters open(Stage stage, Releases releases) {
    return opening.apply(stage, releases);
  }

  @Override
  public Set<Model> models() {
    return models;
  }
}
