package org.asyncmark.analyse;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * How often a slow-down of known size was found, and how far its estimates were off.
 *
 * @param planted the slow-down, as a ratio less 1: 0.1 is 10 % more work
 * @param cells number of cells that it was planted in, at least 1
 * @param found in how many of them p &lt; 0.05 and the estimate is a slow-down; not adjusted
 * @param errors estimate less what was planted, as ratios less 1, one for each cell, ascending
 */
public record PlantedEffect(double planted, int cells, int found, List<Double> errors) {
  private static final double ALPHA = 0.05;

  public PlantedEffect {
    errors = List.copyOf(errors);
  }

  /**
   * Looks for a slow-down.
   *
   * @param pairs of each cell without it and the same cell with it
   * @throws IllegalArgumentException if there is no cell, or one has fewer than six rounds
   */
  public static PlantedEffect of(double planted, List<Pairs> pairs) {
    if (pairs.isEmpty()) {
      throw new IllegalArgumentException("want one cell with a planted slow-down, got none");
    }
    int found = 0;
    List<Double> errors = new ArrayList<>();
    for (Pairs cell : pairs) {
      double[] values = cell.values();
      if (values.length < Multiplicity.FEWEST_ROUNDS) {
        throw new IllegalArgumentException(
            "want " + Multiplicity.FEWEST_ROUNDS + " rounds or more, got " + values.length);
      }
      double log = new WalshAverages(values).median();
      found += SignedRank.p(values) < ALPHA && log > 0 ? 1 : 0;
      errors.add(Math.expm1(log) - planted);
    }
    Collections.sort(errors);
    return new PlantedEffect(planted, pairs.size(), found, errors);
  }

  /** Returns the median of the errors. */
  public double medianError() {
    return ForkRange.of(errors.stream().mapToDouble(Double::doubleValue).toArray())
        .orElseThrow()
        .median();
  }
}
