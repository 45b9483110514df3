package org.asyncmark.pattern.event;

import java.util.concurrent.CountDownLatch;
import java.util.function.IntConsumer;

/** {@link Flag} as a latch of one; clearing it takes a new one. */
final class LatchFlag implements Flag {
  private CountDownLatch latch = new CountDownLatch(1); // seen by whoever is started afterwards

  @Override
  public void clear() {
    latch = new CountDownLatch(1);
  }

  @Override
  public void await(int waiter, IntConsumer arrives) throws InterruptedException {
    arrives.accept(waiter);
    latch.await();
  }

  @Override
  public void set() {
    latch.countDown();
  }
}
