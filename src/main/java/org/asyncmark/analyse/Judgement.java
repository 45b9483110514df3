package org.asyncmark.analyse;

/**
 * A verdict with its small print.
 *
 * @param annotation what qualifies the verdict or stood in its way, in words; may be empty
 * @param roundsNeeded if inconclusive, about how many rounds in all would decide; otherwise 0
 * @param margin of equivalence that was applied, less 1: 0.03 is 3 %
 */
public record Judgement(
    Verdict verdict, Standing standing, String annotation, int roundsNeeded, double margin) {}
