package org.asyncmark.pattern.queue;

/**
 * What one op passes through its queue, and how.
 *
 * @param capacity items that the queue holds before a put has to wait: {@link #UNBOUNDED}, or 0 for
 *     a put that waits until its item is taken
 * @param producers number of tasks that put, 1 and up
 * @param consumers number of tasks that take, 1 and up
 * @param items number of items of all producers together, 0 and up
 * @param shutdown how the consumers learn of the end
 */
public record QueueShape(
    int capacity, int producers, int consumers, int items, QueueShutdown shutdown) {
  /** The capacity of a queue in which a put never waits. */
  public static final int UNBOUNDED = Integer.MAX_VALUE;

  public QueueShape {
    require(capacity >= 0, "capacity must be 0 or more, got ", capacity);
    require(producers >= 1, "producers must be 1 or more, got ", producers);
    require(consumers >= 1, "consumers must be 1 or more, got ", consumers);
    require(items >= 0, "items must be 0 or more, got ", items);
  }

  /** Returns the number of tasks of an op. */
  int tasks() {
    return producers + consumers;
  }

  /**
   * Returns the first item of a producer. It ends before the first one of the next producer.
   *
   * @param producer 0 to {@link #producers}; the items of the last one end before that of {@link
   *     #producers}
   */
  int firstItem(int producer) {
    return (int) ((long) items * producer / producers);
  }

  private static void require(boolean holds, String message, int got) {
    if (!holds) {
      throw new IllegalArgumentException(message + got);
    }
  }
}
