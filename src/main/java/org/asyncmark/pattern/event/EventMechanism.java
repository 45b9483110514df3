package org.asyncmark.pattern.event;

import java.util.Set;
import java.util.function.BiFunction;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.Opening;
import org.asyncmark.pattern.Releases;
import org.asyncmark.pattern.Stage;
import org.asyncmark.pattern.Waiters;
import org.asyncmark.pattern.WaitingThreads;

/** What waiters of an event wait on. */
enum EventMechanism implements Opening.Of<Releases, Waiters> {
  /** {@code CountDownLatch} of one, a new one for each event: it cannot be reset. */
  LATCH(THREADS, (s, releases) -> blocking(s, releases, new Flag.OfLatch())),
  /** A flag under a {@code ReentrantLock} with a condition, which can be cleared as in asyncio. */
  CONDITION(THREADS, (s, releases) -> blocking(s, releases, new Flag.OfCondition())),
  /** {@code AsyncEvent}. */
  ASYNC_EVENT(FUTURE, (s, releases) -> new FutureEventWaiters(s.tasks(), releases)),
  /** {@code LoopEvent}, confined to the loop. */
  LOOP_EVENT(LOOP, (s, releases) -> new LoopEventWaiters(s.loop(), releases));

  private final Opening<Releases, Waiters> opening;

  EventMechanism(Set<Model> models, BiFunction<Stage, Releases, Waiters> how) {
    this.opening = new Opening<>(models, how);
  }

  @Override
  public Opening<Releases, Waiters> opening() {
    return opening;
  }

  private static Waiters blocking(Stage stage, Releases releases, Flag flag) {
    return new BlockingEventWaiters(WaitingThreads.open(stage, releases), flag, releases);
  }
}
