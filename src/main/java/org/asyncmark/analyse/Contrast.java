package org.asyncmark.analyse;

import org.jspecify.annotations.Nullable;

/**
 * Everything a table says about one arm against its base.
 *
 * @param rounds rounds that count: those with a score of every arm
 * @param dropped rounds left out because a score is missing
 * @param estimate null if there are too few rounds or no logarithms; the judgement says which
 */
public record Contrast(
    Subject subject,
    Metric metric,
    int rounds,
    int dropped,
    @Nullable Estimate estimate,
    Significance significance,
    Judgement judgement) {}
