package org.asyncmark.measure;

import java.util.concurrent.CountDownLatch;

/** Prints how many threads wait for the driver's end, and hangs, in its exit too. */
final class HangingFork {
  private HangingFork() {}

  public static void main(String[] args) throws InterruptedException {
    new EndWithDriver();
    new EndWithDriver(); // JMH may make more than one
    Runtime.getRuntime().addShutdownHook(new Thread(HangingFork::hang));
    System.out.println(EndWithDriver.threads() + " waits");
    hang();
  }

  private static void hang() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
