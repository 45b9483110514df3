package org.asyncmark.analyse;

import org.jspecify.annotations.Nullable;

/**
 * Everything a table says about one arm against its base.
 *
 * @param rounds rounds that count: those with a score of every arm
 * @param dropped rounds left out because a score is missing
 * @param estimate null if there are too few rounds or no logarithms; the judgement says which
 * @param screening the ratio where there is no estimate though there are scores; null if there is
 *     an estimate or no ratio
 */
public record Contrast(
    Subject subject,
    Metric metric,
    int rounds,
    int dropped,
    @Nullable Estimate estimate,
    @Nullable Screening screening,
    Significance significance,
    Judgement judgement) {
  /** Returns the same with something more to be said of its verdict. */
  Contrast noting(String note) {
    return new Contrast(
        subject,
        metric,
        rounds,
        dropped,
        estimate,
        screening,
        significance,
        judgement.noting(note));
  }

  /** Returns the change in percent, for example -12.3, also if it is for screening; or null. */
  public @Nullable Double percent() {
    if (estimate != null) {
      return estimate.percent();
    }
    return screening == null ? null : (Double) screening.percent();
  }

  /** Tells whether a difference is shown whose estimate lies within the margin all the same. */
  public boolean isSmall() {
    return estimate != null
        && judgement.verdict().isDifference()
        && Math.abs(estimate.log()) < Math.log1p(judgement.margin());
  }

  /** Returns the interval of the estimate or of the screening, or null. */
  public @Nullable Interval interval() {
    if (estimate != null) {
      return estimate.interval();
    }
    return screening == null ? null : screening.interval();
  }
}
