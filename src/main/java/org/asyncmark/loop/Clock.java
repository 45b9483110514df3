package org.asyncmark.loop;

import java.util.concurrent.locks.LockSupport;

/** The time by which a loop runs. A test has one that it moves by hand. */
@FunctionalInterface
public interface Clock {
  /** The machine's clock, which never goes back. */
  Clock SYSTEM = System::nanoTime;

  /**
   * Returns the time in nanoseconds from an arbitrary origin, so that only differences mean
   * something; from any thread.
   */
  long nanos();

  /**
   * Keeps the calling thread from running for about a time.
   *
   * @param nanos 0 or more; may end early
   */
  default void pause(long nanos) {
    LockSupport.parkNanos(this, nanos);
  }
}
