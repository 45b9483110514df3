package org.asyncmark.report;

import java.util.List;
import org.asyncmark.analyse.Arm;
import org.asyncmark.analyse.Contrast;
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
 */
public record ContrastRow(
    String label,
    String against,
    @Nullable Arm base,
    Arm other,
    List<Score> scores,
    String reason) {
  public ContrastRow {
    scores = List.copyOf(scores);
  }

  /** Tells whether there is an estimate in the first metric. */
  boolean estimated() {
    return !scores.isEmpty() && scores.get(0).contrast().estimate() != null;
  }

  /** Tells whether a difference was shown in the first metric. */
  boolean shown() {
    return !scores.isEmpty() && new ContrastWords(scores.get(0).contrast()).shown();
  }

  /**
   * One metric of a row.
   *
   * @param base median over the forks with its unit, or empty
   * @param other median over the forks with its unit, or empty
   */
  public record Score(Measure measure, String base, String other, Contrast contrast) {}
}
