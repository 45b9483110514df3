package org.asyncmark.pattern.condition;

import java.util.concurrent.ExecutionException;
import org.asyncmark.pattern.WaitingThreads;

/** {@link ConditionWaiters} as one blocking task each, on platform threads or on virtual ones. */
record BlockingConditionWaiters(WaitingThreads threads, Tokens tokens, Gate gate)
    implements ConditionWaiters {
  @Override
  public void arm() throws InterruptedException {
    tokens.reset(); // without the lock: nobody waits, and who is started from here on sees it
    threads.arm(gate::pass);
  }

  @Override
  public void release() throws ExecutionException, InterruptedException {
    gate.open();
    threads.awaitEnd();
  }

  @Override
  public void nudge() {
    gate.nudge();
  }
}
