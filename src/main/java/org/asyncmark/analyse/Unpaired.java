package org.asyncmark.analyse;

import java.util.Arrays;
import org.apache.commons.statistics.descriptive.Mean;
import org.apache.commons.statistics.descriptive.Variance;
import org.apache.commons.statistics.distribution.TDistribution;
import org.apache.commons.statistics.inference.DataDispersion;
import org.apache.commons.statistics.inference.TTest;
import org.jspecify.annotations.Nullable;

/**
 * The way out where forks cannot be paired, as between two runs: Welch's t-test on the logarithms
 * of the scores. Time and machine are mixed up with the arms, so that no verdict is more than
 * suggestive.
 *
 * @see <a href="https://doi.org/10.1093/biomet/34.1-2.28">Welch, The generalization of 'Student's'
 *     problem when several different population variances are involved, Biometrika 34 (1947)</a>
 */
public final class Unpaired {
  private static final TTest WELCH = TTest.withDefaults().with(DataDispersion.HETEROSCEDASTIC);

  private Unpaired() {}

  /**
   * Compares the forks of two runs.
   *
   * @return with the smaller number of forks as its rounds, a family of one, and an estimate that
   *     is the difference of the means of logarithms: the ratio of geometric means
   */
  public static Contrast contrast(
      ArmPair subject, Metric metric, ForkScores base, ForkScores other, Criteria criteria) {
    Judge judge = new Judge(criteria);
    int forks = Math.min(base.byRound().size(), other.byRound().size());
    String obstacle = obstacle(base, other, forks);
    double alpha = criteria.alpha();
    if (!obstacle.isEmpty()) {
      Judgement none = judge.none(Standing.SUGGESTIVE, "unpaired; " + obstacle);
      Screening screening = screening(base, other, forks, alpha);
      return new Contrast(subject, metric, forks, 0, null, screening, significance(1), none);
    }
    double[] otherLogs = other.logs();
    double[] baseLogs = base.logs();
    TTest.Result welch = WELCH.test(otherLogs, baseLogs);
    double difference = difference(otherLogs, baseLogs);
    Estimate estimate =
        new Estimate(
            difference,
            interval(difference, otherLogs, baseLogs, 1 - alpha),
            interval(difference, otherLogs, baseLogs, 1 - 2 * alpha),
            Math.sqrt(variance(otherLogs) + variance(baseLogs)));
    Significance significance = significance(welch.getPValue());
    Judgement judged =
        judge.judge(metric.goodness(), forks, estimate, significance, Standing.SUGGESTIVE);
    return new Contrast(
        subject,
        metric,
        forks,
        0,
        estimate,
        null,
        significance,
        annotated(judged, otherLogs.length, baseLogs.length));
  }

  private static Judgement annotated(Judgement judged, int others, int bases) {
    String note = "unpaired: " + Digits.counted(others, "fork") + " against " + bases;
    return new Judgement(
        judged.verdict(),
        judged.standing(),
        judged.annotation().isEmpty() ? note : note + "; " + judged.annotation(),
        judged.roundsNeeded(),
        judged.margin());
  }

  private static String obstacle(ForkScores base, ForkScores other, int forks) {
    String withoutLog = base.withoutLog().isEmpty() ? other.withoutLog() : base.withoutLog();
    if (!withoutLog.isEmpty()) {
      return withoutLog;
    }
    if (forks < Multiplicity.FEWEST_ROUNDS) {
      return "a verdict needs " + Multiplicity.FEWEST_ROUNDS + " forks of each arm, got " + forks;
    }
    return constant(base.logs()) && constant(other.logs())
        ? "all forks of an arm have one score, which leaves nothing to tell chance by"
        : "";
  }

  private static boolean constant(double[] values) {
    return Arrays.stream(values).allMatch(value -> value == values[0]);
  }

  private static double squaredError(double[] values) {
    return variance(values) / values.length;
  }

  private static double variance(double[] values) {
    return Variance.of(values).getAsDouble();
  }

  /**
   * Returns the ratio of fewer forks than a verdict needs. Welch's interval is there from two forks
   * of each arm on; that their logarithms are normal, on which it rests, so few cannot show.
   */
  private static @Nullable Screening screening(
      ForkScores base, ForkScores other, int forks, double alpha) {
    if (forks == 0 || !base.withoutLog().isEmpty() || !other.withoutLog().isEmpty()) {
      return null;
    }
    double[] otherLogs = other.logs();
    double[] baseLogs = base.logs();
    double difference = difference(otherLogs, baseLogs);
    boolean alike = constant(otherLogs) && constant(baseLogs); // a single fork is, too
    return new Screening(
        difference,
        forks < 2 || alike ? null : interval(difference, otherLogs, baseLogs, 1 - alpha));
  }

  private static double difference(double[] otherLogs, double[] baseLogs) {
    return Mean.of(otherLogs).getAsDouble() - Mean.of(baseLogs).getAsDouble();
  }

  private static Interval interval(
      double centre, double[] otherLogs, double[] baseLogs, double level) {
    double error = Math.sqrt(squaredError(otherLogs) + squaredError(baseLogs));
    double degrees = WELCH.test(otherLogs, baseLogs).getDegreesOfFreedom();
    TDistribution student = TDistribution.of(degrees);
    double half = error * student.inverseSurvivalProbability((1 - level) / 2);
    return new Interval(centre - half, centre + half, level);
  }

  private static Significance significance(double p) {
    return new Significance("unpaired", 1, Adjustment.NONE, p, p);
  }
}
