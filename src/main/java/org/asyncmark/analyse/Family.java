package org.asyncmark.analyse;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Contrasts that are judged together: they were declared before the run, and each one more makes a
 * false alarm among them more likely.
 *
 * @param id for example {@code gather, models}
 * @param adjustment Holm for what is to be cited
 */
public record Family(String id, Adjustment adjustment, Criteria criteria) {
  /**
   * Judges all contrasts of the family. One that cannot be estimated still counts: it was declared.
   *
   * @param declared every contrast of the family
   * @return in the order given
   */
  public List<Contrast> judge(List<Pairs> declared) {
    List<@Nullable Estimate> estimates = new ArrayList<>();
    double[] p = new double[declared.size()];
    for (int i = 0; i < p.length; i++) {
      Pairs pairs = declared.get(i);
      boolean possible = obstacle(pairs).isEmpty();
      estimates.add(possible ? Estimate.ofPairs(pairs.values(), criteria.alpha()) : null);
      p[i] = possible ? SignedRank.p(pairs.values()) : 1;
    }
    double[] adjusted = adjustment.adjust(p);
    List<Contrast> contrasts = new ArrayList<>();
    for (int i = 0; i < p.length; i++) {
      Significance significance =
          new Significance(id, declared.size(), adjustment, p[i], adjusted[i]);
      contrasts.add(contrast(declared.get(i), estimates.get(i), significance));
    }
    return contrasts;
  }

  private Contrast contrast(Pairs pairs, @Nullable Estimate estimate, Significance significance) {
    Judge judge = new Judge(criteria);
    int rounds = pairs.logRatios().size();
    Standing standing =
        adjustment == Adjustment.HOLM && rounds > Multiplicity.FEWEST_ROUNDS
            ? Standing.CITABLE
            : Standing.SCREENING;
    // a ratio of ratios is less or more; which of its four arms became faster it does not tell
    Goodness goodness =
        pairs.subject() instanceof ArmPair ? pairs.metric().goodness() : Goodness.NONE;
    Judgement judgement =
        estimate == null
            ? judge.none(standing, obstacle(pairs))
            : judge.judge(goodness, rounds, estimate, significance, standing);
    Screening screening =
        estimate == null && pairs.obstacle().isEmpty() && rounds > 0
            ? Screening.ofPairs(pairs.values())
            : null;
    return new Contrast(
        pairs.subject(),
        pairs.metric(),
        rounds,
        pairs.dropped().size(),
        estimate,
        screening,
        significance,
        judgement);
  }

  private String obstacle(Pairs pairs) {
    return pairs.obstacle().isEmpty()
        ? tooFewRounds(pairs.logRatios().size(), criteria.alpha())
        : pairs.obstacle();
  }

  /** Returns why so few rounds give no verdict, or an empty string if they are enough. */
  static String tooFewRounds(int found, double alpha) {
    int least = Multiplicity.leastRounds(1, alpha);
    return found >= least
        ? ""
        : "a verdict needs "
            + least
            + " rounds, got "
            + found
            + "; fewer cannot reach p < "
            + Digits.upToThree(alpha);
  }
}
