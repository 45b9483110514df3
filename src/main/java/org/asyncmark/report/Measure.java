package org.asyncmark.report;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.asyncmark.analyse.ArmForks;
import org.asyncmark.analyse.ArmPair;
import org.asyncmark.analyse.Count;
import org.asyncmark.analyse.Fork;
import org.asyncmark.analyse.ForkRange;
import org.asyncmark.analyse.ForkScores;
import org.asyncmark.analyse.Goodness;
import org.asyncmark.analyse.Latencies;
import org.asyncmark.analyse.Metric;
import org.asyncmark.analyse.Pairs;
import org.asyncmark.analyse.Quantiles;
import org.asyncmark.analyse.RunRecord;

/**
 * A metric as it is asked for by its word, with the way to its score of a fork: {@code p99} of the
 * whole operation, {@code leaf.p50} of another kind of latency, {@code throughput}, or the name of
 * something counted, for example {@code cpu}.
 *
 * @param word as on the command line
 */
public record Measure(String word, Metric metric) {
  /** What a benchmark of plain JMH says of a fork. */
  public static final String SCORE = "score";

  private static final String THROUGHPUT = "throughput";
  private static final double NANOS_PER_SECOND = 1e9;
  private static final Pattern QUANTILE =
      Pattern.compile("(?:([a-z]+)\\.)?p(\\d{1,2}(?:\\.\\d+)?)");
  private static final Map<String, String> COUNTS = Map.of("allocated", "gc.alloc.rate.norm");
  private static final Set<String> COSTS =
      Set.of("cpu", "gc.alloc.rate.norm", "switches.voluntary", "switches.involuntary");

  /**
   * Returns the metric of a word, with the unit that it has in a run.
   *
   * @throws IllegalArgumentException if nothing in the run has it; the message lists what there is
   */
  public static Measure of(String word, RunRecord run) {
    Matcher quantile = QUANTILE.matcher(word);
    Set<String> kinds = kinds(run);
    if (quantile.matches() && kinds.contains(kind(quantile))) {
      if (!Quantiles.isKept(fraction(quantile))) {
        throw new IllegalArgumentException(
            String.format(
                    Locale.ROOT,
                    "want a percentile that is kept of every fork, got '%s'; there are p1, p5, p10, p25, p50,",
                    word)
                + " p75, p90, p95, p99, p99.5, p99.9, p99.99, p99.999");
      }
      String name = kind(quantile) + " p" + quantile.group(2);
      return new Measure(word, new Metric(name, "ns", Goodness.LOWER_IS_FASTER));
    }
    if (word.equals(THROUGHPUT) && kinds.contains(ArmSummary.SERVICE)) {
      return new Measure(word, new Metric(word, "ops/s", Goodness.HIGHER_IS_FASTER));
    }
    Optional<String> unit = unit(run, count(word));
    if (unit.isEmpty()) {
      throw new IllegalArgumentException(
          "want a metric that was measured, got '" + word + "'; there are " + choices(run));
    }
    return new Measure(word, new Metric(word, unit.get(), goodness(count(word), unit.get())));
  }

  private static Goodness goodness(String name, String unit) {
    if (name.equals(SCORE)) {
      return unit.startsWith("ops/") ? Goodness.HIGHER_IS_FASTER : Goodness.LOWER_IS_FASTER;
    }
    return COSTS.contains(name) ? Goodness.LOWER_IS_CHEAPER : Goodness.NONE;
  }

  private static String kind(Matcher quantile) {
    return quantile.group(1) == null ? ArmSummary.SERVICE : quantile.group(1);
  }

  private static double fraction(Matcher quantile) {
    return Double.parseDouble(quantile.group(2)) / 100;
  }

  private static String count(String word) {
    return COUNTS.getOrDefault(word, word);
  }

