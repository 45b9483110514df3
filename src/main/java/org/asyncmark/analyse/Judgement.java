package org.asyncmark.analyse;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A verdict with its small print.
 *
 * @param annotation what qualifies the verdict or stood in its way, in words; may be empty
 * @param roundsNeeded if inconclusive, about how many rounds in all would decide, see {@link
 *     RoundsNeeded}; otherwise 0
 * @param margin of equivalence that was applied, less 1: 0.03 is 3 %
 */
public record Judgement(
    Verdict verdict, Standing standing, String annotation, int roundsNeeded, double margin) {
  /** Returns the same with something more to be said of it, before the rest. */
  Judgement noting(String note) {
    String notes =
        Stream.of(note, annotation)
            .filter(each -> !each.isEmpty())
            .collect(Collectors.joining("; "));
    return new Judgement(verdict, standing, notes, roundsNeeded, margin);
  }

  /** Returns how many would decide in words, for example {@code about 23 rounds}. */
  public String neededInWords() {
    String unit = standing == Standing.SUGGESTIVE ? " forks" : " rounds";
    return roundsNeeded > RoundsNeeded.MOST
        ? "more than " + Digits.count(RoundsNeeded.MOST) + unit
        : "about " + Digits.count(roundsNeeded) + unit;
  }
}
