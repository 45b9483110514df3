package org.asyncmark.pattern.condition;

import java.util.concurrent.ExecutionException;
import org.asyncmark.pattern.WaitingThreads;

/** {@link ConditionWaiters} as one blocking task each, on platform threads or on virtual ones. */
record BlockingConditionWaiters(WaitingThreads threads, Gate gate) implements ConditionWaiters {
  @Override
  public void arm() throws InterruptedException {
    gate.reset();
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
