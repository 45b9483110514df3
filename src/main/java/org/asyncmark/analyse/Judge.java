package org.asyncmark.analyse;

import java.util.StringJoiner;

/**
 * Turns an estimate into a verdict. Equivalence comes first: two one-sided tests, that is an
 * interval of {@code 1 - 2 alpha} inside the margin. Then a difference, by the adjusted p. What is
 * left is inconclusive.
 *
 * @see <a href="https://doi.org/10.1007/BF01068419">Schuirmann, A comparison of the two one-sided
 *     tests procedure and the power approach, Journal of Pharmacokinetics and Biopharmaceutics 15
 *     (1987)</a>
 */
record Judge(Criteria criteria) {
  Judgement judge(
      Goodness goodness, int rounds, Estimate estimate, Significance significance, Standing most) {
    boolean significant = significance.adjustedP() < criteria.alpha();
    String margin = Digits.percent(criteria.margin());
    String below = "p < " + Digits.upToThree(criteria.alpha());
    if (estimate.narrow().within(criteria.logMargin())) {
      String note = significant ? "also " + below + ": a difference of less than " + margin : "";
      return judgement(Verdict.EQUIVALENT, most, note, 0);
    }
    if (significant && estimate.log() != 0) {
      boolean small = Math.abs(estimate.log()) < criteria.logMargin();
      Verdict verdict = goodness.ofDifference(estimate.log());
      return judgement(verdict, most, small ? "estimate is less than " + margin : "", 0);
    }
    StringJoiner notes = new StringJoiner("; ");
    if (significance.p() < criteria.alpha() && !significant) {
      notes.add(below + " alone, not among " + significance.familySize() + " contrasts");
    }
    boolean holm = significance.adjustment() == Adjustment.HOLM;
    int size = holm ? significance.familySize() : 1;
    String tooLarge = Multiplicity.explain(rounds, size, criteria.alpha());
    if (!tooLarge.isEmpty()) {
      notes.add(tooLarge);
    }
    int needed = Math.max(rounds + 1, RoundsNeeded.of(estimate, criteria, size));
    return judgement(Verdict.INCONCLUSIVE, most, notes.toString(), needed);
  }

  /** Returns the judgement of a contrast that could not be estimated. */
  Judgement none(Standing standing, String reason) {
    return judgement(Verdict.NONE, standing, reason, 0);
  }

  private Judgement judgement(Verdict verdict, Standing standing, String note, int rounds) {
    return new Judgement(verdict, standing, note, rounds, criteria.margin());
  }
}
