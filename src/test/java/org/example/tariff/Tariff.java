package org.example.tariff;

import org.openjdk.jmh.infra.Blackhole;

/** A library of a user's own, of which there are several builds. */
public final class Tariff {
  private static final int WORK_PERCENT = 100;

  private Tariff() {}

  /**
   * Finds the price of an order.
   *
   * @param tokens work of the first build, in JMH's tokens
   * @return the work of this build in percent of that
   */
  public static int price(long tokens) {
    Blackhole.consumeCPU(tokens * WORK_PERCENT / 100);
    return WORK_PERCENT;
  }
}
