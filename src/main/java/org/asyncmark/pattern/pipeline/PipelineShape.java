package org.asyncmark.pattern.pipeline;

/**
 * What goes through a pipeline in one op, and how it ends.
 *
 * @param capacity items that the queue holds, 1 and up
 * @param producers number of tasks that put, 1 and up
 * @param workers number of tasks that take, 1 and up
 * @param items number of items of all producers together, 1 and up
 * @param shutdown what ends it
 */
public record PipelineShape(
    int capacity, int producers, int workers, int items, PipelineShutdown shutdown) {
  public PipelineShape {
    if (Math.min(Math.min(capacity, producers), Math.min(workers, items)) < 1) {
      throw new IllegalArgumentException(
          "a pipeline has at least one place, producer, worker and item, got "
              + String.join(", ", "" + capacity, "" + producers, "" + workers, "" + items));
    }
  }

  /** Returns the number of its tasks: workers, then producers. The monitor is none of them. */
  int tasks() {
    return workers + producers;
  }

  /**
   * Returns the first item of a producer. It ends before the first one of the next producer.
   *
   * @param producer 0 to {@link #producers}
   */
  int firstItem(int producer) {
    return (int) ((long) items * producer / producers);
  }

  /**
   * Tells whether a pipeline is cancelled when this item has its end: one in the middle of those of
   * the last producer.
   */
  boolean cancelsAfter(Long item) {
    return shutdown == PipelineShutdown.CANCEL && item == (firstItem(producers - 1) + items) / 2;
  }

  /** Returns the same with another end. */
  PipelineShape with(PipelineShutdown other) {
    return new PipelineShape(capacity, producers, workers, items, other);
  }
}
