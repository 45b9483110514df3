package org.asyncmark.pattern.broadcast;

import java.util.concurrent.ExecutionException;

/**
 * One publisher and its subscribers, as tasks of a model: what a web-socket server does that sends
 * the same events to all of its clients. Each subscriber has a buffer of its own between itself and
 * the publisher. An op makes new buffers, starts all subscribers and the publisher, and is over
 * when the publisher has published every message and every subscriber has ended.
 *
 * <p>The publisher offers each message to one subscriber after the other, and goes on with the next
 * message when all of them have it in their buffer or {@link Overflow} was applied. A message that
 * a subscriber works on is not in its buffer any more.
 *
 * <p>The caller is a platform thread outside the model. One op at a time.
 */
interface Broadcast {
  /**
   * Runs one op.
   *
   * @param op cleared; gets to know of each message that is published, delivered or lost
   * @throws ExecutionException as soon as the publisher or a subscriber failed; the others are
   *     cancelled
   * @throws InterruptedException if the calling thread was interrupted; publisher and subscribers
   *     are cancelled then
   */
  void run(Deliveries op) throws ExecutionException, InterruptedException;
}
