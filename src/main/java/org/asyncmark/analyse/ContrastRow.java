package org.asyncmark.analyse;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An arm against its base in every metric of a table.
 *
 * @param label what both arms are
 * @param against the two that are compared, for example {@code 25 vs 17}
 * @param base null if there is nothing to compare with
 * @param scores one for each metric of the table; empty if there is a reason
 * @param reason why the arm cannot be compared, for example {@code n/a (virtual threads are final
 *     from JDK 21)}; empty if it can
 * @param step of a question that the row answers; null if it answers none
 */
public record ContrastRow(
    String label,
    String against,
    @Nullable Arm base,
    Arm other,
    List<Score> scores,
    String reason,
    @Nullable Step step) {
  public ContrastRow {
    scores = List.copyOf(scores);
  }

  /** Creates a row that answers no question. */
  ContrastRow(
      String label,
      String against,
      @Nullable Arm base,
      Arm other,
      List<Score> scores,
      String reason) {
    this(label, against, base, other, scores, reason, null);
  }

  /** Tells whether there is an interval in the first metric, if only for screening. */
  boolean estimated() {
    return !scores.isEmpty() && scores.get(0).contrast().interval() != null;
  }

  /** Tells whether a difference was shown in the first metric. */
  public boolean shown() {
    return !scores.isEmpty() && scores.get(0).contrast().judgement().verdict().isDifference();
  }

  /**
   * One metric of a row.
   *
   * @param base over the forks, in the unit of the contrast's metric: their median, or of unpaired
   *     arms their geometric mean
   * @param other the same of the other arm
   */
  public record Score(Measure measure, Amount base, Amount other, Contrast contrast) {
    /**
     * Returns what stands beside the base: the base times the ratio that was estimated, so that the
     * numbers of a line agree. Of paired arms that need not be the other's median, because the
     * ratio is that of what was measured side by side. Where there is no ratio it is the other's
     * score.
     */
    public String beside() {
      Double from = base.number();
      Double percent = contrast.percent();
      return from == null || percent == null
          ? other.text()
          : Amount.text(from * (1 + percent / 100), contrast.metric());
    }

    /** Tells whether {@link #beside} is reckoned from arms that were measured side by side. */
    public boolean paired() {
      return contrast.judgement().standing() != Standing.SUGGESTIVE
          && contrast.percent() != null
          && base.number() != null;
    }

    /**
     * Returns the change: a percentage, or a difference where a side is nothing, or a dash where
     * something is not known.
     */
    public String change() {
      Double from = base.number();
      Double to = other.number();
      Double percent = contrast.percent();
      if (percent != null) {
        return Digits.signed(percent) + " %";
      }
      if (from == null || to == null) {
        return "-";
      }
      double least = LeastAmount.of(contrast.metric());
      if (from < least && to < least) {
        return "none";
      }
      String sign = to < from ? "-" : "+";
      return from < least || to < least
          ? sign + Amount.text(Math.abs(to - from), contrast.metric())
          : "-";
    }
  }
}
