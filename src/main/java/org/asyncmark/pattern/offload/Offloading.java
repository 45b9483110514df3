package org.asyncmark.pattern.offload;

import java.util.List;
import java.util.concurrent.ExecutionException;
import org.asyncmark.measure.LeafTimes;
import org.asyncmark.pattern.Heartbeat;

/**
 * Requests whose calls block or compute, beside a victim that runs at a fixed rate on the same
 * executor or loop: {@code asyncio.to_thread}. Each request makes its calls one after the other and
 * has to be back where it runs before it makes the next one. The requests are there at once; a call
 * that is offloaded goes to a pool of platform threads, one that is inline is made where its
 * request runs.
 *
 * <p>The caller is a platform thread outside the model.
 */
public interface Offloading {
  /**
   * Has all requests make their calls, and waits until they have ended, and behind them the victim.
   *
   * @param heartbeat of the victim: started when this is called, and stopped by this once all
   *     requests have ended, well or badly
   * @param hops is told of each call when its request asks for it, and when the request has its
   *     result and goes on
   * @return the result of each call, in the order of the requests and their calls
   * @throws ExecutionException if a call failed; the cause is what one of them threw. Its request
   *     makes no further call, the others go on to their end
   * @throws InterruptedException if the calling thread was interrupted. The requests are cancelled
   *     then; a call that a thread is at goes on, as in asyncio, and no other one is started but
   *     inline, where nobody can look up
   */
  List<Long> run(Heartbeat heartbeat, LeafTimes hops)
      throws ExecutionException, InterruptedException;
}
