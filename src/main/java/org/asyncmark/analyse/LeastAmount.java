package org.asyncmark.analyse;

import java.util.Arrays;
import org.asyncmark.analyse.ScoreUnit.Quantity;

/**
 * Judges amounts of memory of which a ratio says nothing: those that are as good as none, and those
 * that are exactly alike in all forks. An amount for each op counts as nothing below a thousandth
 * of a byte, a rate below a hundredth of a MB in a second.
 */
public final class LeastAmount {
  private static final double BYTES_PER_OP = 0.001;
  private static final double MEGABYTES_PER_SECOND = 0.01;

  /** A few forks of an arm may lie so many times above what is nothing: that is its noise. */
  private static final double NOISE = 10;

  private final Contrast contrast;
  private final double[] base;
  private final double[] other;
  private final double least;
  private final Criteria criteria;

  private LeastAmount(
      Contrast contrast, ForkScores base, ForkScores other, double least, Criteria criteria) {
    this.contrast = contrast;
    this.base = base.values();
    this.other = other.values();
    this.least = least;
    this.criteria = criteria;
  }

  /** Returns the amount below which there is nothing, in the metric's unit; 0 if it has none. */
  public static double of(Metric metric) {
    ScoreUnit unit = ScoreUnit.of(metric.unit());
    if (unit.is(Quantity.BYTES, Quantity.OPS)) {
      return ScoreUnit.of("B/op").convert(BYTES_PER_OP, unit);
    }
    return unit.is(Quantity.BYTES, Quantity.TIME)
        ? ScoreUnit.of("MB/sec").convert(MEGABYTES_PER_SECOND, unit)
        : 0;
  }

  /**
   * Returns the contrast, judged anew if a side is nothing or both are exact: without an estimate,
   * and with the verdict that their order allows if all forks of an arm lie above all of the other.
   *
   * @param base scores of the contrast's base in the unit of its metric
   * @param other scores of the other arm in that unit
   */
  public static Contrast judged(
      Contrast contrast, ForkScores base, ForkScores other, Criteria criteria) {
    boolean memory = ScoreUnit.of(contrast.metric().unit()).above().quantity() == Quantity.BYTES;
    boolean scores = !base.byRound().isEmpty() && !other.byRound().isEmpty();
    return memory && scores
        ? new LeastAmount(contrast, base, other, of(contrast.metric()), criteria).judged()
        : contrast;
  }

  private Contrast judged() {
    boolean nothing = isNothing(base) || isNothing(other);
    boolean exact = contrast.estimate() == null && isExact(base) && isExact(other);
    if (!nothing && !exact) {
      return contrast;
    }
    int forks = Math.min(base.length, other.length);
    int needed = Multiplicity.leastRounds(1, criteria.alpha());
    if (forks < needed) {
      return told(
          Verdict.NONE,
          1,
          contrast.judgement().standing() == Standing.SUGGESTIVE
              ? "a verdict needs " + needed + " forks of each arm, got " + forks
              : Family.tooFewRounds(forks, criteria.alpha()));
    }
    if (isNothing(base) && isNothing(other)) {
      String amount = Digits.upToThree(least) + " " + contrast.metric().unit();
      return told(Verdict.EQUIVALENT, 1, "both are less than " + amount + ", which is nothing");
    }
    if (exact && base[0] == other[0]) {
      return told(Verdict.EQUIVALENT, 1, "all forks of both have the same");
    }
    double p = leastP();
    if ((!separate(base, other) && !separate(other, base)) || adjusted(p) >= criteria.alpha()) {
      return told(Verdict.NONE, 1, "one side is nothing in some forks alone");
    }
    int sign = separate(base, other) ? 1 : -1;
    return told(
        contrast.metric().goodness().ofDifference(sign),
        p,
        nothing ? "one side is nothing: no ratio" : "each fork of an arm has the same");
  }

  private Contrast told(Verdict verdict, double p, String note) {
    Judgement judgement = contrast.judgement();
    String start =
        judgement.standing() != Standing.SUGGESTIVE
            ? ""
            : "unpaired: "
                + Digits.counted(other.length, "fork")
                + " against "
                + base.length
                + "; ";
    Significance old = contrast.significance();
    boolean ratio = !isNothing(base) && !isNothing(other);
    return new Contrast(
        contrast.subject(),
        contrast.metric(),
        Math.min(base.length, other.length),
        contrast.dropped(),
        null,
        ratio ? contrast.screening() : null,
        new Significance(old.family(), old.familySize(), old.adjustment(), p, adjusted(p)),
        new Judgement(verdict, judgement.standing(), start + note, 0, judgement.margin()));
  }

  private boolean isNothing(double[] amounts) {
    double[] sorted = amounts.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2] < least && sorted[sorted.length - 1] < NOISE * least;
  }

  private static boolean isExact(double[] amounts) {
    return Arrays.stream(amounts).allMatch(amount -> amount == amounts[0]);
  }

  private static boolean separate(double[] low, double[] high) {
    return Arrays.stream(low).max().getAsDouble() < Arrays.stream(high).min().getAsDouble();
  }

  /** Returns the two-sided p of arms that do not overlap: of one order among all that there are. */
  private double leastP() {
    if (contrast.judgement().standing() != Standing.SUGGESTIVE) {
      return Math.scalb(2.0, -Math.min(base.length, other.length)); // by the signs of the rounds
    }
    double orders = 1;
    for (int i = 1; i <= base.length; i++) {
      orders *= (double) (other.length + i) / i;
    }
    return 2 / orders;
  }

  /** Returns p times the size of its family, which is never below what Holm makes of it. */
  private double adjusted(double p) {
    boolean holm = contrast.significance().adjustment() == Adjustment.HOLM;
    return Math.min(1, holm ? p * contrast.significance().familySize() : p);
  }
}
