package org.asyncmark.analyse;

import org.jspecify.annotations.Nullable;

/**
 * What stands for an arm in a row.
 *
 * @param text with its unit, or empty if there is nothing
 * @param number in the unit of the row's metric; null if there is none
 */
public record Amount(String text, @Nullable Double number) {
  static final Amount NONE = new Amount("", null);

  /** Returns a score with three digits. */
  static Amount of(double score, Metric metric) {
    return new Amount(text(score, metric), score);
  }

  /** Returns an amount that is no number, for example a change. */
  static Amount of(String text) {
    return new Amount(text, null);
  }

  /** Returns a score with three digits and its unit; nanoseconds in the unit that suits them. */
  static String text(double score, Metric metric) {
    if (metric.unit().equals("ns")) {
      return LatencyUnit.text(score);
    }
    String unit = ScoreUnit.of(metric.unit()).shown().replace("#", "").strip();
    return (Digits.three(score) + " " + unit).strip();
  }
}
