package org.asyncmark.pattern.pipeline;

import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.asyncmark.pattern.AsyncOp;

/**
 * Producers that put items into one bounded queue, workers that take them and may fail at each, and
 * a monitor beside them, as tasks of a model: a real-time processor of asyncio. A failure ends its
 * item and not its worker. Every item that was produced has one end, whatever ends the pipeline: it
 * was processed, it has failed, or it was dropped, which happens only to a pipeline that is
 * cancelled.
 *
 * <p>Who shuts it down is part of the model: the last producer, the worker whose item cancels it,
 * or the task that started them.
 *
 * <p>The caller is a platform thread outside the model. One op at a time, but for those of
 * requests.
 */
interface Pipeline {
  /**
   * Runs one op.
   *
   * @param op cleared; gets to know of each item that is put, and of its end
   * @param monitor started when this is called; watches the queue, and is stopped by this once all
   *     producers and workers have ended and what they left was dropped. It has ended when this
   *     returns
   * @throws ExecutionException if a producer or worker failed otherwise than at an item; the others
   *     are cancelled
   * @throws InterruptedException if the calling thread was interrupted; producers and workers are
   *     cancelled then
   */
  void run(PipelineOp op, Monitor monitor) throws ExecutionException, InterruptedException;

  /**
   * Returns a pipeline of a request. It ends when all producers and workers have and what they left
   * was dropped; its monitor is stopped then and ends by itself, a period later at most.
   *
   * @param next makes the op of each request, on whatever thread begins it
   * @param monitors makes the monitor of each, started
   */
  AsyncOp<PipelineOp> op(Supplier<PipelineOp> next, Supplier<Monitor> monitors);
}