  private static Set<String> kinds(RunRecord run) {
    return run.arms().stream()
        .flatMap(arm -> arm.forks().stream())
        .flatMap(fork -> fork.latencies().keySet().stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Optional<String> unit(RunRecord run, String name) {
    return run.arms().stream()
        .flatMap(arm -> arm.forks().stream())
        .map(fork -> fork.counts().get(name))
        .filter(count -> count != null)
        .map(Count::unit)
        .findFirst();
  }

  /** Returns the words that a run has something for, with commas between. */
  static String choices(RunRecord run) {
    Set<String> words = new TreeSet<>();
    for (String kind : kinds(run)) {
      if (kind.equals(ArmSummary.SERVICE)) {
        words.addAll(Set.of("p50", "p90", "p99", "p99.9", THROUGHPUT));
      } else {
        words.add(kind + ".p50");
      }
    }
    run.arms().stream()
        .flatMap(arm -> arm.forks().stream())
        .forEach(fork -> words.addAll(fork.counts().keySet()));
    COUNTS.forEach(
        (word, name) -> {
          if (words.remove(name)) {
            words.add(word);
          }
        });
    return words.isEmpty() ? "none: no fork has finished" : String.join(", ", words);
  }

  /**
   * Returns the metrics that are compared if nobody asks for others: what was declared, and what an
   * op takes beside time, where that was counted.
   */
  public static List<String> usual(RunRecord run) {
    return Stream.concat(
            Contrasts.DEFAULT_METRICS.stream(),
            Stream.of("cpu", "allocated").filter(word -> unit(run, count(word)).isPresent()))
        .toList();
  }

  /**
   * Returns which kinds of latency have to be read for some metrics: those that percentiles are
   * asked of, or all if a word may be of anything.
   *
   * @param words as on the command line; none for {@linkplain #usual the usual ones}
   */
  public static Predicate<String> kindsOf(List<String> words) {
    Set<String> kinds = new TreeSet<>(Set.of(ArmSummary.SERVICE));
    for (String word : words) {
      Matcher quantile = QUANTILE.matcher(word);
      if (!quantile.matches()) {
        return kind -> true;
      }
      kinds.add(kind(quantile));
    }
    return kinds::contains;
  }

  /** Returns one number for each fork that has it; throughput is the calls a caller makes. */
  ForkScores scores(ArmForks arm) {
    Matcher quantile = QUANTILE.matcher(word);
    if (metric.unit().equals("ns") && quantile.matches()) {
      return ForkScores.ofQuantile(arm, kind(quantile), fraction(quantile));
    }
    return word.equals(THROUGHPUT) && metric.unit().equals("ops/s")
        ? throughput(arm)
        : ForkScores.ofCount(arm, count(word));
  }

  private static ForkScores throughput(ArmForks arm) {
    SortedMap<Integer, Double> scores = new TreeMap<>();
    for (Fork fork : arm.forks()) {
      Latencies service = fork.latencies().getOrDefault(ArmSummary.SERVICE, Latencies.NONE);
      if (service.samples() > 0) {
        // a closed loop of one caller: the ops divided by the sum of their times
        scores.put(fork.round(), NANOS_PER_SECOND / service.meanNanos());
      }
    }
    return new ForkScores(scores);
  }

  /**
   * Returns why an arm has no score though it has forks, in words; empty if each of them has one.
   * To leave out the forks that lack it would be to leave out the slow ones.
   */
  String lack(ArmForks arm) {
    int without = arm.forks().size() - scores(arm).byRound().size();
    if (without == 0) {
      return "";
    }
    Matcher quantile = QUANTILE.matcher(word);
    return metric.unit().equals("ns") && quantile.matches()
        ? String.format(
            Locale.ROOT,
            "%s needs %s samples in each fork",
            word,
            Digits.count(Quantiles.samplesNeeded(fraction(quantile))))
        : word + " is missing in some forks";
  }

  /** Pairs the forks of two arms by round. */
  Pairs pairs(ArmForks base, ArmForks other) {
    ArmPair pair = new ArmPair(base.arm(), other.arm());
    String lack = lack(base).isEmpty() ? lack(other) : lack(base);
    return lack.isEmpty()
        ? Pairs.of(pair, metric, scores(base), scores(other))
        : new Pairs(pair, metric, new TreeMap<>(), new TreeSet<>(), lack);
  }

  /** Returns the median over the forks, with its unit; empty text unless each has a score. */
  String median(ArmForks arm) {
    if (!lack(arm).isEmpty()) {
      return "";
    }
    return ForkRange.of(
            scores(arm).byRound().values().stream().mapToDouble(Double::doubleValue).toArray())
        .map(range -> text(range.median()))
        .orElse("");
  }

  private String text(double value) {
    if (metric.unit().equals("ns")) {
      return LatencyUnit.text(value);
    }
    String unit = metric.unit().replace("us/", "µs/").replace("#", "").trim();
    return (Digits.three(value) + " " + unit).trim();
  }
}
