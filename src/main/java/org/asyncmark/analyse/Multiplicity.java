package org.asyncmark.analyse;

/**
 * How large a family may be for its number of rounds. The exact signed-rank p of n rounds is never
 * below {@code 2 / 2^n}, and Holm multiplies the smallest of m by m, so that at a level alpha
 * nothing can ever be shown unless {@code 2^n >= 2 m / alpha}: {@code n >= log2(40 m)} at 0.05.
 */
public final class Multiplicity {
  /** Rounds below which there is no verdict: 5 give p = 0.0625 at best. */
  public static final int FEWEST_ROUNDS = 6;

  private Multiplicity() {}

  /**
   * Returns the fewest rounds with which a family can show a difference.
   *
   * @param m contrasts in the family, 1 and up
   * @param alpha level, for example 0.05
   */
  public static int leastRounds(int m, double alpha) {
    int rounds = FEWEST_ROUNDS;
    while (leastP(rounds) * m > alpha) {
      rounds++;
    }
    return rounds;
  }

  /**
   * Returns the size of the largest family that can show a difference, 0 if none can.
   *
   * @param rounds up to 30
   * @param alpha level, for example 0.05
   */
  public static int largestFamily(int rounds, double alpha) {
    return (int) (alpha / leastP(rounds));
  }

  /** Returns why a family is too large for its rounds, in one line, or an empty string. */
  static String explain(int rounds, int m, double alpha) {
    int least = leastRounds(m, alpha);
    return rounds >= least
        ? ""
        : m
            + " contrasts need "
            + least
            + " rounds to show any difference, "
            + rounds
            + " rounds do for "
            + largestFamily(rounds, alpha);
  }

  private static double leastP(int rounds) {
    return Math.scalb(2.0, -rounds);
  }
}
