package org.asyncmark.pattern.queue;

/** How consumers learn that there is nothing more to come, once all producers have ended. */
public enum QueueShutdown {
  /** One end mark for each consumer is put into the queue behind the items. */
  SENTINEL,
  /** The queue is closed; consumers end when it is empty: {@code Queue.shutdown()}. */
  CLOSE,
  /**
   * Each item that was dealt with is reported, the last report ends the wait for it, and then the
   * consumers are cancelled: {@code task_done()}, {@code join()}, {@code task.cancel()}.
   */
  JOIN
}
