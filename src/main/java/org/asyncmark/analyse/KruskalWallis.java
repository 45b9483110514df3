package org.asyncmark.analyse;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.commons.statistics.ranking.NaturalRanking;

/**
 * The test of Kruskal and Wallis, by permutation: are groups of one distribution?
 *
 * <p>The statistic is the sum over groups of {@code R * R / n}, with R the sum of a group's ranks
 * and n its size, of which their H is a linear function; ties share the mean of their ranks. p is
 * the share of random deals of the ranks to the groups whose statistic is as large, the one at hand
 * among them. So it holds for groups of any size: two groups of three never have less than 0.1.
 *
 * @see <a href="https://doi.org/10.1080/01621459.1952.10483441">Kruskal and Wallis, Use of ranks in
 *     one-criterion variance analysis, JASA 47 (1952)</a>
 * @see <a href="https://doi.org/10.2202/1544-6115.1585">Phipson and Smyth, Permutation p-values
 *     should never be zero, Statistical Applications in Genetics and Molecular Biology 9 (2010)</a>
 */
final class KruskalWallis {
  private static final int DRAWS = 9_999;
  private static final long SEED = 1_952;

  /** Sums that differ by less are equal: they were added up in another order. */
  private static final double ROUNDING = 1e-9;

  private KruskalWallis() {}

  /**
   * Returns p.
   *
   * @param groups finite values; not modified
   * @return in (0, 1]; 1 if fewer than two groups have a value
   */
  static double p(List<double[]> groups) {
    int[] sizes =
        groups.stream().mapToInt(group -> group.length).filter(size -> size > 0).toArray();
    if (sizes.length < 2) {
      return 1;
    }
    double[] ranks =
        new NaturalRanking().apply(groups.stream().flatMapToDouble(Arrays::stream).toArray());
    double found = statistic(ranks, sizes) * (1 - ROUNDING);
    Random random = new Random(SEED); // its numbers are specified: the same on every JDK
    int asLarge = 1;
    for (int draw = 0; draw < DRAWS; draw++) {
      shuffle(ranks, random);
      asLarge += statistic(ranks, sizes) >= found ? 1 : 0;
    }
    return asLarge / (1.0 + DRAWS);
  }

  /**
   * Returns how small p can get: that of groups that do not overlap. Two groups, or k of one size,
   * can be so in k! of all ways to deal the ranks; of three and more with different sizes fewer may
   * be as far apart, so that p may get smaller.
   *
   * @return in (0, 1]; 1 if fewer than two groups have a value
   */
  static double leastP(List<double[]> groups) {
    double ways = 1;
    int values = 0;
    int some = 0;
    for (double[] group : groups) {
      for (int i = 1; i <= group.length; i++) {
        ways *= (double) ++values / i; // ways to choose the group among those so far
      }
      some += group.length > 0 ? 1 : 0;
    }
    double alike = 1;
    for (int i = 2; i <= some; i++) {
      alike *= i;
    }
    return some < 2 ? 1 : Math.min(1, alike / ways);
  }

  private static double statistic(double[] ranks, int[] sizes) {
    double statistic = 0;
    int at = 0;
    for (int size : sizes) {
      double sum = Arrays.stream(ranks, at, at + size).sum();
      statistic += sum * sum / size;
      at += size;
    }
    return statistic;
  }

  private static void shuffle(double[] values, Random random) {
    for (int i = values.length - 1; i > 0; i--) {
      int other = random.nextInt(i + 1);
      double value = values[i];
      values[i] = values[other];
      values[other] = value;
    }
  }
}
