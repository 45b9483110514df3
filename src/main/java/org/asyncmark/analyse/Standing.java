package org.asyncmark.analyse;

/** How far a verdict may be carried. */
public enum Standing {
  /** Adjusted for its declared family, on more than the fewest rounds. */
  CITABLE,
  /** Tells where to look. Not adjusted, adjusted for the rate of false ones only, or 6 rounds. */
  SCREENING,
  /** Forks of different runs: time and machine may be the cause as well as the arm. */
  SUGGESTIVE
}
