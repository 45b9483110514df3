package org.asyncmark.bench;

/** What the tasks of {@link WaiterMemory} wait for. */
public enum WaitedFor {
  /** A permit of a semaphore. */
  SEMAPHORE,
  /** An item of a queue. */
  QUEUE,
  /** A lock. */
  LOCK,
  /** An event. */
  EVENT
}
