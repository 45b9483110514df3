package org.asyncmark.pattern.pipeline;

/** What ends a pipeline. */
public enum PipelineShutdown {
  /** Behind all items, one end mark for each worker is put into the queue. */
  SENTINEL,
  /** Behind all items, the queue is closed; workers end when it is empty. */
  CLOSE,
  /**
   * In the middle, producers and workers are cancelled where they wait. Items that they leave in
   * the queue or at work are dropped, and counted.
   */
  CANCEL
}
