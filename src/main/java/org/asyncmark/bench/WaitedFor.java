package org.asyncmark.bench;

/** What the tasks of {@link WaiterMemory} wait for. */
public enum WaitedFor {
  SEMAPHORE,
  QUEUE,
  LOCK,
  EVENT
}
