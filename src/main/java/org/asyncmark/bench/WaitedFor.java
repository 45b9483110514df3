package org.asyncmark.bench;

import java.util.Locale;

/** What the tasks of {@link WaiterMemory} wait for. */
public enum WaitedFor {
  /** A permit of a semaphore. */
  SEMAPHORE,
  /** An item of a queue. */
  QUEUE,
  /** A lock. */
  LOCK,
  /** An event. */
  EVENT;

  /** Returns the word for this in tables. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
