package org.asyncmark.pattern.lock;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.asyncmark.model.Model;

/** What keeps two contenders from holding one lock. The idiomatic one of a model comes first. */
public enum LockMechanism {
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

  private final List<Model> models;

  LockMechanism(Model... models) {
    this.models = List.of(models);
  }

  /** Returns the word for this mechanism on the command line and in file names. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Returns those of a model, the idiomatic one first. */
  static List<LockMechanism> of(Model model) {
    return Arrays.stream(values()).filter(each -> each.models.contains(model)).toList();
  }

  /** Tells whether those who wait get the lock in the order in which they came. */
  boolean firstComeFirstServed() {
    return this == REENTRANT_FAIR || this == ASYNC_MUTEX || this == LOOP_LOCK;
  }

  /**
   * Checks that a model has this mechanism.
   *
   * @throws IllegalArgumentException if it has not; the message names the choices
   */
  void requireOf(Model model) {
    if (!models.contains(model)) {
      throw new IllegalArgumentException(
          "model "
              + model.id()
              + " has no lock mechanism "
              + id()
              + "; choose from "
              + of(model).stream().map(LockMechanism::id).collect(Collectors.joining(", ")));
    }
  }
}
