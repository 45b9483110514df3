package org.asyncmark.pattern.stream;

import java.util.concurrent.ExecutionException;

/**
 * A source of items and a consumer that takes them one after the other, as tasks of a model: an
 * asynchronous generator under {@code async for}.
 *
 * <p>The source opens what it needs, begins one item after the other, and frees what it needs when
 * it ends, whatever ends it. Back-pressure: it begins an item only when that before it is on its
 * way, which it is when no more than {@link StreamShape#ahead} items wait for the consumer, and
 * with 0 when the consumer has it. So it is never more than {@code ahead + 1} items in front of the
 * consumer: those that wait, and the one in its hand.
 *
 * <p>The end of the source, and its failure, come to the consumer behind all items. A consumer that
 * ends, well or badly, closes the stream: that ends the source where it waits, and the consumer
 * waits until the source is free.
 *
 * <p>The caller is a platform thread outside the model. One op at a time.
 */
interface Streaming {
  /**
   * Runs one op.
   *
   * @param op cleared; gets to know of each item that is begun and taken
   * @param counting whether to count, too, for which the op may take a little longer
   * @return how many items, and ends, had to wait on either side: to be handed over, and to come;
   *     of no meaning unless counted
   * @throws ExecutionException if the source or the consumer failed; the cause is what it threw.
   *     The source is free by then
   * @throws InterruptedException if the calling thread was interrupted; the consumer is cancelled
   *     then, and closes the stream
   */
  long run(StreamOp op, boolean counting) throws ExecutionException, InterruptedException;
}
