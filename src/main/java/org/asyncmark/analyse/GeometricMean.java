package org.asyncmark.analyse;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The geometric mean of the ratios of a fixed, listed set of cells: for an overview, never a score.
 *
 * @param name of the set of cells
 * @param cells number of cells in it
 * @param rounds rounds in which all cells are complete
 * @param log logarithm of the mean, 0 if there is none
 * @param interval on the scale of logarithms, 95 %; null if there is none
 * @param reason why there is none, in words; otherwise empty
 */
public record GeometricMean(
    String name, int cells, int rounds, double log, @Nullable Interval interval, String reason) {
  private static final double ALPHA = 0.05;

  /**
   * Averages over all cells. The interval resamples whole rounds, the cells of a round together, so
   * that what a round does to all of them is not taken for agreement.
   *
   * @param cells every cell of the set, each the same comparison; one without a pair is a hole, and
   *     a set with holes has no mean
   * @param resamples 1 000 and up
   * @param seed the same one gives the same interval
   * @throws IllegalArgumentException if the set is empty or resamples are too few
   */
  public static GeometricMean of(String name, List<Pairs> cells, int resamples, long seed) {
    if (cells.isEmpty()) {
      throw new IllegalArgumentException("want at least one cell in " + name + ", got none");
    }
    List<String> holes =
        cells.stream()
            .filter(pairs -> pairs.logRatios().isEmpty())
            .map(pairs -> label(pairs.subject()))
            .toList();
    if (!holes.isEmpty()) {
      String reason =
          holes.size() + " of " + cells.size() + " cells are holes: " + String.join(", ", holes);
      return new GeometricMean(name, cells.size(), 0, 0, null, reason);
    }
    SortedSet<Integer> rounds = new TreeSet<>(cells.get(0).logRatios().keySet());
    cells.forEach(pairs -> rounds.retainAll(pairs.logRatios().keySet()));
    String tooFew = Family.tooFewRounds(rounds.size(), ALPHA);
    if (!tooFew.isEmpty()) {
      return new GeometricMean(name, cells.size(), rounds.size(), 0, null, tooFew);
    }
    double[] means =
        rounds.stream()
            .mapToDouble(
                round ->
                    cells.stream()
                        .mapToDouble(pairs -> pairs.logRatios().get(round))
                        .average()
                        .orElseThrow())
            .toArray();
    RoundBootstrap bootstrap = new RoundBootstrap(means, resamples, seed);
    return new GeometricMean(
        name, cells.size(), rounds.size(), bootstrap.mean(), bootstrap.interval(1 - ALPHA), "");
  }

  /** Returns the mean change in percent. */
  public double percent() {
    return 100 * Math.expm1(log);
  }

  private static String label(Subject subject) {
    if (subject instanceof ArmPair pair) {
      return label(pair.base()) + " : " + label(pair.other());
    }
    Interaction interaction = (Interaction) subject;
    return label(interaction.before()) + " : " + label(interaction.after());
  }

  private static String label(Arm arm) {
    String params = arm.paramsLabel();
    return arm.pattern()
        + " "
        + arm.model()
        + " "
        + arm.jdk()
        + (params.isEmpty() ? "" : " " + params);
  }
}
