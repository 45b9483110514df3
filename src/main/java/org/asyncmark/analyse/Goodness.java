package org.asyncmark.analyse;

/** Which direction of a metric is good, and with that the words of its verdicts. */
public enum Goodness {
  /** Times: less is faster. */
  LOWER_IS_FASTER,
  /** Rates: more is faster. */
  HIGHER_IS_FASTER,
  /** What an op costs beside time, for example bytes allocated: less is better, but not faster. */
  LOWER_IS_CHEAPER,
  /** Neither direction is good in itself. */
  NONE;

  /**
   * Returns the word for a difference that was shown.
   *
   * @param log logarithm of the ratio, not 0
   */
  Verdict ofDifference(double log) {
    return switch (this) {
      case LOWER_IS_FASTER -> log < 0 ? Verdict.FASTER : Verdict.SLOWER;
      case HIGHER_IS_FASTER -> log > 0 ? Verdict.FASTER : Verdict.SLOWER;
      case LOWER_IS_CHEAPER, NONE -> log < 0 ? Verdict.LESS : Verdict.MORE;
    };
  }
}
