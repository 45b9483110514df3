package org.asyncmark.analyse;

/**
 * With how many rounds a contrast is decided four times out of five, if its effect and its spread
 * are those that were estimated. It is decided if it is shown to differ or to be equivalent; of the
 * two, one is mostly far cheaper than the other.
 */
final class RoundsNeeded {
  /**
   * More are not counted: they say that the effect is too close to the margin, or the noise too
   * great.
   */
  static final int MOST = 500;

  private static final double POWER = 0.8;

  private RoundsNeeded() {}

  /**
   * Returns the least number of rounds of which {@link Power#ofDifference} and {@link
   * Power#ofEquivalence} come to 80 % together. They add up because both cannot miss at once when
   * both are likely: either the estimate is far enough from 0, or near enough.
   *
   * @param familySize contrasts among which a difference has to hold its own; it is tested at the
   *     level that Holm's method asks of the first of them
   * @return {@link Multiplicity#leastRounds} to {@link #MOST}, or one more if that is not enough
   */
  static int of(Estimate estimate, Criteria criteria, int familySize) {
    double effect = Math.abs(estimate.log()) / estimate.deviation();
    double margin = criteria.logMargin() / estimate.deviation();
    double alpha = criteria.alpha();
    int rounds = Multiplicity.leastRounds(familySize, alpha);
    while (rounds <= MOST
        && Power.ofDifference(effect, rounds, alpha / familySize)
                + Power.ofEquivalence(effect, margin, rounds, alpha)
            < POWER) {
      rounds++;
    }
    return rounds;
  }
}
