package org.asyncmark.loop.differential;

import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.Supplier;
import org.asyncmark.loop.Awaitable;
import org.asyncmark.loop.LoopCondition;
import org.asyncmark.loop.LoopLock;
import org.asyncmark.loop.LoopSemaphore;

/**
 * What locks, semaphores and conditions have in common.
 *
 * @param state its text names the state, as those of the loop's primitives do
 */
record Mutex(
    Supplier<Awaitable<Void>> acquire,
    Runnable release,
    Function<Callable<Awaitable<Void>>, Awaitable<Void>> with,
    Object state) {
  static Mutex of(LoopLock lock) {
    return new Mutex(lock::acquire, lock::release, lock::with, lock);
  }

  static Mutex of(LoopSemaphore semaphore) {
    return new Mutex(semaphore::acquire, semaphore::release, semaphore::with, semaphore);
  }

  static Mutex of(LoopCondition condition) {
    return new Mutex(condition::acquire, condition::release, condition::with, condition);
  }

  @Override
  public String toString() {
    return state.toString();
  }
}
