package org.asyncmark.analyse;

import java.util.Map;
import java.util.TreeMap;

/**
 * The smallest effect that a contrast shows four times out of five, at 0.05 and without adjustment.
 */
public final class DetectableEffect {
  /**
   * Effect by rounds, in standard deviations of a fork's log score: solved by simulation of the
   * exact signed-rank test on normal noise, 20 000 contrasts a step, in R 4.2.2. For 6 rounds there
   * is a closed form: all six differences must have one sign, and {@code sqrt(2) qnorm(0.8^(1/6))}
   * is 2.536. Student's t would ask for 2.03 there.
   */
  private static final TreeMap<Integer, Double> FEW_ROUNDS =
      new TreeMap<>(Map.of(6, 2.54, 8, 1.76, 10, 1.45, 12, 1.33));

  private static final int MANY_ROUNDS = 15;

  /** The standard normal quantiles of 0.975 and 0.8. */
  private static final double LEVEL_AND_POWER = 1.959964 + 0.841621;

  private DetectableEffect() {}

  /**
   * Returns the ratio, less 1, that is shown with 80 % power. From 15 rounds on that is {@code
   * (z_0.975 + z_0.8) sqrt(2 pi/3 / (n - 2))} standard deviations: the normal approximation with
   * the efficiency 3/pi of the signed-rank test against Student's t (Hodges and Lehmann, The
   * efficiency of some nonparametric competitors of the t-test, 1956), less two rounds for its
   * steps.
   *
   * @param rounds 6 and up; between 6, 8, 10, 12 and 15 the next smaller one counts
   * @param forkDeviation standard deviation of a fork's log score within an arm, 0 or more; about
   *     the coefficient of variation of the score
   * @throws IllegalArgumentException if there are fewer than 6 rounds
   */
  public static double of(int rounds, double forkDeviation) {
    if (rounds < Multiplicity.FEWEST_ROUNDS) {
      throw new IllegalArgumentException(
          "want at least " + Multiplicity.FEWEST_ROUNDS + " rounds, got " + rounds);
    }
    double inForkDeviations =
        rounds >= MANY_ROUNDS
            ? LEVEL_AND_POWER * Math.sqrt(2 * Math.PI / 3 / (rounds - 2))
            : FEW_ROUNDS.floorEntry(rounds).getValue();
    return Math.expm1(inForkDeviations * forkDeviation);
  }
}
