package org.asyncmark.profile.flame;

import org.asyncmark.analyse.Arm;

/**
 * Two arms that differ in one key alone.
 *
 * @param difference that key
 * @param base the arm with its first value
 * @param other the arm with its second value
 */
public record FlamePair(ArmDifference difference, Arm base, Arm other) {
  /** Returns what both have in common, in words. */
  String common() {
    return difference.common(base);
  }

  /** Returns the name of the pair's folder. */
  String key() {
    return (common() + " " + difference).replace("..", "-to-").replaceAll("[^A-Za-z0-9._=+-]", "-");
  }
}
