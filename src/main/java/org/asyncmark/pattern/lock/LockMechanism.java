package org.asyncmark.pattern.lock;

import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.StampedLock;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.Opening;
import org.asyncmark.pattern.Stage;

/** What keeps two contenders from holding one lock. The idiomatic one of a model comes first. */
enum LockMechanism implements Opening.Of<GuardedState, Contention> {
  /**
   * {@link ReentrantLock}. Idiomatic under both kinds of threads: the only one that is advised for
   * a lock that is held across a wait on every JDK, and that can be interrupted while it waits, as
   * {@code asyncio.Lock} can be cancelled.
   */
  REENTRANT(THREADS, blocking(() -> BlockingLock.reentrant(new ReentrantLock()))),
  /** {@code ReentrantLock(true)}: first come, first served, as {@code asyncio.Lock} is. */
  REENTRANT_FAIR(THREADS, blocking(() -> BlockingLock.reentrant(new ReentrantLock(true)))),
  /** A {@code synchronized} block. */
  SYNCHRONIZED(THREADS, blocking(() -> BlockingLock.monitor(new Object()))),
  /** The write lock of a {@link StampedLock}. */
  STAMPED(THREADS, blocking(() -> BlockingLock.stamped(new StampedLock()))),
  /** {@link org.asyncmark.future.AsyncMutex}: first come, first served. */
  ASYNC_MUTEX(FUTURE, (s, state) -> new FutureContention(s.tasks(), state, s.futureLeaf())),
  /** {@link org.asyncmark.loop.LoopLock}: first come, first served. */
  LOOP_LOCK(
      LOOP, (s, state) -> new LoopContention(s.loop(), state.plan().locks(), state, s.loopLeaf())),
  /**
   * No lock: nothing else runs on the loop until a callback ends, so that state which is touched
   * without a wait in between needs none.
   */
  CONFINEMENT(LOOP, (s, state) -> new LoopContention(s.loop(), 0, state, s.loopLeaf()));

  private final Opening<GuardedState, Contention> opening;

  LockMechanism(Set<Model> models, BiFunction<Stage, GuardedState, Contention> how) {
    this.opening = new Opening<>(models, how);
  }

  @Override
  public Opening<GuardedState, Contention> opening() {
    return opening;
  }

  /** Opens a contention with a thread for each contender. */
  private static BiFunction<Stage, GuardedState, Contention> blocking(Supplier<BlockingLock> lock) {
    return (s, state) ->
        new BlockingContention(s.tasks(state.plan().contenders()), lock, state, s.blockingLeaf());
  }
}
