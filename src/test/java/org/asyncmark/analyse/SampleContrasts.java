package org.asyncmark.analyse;

import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Material for tests of contrasts. */
final class SampleContrasts {
  static final Metric P50 = new Metric("service p50", "ns", Goodness.LOWER_IS_FASTER);
  static final ArmPair VIRTUAL_AGAINST_PLATFORM =
      new ArmPair(arm("platform", "25"), arm("virtual", "25"));

  /** Ten forks, and ten forks of two others: one that is faster, one that is alike. */
  static final double[] BASE = {1840, 1795, 1902, 1868, 1811, 1779, 1923, 1850, 1887, 1834};

  static final double[] FASTER = {1612, 1655, 1598, 1701, 1633, 1570, 1689, 1604, 1642, 1660};
  static final double[] ALIKE = {1853, 1790, 1911, 1842, 1825, 1768, 1931, 1861, 1862, 1850};

  private SampleContrasts() {}

  static Arm arm(String model, String jdk) {
    return Arms.of("gather", model, jdk, Map.of("fanOut", "1000"));
  }

  /** Returns scores of the rounds 1 and up. */
  static ForkScores scores(double... values) {
    TreeMap<Integer, Double> byRound = new TreeMap<>();
    for (double value : values) {
      byRound.put(byRound.size() + 1, value);
    }
    return new ForkScores(byRound);
  }

  static Pairs pairs(double[] base, double[] other) {
    return Pairs.of(VIRTUAL_AGAINST_PLATFORM, P50, scores(base), scores(other));
  }

  /** Returns pairs with these differences of logarithms in the rounds 1 and up. */
  static Pairs differences(double... logRatios) {
    return new Pairs(
        VIRTUAL_AGAINST_PLATFORM, P50, scores(logRatios).byRound(), new TreeSet<>(), "");
  }

  static double[] logs(double[] base, double[] other) {
    return pairs(base, other).values();
  }
}
