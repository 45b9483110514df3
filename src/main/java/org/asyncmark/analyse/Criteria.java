package org.asyncmark.analyse;

/**
 * What verdicts go by, fixed before the first fork.
 *
 * @param delta least ratio that matters, less 1: 0.03 is 3 %; above 0
 * @param floor what arms without any difference differ by on this machine, as {@code delta}; 0 if
 *     that was not measured
 * @param looks how often the data was looked at with the choice to go on; 1 and up
 */
public record Criteria(double delta, double floor, int looks) {
  /** Margin when nothing else is asked for: 3 %. */
  public static final double DEFAULT_DELTA = 0.03;

  /** What is gone by where a run declares nothing else. */
  public static final Criteria DEFAULT = new Criteria(DEFAULT_DELTA, 0, 1);

  private static final double ALPHA = 0.05;

  public Criteria {
    if (!(delta > 0 && delta < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("delta must be above 0, got " + delta);
    }
    if (!(floor >= 0 && floor < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("floor must be 0 or more, got " + floor);
    }
    if (looks < 1) {
      throw new IllegalArgumentException("looks must be 1 or more, got " + looks);
    }
  }

  /** Creates the criteria of a run that is looked at once, on a machine with a floor. */
  public Criteria(double delta, double floor) {
    this(delta, floor, 1);
  }

  /** Returns the margin of equivalence: no finer than what the machine can tell apart. */
  public double margin() {
    return Math.max(delta, floor);
  }

  /** Returns the margin on the scale of logarithms, {@code ln(1 + margin)}. */
  public double logMargin() {
    return Math.log1p(margin());
  }

  /** Returns the same with another least ratio that matters. */
  public Criteria withDelta(double other) {
    return new Criteria(other, floor, looks);
  }

  /** Returns the same on a machine with a floor. */
  public Criteria withFloor(double measured) {
    return new Criteria(delta, measured, looks);
  }

  /** Returns how sure an interval is over all looks together, 0.95. */
  public static double confidence() {
    return 1 - ALPHA;
  }

  /** Returns the level of each look, 0.05 shared evenly among the looks (Bonferroni). */
  public double alpha() {
    return ALPHA / looks;
  }
}
