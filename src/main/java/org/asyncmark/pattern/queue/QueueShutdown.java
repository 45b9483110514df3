package org.asyncmark.pattern.queue;

import java.util.Arrays;
import java.util.List;

/** How consumers learn that there is nothing more to come, once all producers have ended. */
public enum QueueShutdown {
  /** One end mark for each consumer is put into the queue behind the items. */
  SENTINEL("sentinel"),
  /** The queue is closed; consumers end when it is empty: {@code Queue.shutdown()}. */
  CLOSE("close"),
  /**
   * Each item that was dealt with is reported, the last report ends the wait for it, and then the
   * consumers are cancelled: {@code task_done()}, {@code join()}, {@code task.cancel()}.
   */
  JOIN("join");

  private final String id;

  QueueShutdown(String id) {
    this.id = id;
  }

  /** Returns the word for this on the command line and in file names. */
  public String id() {
    return id;
  }

  /** Returns the words for all, in order. */
  static List<String> ids() {
    return Arrays.stream(values()).map(QueueShutdown::id).toList();
  }

  /**
   * Returns the constant with an id.
   *
   * @throws java.util.NoSuchElementException if there is none
   */
  static QueueShutdown of(String id) {
    return Arrays.stream(values()).filter(each -> each.id.equals(id)).findFirst().orElseThrow();
  }
}
