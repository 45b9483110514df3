package org.asyncmark.analyse;

/**
 * Where a number may lie.
 *
 * @param level how often such intervals cover, at least, for example 0.95
 */
public record Interval(double lower, double upper, double level) {
  public Interval {
    if (!(lower <= upper)) { // written so that NaN fails
      throw new IllegalArgumentException("want lower <= upper, got " + lower + ", " + upper);
    }
  }

  /** Returns the lower end, of logarithms of ratios, as a change in percent. */
  public double lowerPercent() {
    return 100 * Math.expm1(lower);
  }

  /** Returns the upper end, of logarithms of ratios, as a change in percent. */
  public double upperPercent() {
    return 100 * Math.expm1(upper);
  }

  /** Returns half of the distance between the ends. */
  public double halfWidth() {
    return (upper - lower) / 2;
  }

  /** Tells whether it lies between {@code -margin} and {@code margin} and touches neither. */
  public boolean within(double margin) {
    return -margin < lower && upper < margin;
  }
}
