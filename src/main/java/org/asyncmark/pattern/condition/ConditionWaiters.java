package org.asyncmark.pattern.condition;

import java.util.concurrent.ExecutionException;
import org.asyncmark.pattern.Waiters;

/**
 * Tasks that wait on a condition until there is a token for each, and a caller that grants and
 * notifies: {@code asyncio.Condition.wait_for} and {@code notify}.
 */
public interface ConditionWaiters extends Waiters {
  /**
   * Notifies all waiters although there is no token for any, as a spurious wake-up would: none may
   * be let go, and all have to wait again.
   *
   * @throws ExecutionException if a waiter failed
   * @throws InterruptedException if the calling thread was interrupted
   */
  void nudge() throws ExecutionException, InterruptedException;
}
