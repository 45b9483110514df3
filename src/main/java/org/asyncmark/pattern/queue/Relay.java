package org.asyncmark.pattern.queue;

import java.util.concurrent.ExecutionException;

/**
 * Producers and consumers around one queue, as tasks of a model: {@code asyncio.Queue}. An op makes
 * a new queue, starts all consumers and then all producers, has the queue shut down behind the last
 * item, and is over when all of them have ended.
 *
 * <p>Who shuts the queue down is part of the model, so that every model pays for one way from the
 * caller and one way back: the last producer to end, or on the loop the task that started them.
 *
 * <p>The caller is a platform thread outside the model. One op at a time.
 */
interface Relay {
  /**
   * Runs one op.
   *
   * @param ledger cleared; gets to know of each item that is put and taken
   * @param counting whether to count, too, for which the op may take a little longer
   * @return how many puts found no room, and how many takes found no item, and had to wait: end
   *     marks count, and so do takes that the end of the op ended; of no meaning unless counted
   * @throws ExecutionException as soon as a producer or consumer failed; the others are cancelled
   * @throws InterruptedException if the calling thread was interrupted; producers and consumers are
   *     cancelled then
   */
  long run(Ledger ledger, boolean counting) throws ExecutionException, InterruptedException;
}
