package org.asyncmark.analyse;

import java.util.List;
import java.util.Optional;
import org.apache.commons.statistics.descriptive.Variance;
import org.apache.commons.statistics.distribution.BetaDistribution;
import org.apache.commons.statistics.inference.AlternativeHypothesis;
import org.apache.commons.statistics.inference.BinomialTest;

/**
 * What this machine says of arms that do not differ: an arm measured against itself.
 *
 * @param placebos number of such contrasts, at least 1
 * @param falseAlarms how many of them had p &lt; 0.05, none adjusted
 * @param floor 95th percentile of the estimates' sizes, as a ratio less 1: the smallest of them
 *     that at least 95 % do not exceed (type 1 of <a href="https://doi.org/10.2307/2684934">Hyndman
 *     and Fan 1996</a>), which below 20 placebos is the largest. No claim below it is honest
 * @param forkDeviation standard deviation of a fork's log score, from the differences of the pairs
 */
public record Calibration(int placebos, int falseAlarms, double floor, double forkDeviation) {
  private static final double ALPHA = 0.05;
  private static final double FLOOR_QUANTILE = 0.95;

  /**
   * Calibrates by placebos.
   *
   * @param placebos pairs of an arm with itself; those with too few rounds for a test are left out
   * @return empty if none is left
   */
  public static Optional<Calibration> of(List<Pairs> placebos) {
    List<double[]> usable =
        placebos.stream()
            .map(Pairs::values)
            .filter(values -> values.length >= Multiplicity.FEWEST_ROUNDS)
            .toList();
    if (usable.isEmpty()) {
      return Optional.empty();
    }
    double[] sizes =
        usable.stream()
            .mapToDouble(values -> Math.abs(new WalshAverages(values).median()))
            .sorted()
            .toArray();
    double floor = sizes[(int) Math.ceil(FLOOR_QUANTILE * sizes.length) - 1];
    long alarms = usable.stream().filter(values -> SignedRank.p(values) < ALPHA).count();
    double ofDifferences =
        usable.stream()
            .mapToDouble(values -> Variance.of(values).getAsDouble())
            .average()
            .orElse(0);
    // a difference has the variance of two forks
    double deviation = Math.sqrt(ofDifferences / 2);
    return Optional.of(new Calibration(usable.size(), (int) alarms, Math.expm1(floor), deviation));
  }

  /**
   * Returns the rate of false alarms that the true one does not exceed, with 95 % confidence.
   *
   * @see <a href="https://doi.org/10.1093/biomet/26.4.404">Clopper and Pearson, The use of
   *     confidence or fiducial limits illustrated in the case of the binomial, Biometrika 26
   *     (1934)</a>
   */
  public double falseAlarmBound() {
    return falseAlarms == placebos
        ? 1
        : BetaDistribution.of(falseAlarms + 1, placebos - falseAlarms)
            .inverseSurvivalProbability(ALPHA);
  }

  /** Tells whether so many false alarms happen by chance where the true rate is 0.05. */
  public boolean consistent() {
    double p =
        BinomialTest.withDefaults()
            .with(AlternativeHypothesis.GREATER_THAN)
            .test(placebos, falseAlarms, ALPHA)
            .getPValue();
    return p >= ALPHA;
  }

  /**
   * Returns the ratio, less 1, that so many rounds show with 80 % power.
   *
   * @param rounds 6 and up
   */
  public double detectableEffect(int rounds) {
    return DetectableEffect.of(rounds, forkDeviation);
  }

  /** Returns the banner for a machine that is too noisy for a margin, or an empty string. */
  public String banner(double delta) {
    return floor > delta
        ? "this machine cannot resolve "
            + Digits.percent(delta)
            + " today: the smallest honest claim is about "
            + Digits.percent(floor)
        : "";
  }
}
