package org.asyncmark.cli;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.asyncmark.analyse.Arm;
import org.asyncmark.analyse.Digits;
import org.asyncmark.analyse.Quantiles;
import org.asyncmark.analyse.Slo;
import org.asyncmark.analyse.Value;
import org.asyncmark.pattern.Traffic;
import org.asyncmark.plan.Plan;
import org.asyncmark.plan.PlannedArm;

/**
 * Rates at which a fork is expected to have fewer requests than the percentile of a limit takes.
 */
final class FewRequests {
  /** How many standard deviations requests that come by chance may be fewer than expected. */
  private static final double SPREAD = 3;

  /** As many as {@code -i} takes. */
  private static final int MOST_TURNS = 10_000;

  private FewRequests() {}

  /** Returns a line that says so, and what to do; empty text if there is no such rate. */
  static String in(Plan plan) {
    Optional<Slo> slo = Optional.ofNullable(plan.slo()).map(Slo::of);
    if (slo.isEmpty()) {
      return "";
    }
    double fraction = slo.get().fraction();
    long needed = Quantiles.samplesNeeded(fraction);
    double seconds = plan.fork().measuredMillis() / 1e3;
    int turns = plan.fork().measuredIterations();
    List<Arm> arms = plan.arms().stream().map(PlannedArm::arm).toList();
    boolean poisson = arms.stream().anyMatch(FewRequests::isPoisson);
    TreeSet<Long> few =
        arms.stream()
            .flatMap(arm -> Optional.ofNullable(arm.params().get(Traffic.RATE)).stream())
            .flatMapToLong(rate -> rate.number().stream())
            .filter(rate -> least(rate * seconds * turns, poisson) < needed)
            .boxed()
            .collect(Collectors.toCollection(TreeSet::new));
    if (few.isEmpty()) {
      return "";
    }
    int enough = turns;
    while (enough <= MOST_TURNS && least(few.first() * seconds * enough, poisson) < needed) {
      enough++;
    }
    return String.format(
        Locale.ROOT,
        "  WARNING: %s takes %s requests in each fork, and about %s come at %s%s: whether the limit is"
            + " held there may not be known; %s%n",
        Digits.percentile(fraction),
        Digits.count(needed),
        few.stream()
            .map(rate -> Digits.count(Math.round(rate * seconds * turns)))
            .collect(Collectors.joining(", ")),
        few.stream().map(rate -> Digits.count(rate) + "/s").collect(Collectors.joining(", ")),
        poisson ? ", by chance fewer" : "",
        enough > MOST_TURNS
            ? "higher rates or longer turns, -- -r 10s, give forks more"
            : "-- -i " + enough + " gives forks enough");
  }

  private static boolean isPoisson(Arm arm) {
    Value arrivals = arm.params().get(Traffic.ARRIVALS);
    return arrivals != null && arrivals.toString().equals("poisson");
  }

  /** Returns as few requests as come but for rare chances. */
  private static double least(double expected, boolean poisson) {
    return poisson ? expected - SPREAD * Math.sqrt(expected) : expected;
  }
}
