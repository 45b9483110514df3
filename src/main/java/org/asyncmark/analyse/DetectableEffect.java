package org.asyncmark.analyse;

/**
 * The smallest effect that a contrast shows four times out of five, at 0.05 and without adjustment.
 */
public final class DetectableEffect {
  private static final double ALPHA = 0.05;
  private static final double POWER = 0.8;

  private DetectableEffect() {}

  /**
   * Returns the ratio, less 1, that is shown with 80 % power: {@link Power#detectable}, of a
   * difference that has the variance of two forks.
   *
   * @param rounds 6 and up
   * @param forkDeviation standard deviation of a fork's log score within an arm, 0 or more; about
   *     the coefficient of variation of the score
   * @throws IllegalArgumentException if there are fewer than 6 rounds
   */
  public static double of(int rounds, double forkDeviation) {
    if (rounds < Multiplicity.FEWEST_ROUNDS) {
      throw new IllegalArgumentException(
          "want at least " + Multiplicity.FEWEST_ROUNDS + " rounds, got " + rounds);
    }
    return Math.expm1(Math.sqrt(2) * Power.detectable(POWER, rounds, ALPHA) * forkDeviation);
  }
}
