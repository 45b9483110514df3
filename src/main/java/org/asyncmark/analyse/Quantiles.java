package org.asyncmark.analyse;

/** Rules for quantiles of latencies. */
public final class Quantiles {
  /** Samples wanted beyond a quantile before it is shown. */
  private static final double WANTED_BEYOND = 10;

  private Quantiles() {}

  /**
   * Returns the least number of samples for which a quantile is shown: {@code 10 / (1 - quantile)}.
   *
   * @param quantile in [0, 1)
   * @throws IllegalArgumentException if it is not
   */
  public static long samplesNeeded(double quantile) {
    if (!(quantile >= 0 && quantile < 1)) {
      throw new IllegalArgumentException("quantile must lie in [0, 1), got " + quantile);
    }
    // 1 - 0.9 is a little less than 0.1: take the rounding error out before rounding up
    return (long) Math.ceil(WANTED_BEYOND / (1 - quantile) - 1e-6);
  }

  /** Tells whether {@code samples} are enough to show {@code quantile}. */
  public static boolean supported(long samples, double quantile) {
    return samples >= samplesNeeded(quantile);
  }
}
