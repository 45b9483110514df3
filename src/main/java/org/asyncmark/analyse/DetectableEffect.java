package org.asyncmark.analyse;

import java.util.Map;
import java.util.TreeMap;

/**
 * The smallest effect that a contrast shows four times out of five, at 0.05 and without adjustment.
 */
public final class DetectableEffect {
  /**
   * Effect by rounds, in standard deviations of a fork's log score, with 80 % power: solved by
   * simulation of the exact signed-rank test on normal noise (20 000 contrasts a step, R 4.2.2).
   * For 6 rounds it can be had in closed form: all six differences must have one sign, and {@code
   * sqrt(2) qnorm(0.8^(1/6))} is 2.536. Student's t would ask for 2.03 there, and for 0.93 at 20.
   */
  private static final TreeMap<Integer, Double> IN_FORK_DEVIATIONS =
      new TreeMap<>(Map.of(6, 2.54, 8, 1.76, 10, 1.45, 12, 1.33, 15, 1.13, 20, 0.955));

  private DetectableEffect() {}

  /**
   * Returns the ratio, less 1, that is shown with 80 % power.
   *
   * @param rounds 6 and up; between the tabulated numbers the next smaller one counts, and from 20
   *     on the effect shrinks with the square root
   * @param forkDeviation standard deviation of a fork's log score within an arm, 0 or more; about
   *     the coefficient of variation of the score
   * @throws IllegalArgumentException if there are fewer than 6 rounds
   */
  public static double of(int rounds, double forkDeviation) {
    Map.Entry<Integer, Double> known = IN_FORK_DEVIATIONS.floorEntry(rounds);
    if (known == null) {
      throw new IllegalArgumentException(
          "want at least " + Multiplicity.FEWEST_ROUNDS + " rounds, got " + rounds);
    }
    boolean last = known.getKey().equals(IN_FORK_DEVIATIONS.lastKey());
    double shrunk = last ? Math.sqrt((double) known.getKey() / rounds) : 1;
    return Math.expm1(known.getValue() * shrunk * forkDeviation);
  }
}
