package org.asyncmark.run;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.asyncmark.analyse.Arm;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.OpenLoop;
import org.asyncmark.pattern.Pattern;
import org.asyncmark.pattern.Patterns;
import org.asyncmark.pattern.Traffic;
import org.asyncmark.plan.Plan;

/**
 * What JMH runs in a fork: the benchmark of the pattern, or that of requests.
 *
 * @param method JMH's name of it
 * @param params as JMH takes them
 * @param inWindows whether an iteration is one op, a window that lasts as long as a parameter says
 */
public record ForkBenchmark(String method, Map<String, String> params, boolean inWindows) {
  /** Between the seeds of two rounds, so that no window has the arrivals of another one. */
  private static final long SEEDS_OF_ROUND = 1_000_000;

  /**
   * Returns what measures an arm.
   *
   * @param round 1 and up
   */
  public static ForkBenchmark of(Plan plan, Arm arm, int round) {
    Pattern pattern = Patterns.of(arm.pattern());
    Model model = Model.of(arm.model());
    Optional<Traffic> traffic = plan.traffic(arm);
    return traffic
        .map(each -> requests(plan, arm, pattern, model, each, round))
        .orElseGet(
            () ->
                new ForkBenchmark(
                    pattern.benchmark(), pattern.jmhParams(model, arm.allParams()), false));
  }

  /** Returns the same requests for all arms of a round. */
  private static ForkBenchmark requests(
      Plan plan, Arm arm, Pattern pattern, Model model, Traffic traffic, int round) {
    Map<String, String> params = new LinkedHashMap<>();
    params.put("pattern", arm.pattern());
    params.put("model", model.name());
    params.put(
        "cell",
        arm.allParams().entrySet().stream()
            .filter(param -> pattern.param(param.getKey()) != null) // others are of the fork
            .map(Object::toString)
            .collect(Collectors.joining(" ")));
    params.put("rate", Double.toString(traffic.perSecond()));
    params.put("arrivals", traffic.arrivals().name());
    params.put("callers", Integer.toString(traffic.callers()));
    params.put("windowMillis", Long.toString(plan.fork().measuredMillis()));
    params.put("warmUpMillis", Long.toString(plan.fork().warmupMillis()));
    params.put("seed", Long.toString(plan.seed() + SEEDS_OF_ROUND * round));
    return new ForkBenchmark(OpenLoop.METHOD, params, true);
  }
}
