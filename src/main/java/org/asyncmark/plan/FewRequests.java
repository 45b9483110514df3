package org.asyncmark.plan;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.asyncmark.analyse.Digits;
import org.asyncmark.analyse.Quantiles;
import org.asyncmark.analyse.Slo;
import org.asyncmark.pattern.Traffic;

/**
 * Rates at which a fork is expected to have fewer requests than the percentile of a limit takes.
 */
public final class FewRequests {
  /** How many standard deviations requests that come by chance may be fewer than expected. */
  private static final double SPREAD = 3;

  private FewRequests() {}

  /** Returns a line that says so, and what to do; empty text if there is no such rate. */
  public static String in(Plan plan) {
    Optional<Slo> slo = Optional.ofNullable(plan.slo()).map(Slo::of);
    if (slo.isEmpty()) {
      return "";
    }
    double fraction = slo.get().fraction();
    long needed = Quantiles.samplesNeeded(fraction);
    double seconds = plan.fork().measuredMillis() / 1e3;
    int turns = plan.fork().measuredIterations();
    List<Traffic> traffic =
        plan.arms().stream()
            .map(PlannedArm::arm)
            .filter(arm -> arm.params().containsKey(Traffic.RATE)) // of loads none is known yet
            .flatMap(arm -> plan.traffic(arm).stream())
            .toList();
    boolean poisson = traffic.stream().anyMatch(each -> each.arrivals() == Traffic.Spacing.POISSON);
    TreeSet<Double> few =
        traffic.stream()
            .map(Traffic::perSecond)
            .filter(rate -> least(rate * seconds * turns, poisson) < needed)
            .collect(Collectors.toCollection(TreeSet::new));
    if (few.isEmpty()) {
      return "";
    }
    int enough = turns;
    while (enough <= JmhOptions.MOST_ITERATIONS
        && least(few.first() * seconds * enough, poisson) < needed) {
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
        few.stream()
            .map(rate -> Digits.count(Math.round(rate)) + "/s")
            .collect(Collectors.joining(", ")),
        poisson ? ", by chance fewer" : "",
        enough > JmhOptions.MOST_ITERATIONS
            ? "higher rates or longer turns, -- -r 10s, give forks more"
            : "-- -i " + enough + " gives forks enough");
  }

  /** Returns as few requests as come but for rare chances. */
  private static double least(double expected, boolean poisson) {
    return poisson ? expected - SPREAD * Math.sqrt(expected) : expected;
  }
}
