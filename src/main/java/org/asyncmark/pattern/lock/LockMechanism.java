package org.asyncmark.pattern.lock;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.Mechanism;

/** What keeps two contenders from holding one lock. The idiomatic one of a model comes first. */
public enum LockMechanism implements Mechanism {
  /**
   * {@link java.util.concurrent.locks.ReentrantLock}. Idiomatic under both kinds of threads: the
   * only one that is advised for a lock that is held across a wait on every JDK, and that can be
   * interrupted while it waits, as {@code asyncio.Lock} can be cancelled.
   */
  REENTRANT(Model.PLATFORM, Model.VIRTUAL),
  /** {@code ReentrantLock(true)}: first come, first served, as {@code asyncio.Lock} is. */
  REENTRANT_FAIR(Model.PLATFORM, Model.VIRTUAL),
  /** A {@code synchronized} block. */
  SYNCHRONIZED(Model.PLATFORM, Model.VIRTUAL),
  /** The write lock of a {@link java.util.concurrent.locks.StampedLock}. */
  STAMPED(Model.PLATFORM, Model.VIRTUAL),
  /** {@link org.asyncmark.future.AsyncMutex}: first come, first served. */
  ASYNC_MUTEX(Model.FUTURE),
  /** {@link org.asyncmark.loop.LoopLock}: first come, first served. */
  LOOP_LOCK(Model.LOOP),
  /**
   * No lock: nothing else runs on the loop until a callback ends, so that state which is touched
   * without a wait in between needs none.
   */
  CONFINEMENT(Model.LOOP);

  private final Set<Model> models;

  LockMechanism(Model... models) {
    this.models = Set.of(models);
  }

  @Override
  public Set<Model> models() {
    return models;
  }

  /** Returns those of a model, the idiomatic one first. */
  static List<LockMechanism> of(Model model) {
    return Arrays.stream(values()).filter(each -> each.models.contains(model)).toList();
  }

  /** Tells whether those who wait get the lock in the order in which they came. */
  boolean firstComeFirstServed() {
    return this == REENTRANT_FAIR || this == ASYNC_MUTEX || this == LOOP_LOCK;
  }
}
