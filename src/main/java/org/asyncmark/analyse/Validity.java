package org.asyncmark.analyse;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whether a fork measured what it was to measure: requests that came at a rate, all of which were
 * served. A fork that did not is kept and shown with a mark, and takes no part in a verdict: what
 * it says of latencies is of another rate than the one that was asked for. A fork of a closed loop
 * is valid.
 *
 * @param broken rules that it breaks; none if it is valid
 * @param unjudged rules that its numbers do not tell of, in words; it is not invalid for that
 * @see <a
 *     href="https://github.com/aeron-io/benchmarks/blob/master/benchmarks-api/src/main/java/io/aeron/benchmarks/LoadTestRig.java">LoadTestRig
 *     of Aeron</a>, which warns where not all messages were sent, or received by a deadline
 */
public record Validity(List<Broken> broken, List<String> unjudged) {
  /** Requests that were to come in a second. */
  public static final String OFFERED = "offered";

  /** Requests that ended, in a second. */
  public static final String ACHIEVED = "achieved";

  /** Requests that were rejected, in a window. */
  public static final String LOST = "lost";

  /** Median response of the second half of a window's requests over that of the first half. */
  public static final String GROWTH = "growth";

  /** Kind of latency: how late requests were handed over. */
  public static final String SEND_LAG = "sendlag";

  /** Nothing is broken. */
  private static final Validity VALID = new Validity(List.of(), List.of());

  private static final double LEAST_ACHIEVED = 0.999;
  private static final double MOST_SEND_LAG = 0.1;
  private static final double MOST_GROWTH = 1.2;

  /** What is read instead of a quantile that the samples do not support: the next lower one. */
  private static final List<Double> FALL_BACK = List.of(0.999, 0.995, 0.99, 0.95, 0.9, 0.75, 0.5);

  public Validity {
    broken = List.copyOf(broken);
    unjudged = List.copyOf(unjudged);
  }

  /** What a fork of an open loop has to keep. */
  public enum Rule {
    /** At least 99.9 % of the requests that were to come in a second have ended in one. */
    ACHIEVED("achieved less than 99.9 % of offered"),
    /** No request was rejected. */
    LOST("requests lost"),
    /** The p99.9 of how late requests were handed over is below a tenth of the response's p99. */
    SEND_LAG("requests handed over late"),
    /** The response of a window's second half is at most 1.2 times that of its first half. */
    BACKLOG("backlog grows");

    private final String label;

    Rule(String label) {
      this.label = label;
    }

    /** Returns what is wrong where the rule is broken, in a few words. */
    public String label() {
      return label;
    }
  }

  /**
   * A rule that a fork breaks.
   *
   * @param words with the fork's numbers, for example {@code achieved 93.1 % of offered}
   */
  public record Broken(Rule rule, String words) {}

  /** Judges a fork. */
  public static Validity of(Fork fork) {
    if (!fork.counts().containsKey(OFFERED)) {
      return VALID;
    }
    List<Broken> broken = new ArrayList<>();
    List<String> unjudged = new ArrayList<>();
    achieved(fork, broken);
    lost(fork, broken);
    sendLag(fork, broken, unjudged);
    backlog(fork, broken, unjudged);
    return broken.isEmpty() && unjudged.isEmpty() ? VALID : new Validity(broken, unjudged);
  }

  private static void achieved(Fork fork, List<Broken> broken) {
    double offered = counted(fork, OFFERED).orElseThrow();
    Optional<Double> achieved = counted(fork, ACHIEVED);
    if (achieved.isEmpty()) {
      broken.add(new Broken(Rule.ACHIEVED, "what was achieved of offered is not known"));
    } else if (!(achieved.get() >= LEAST_ACHIEVED * offered)) { // written so that NaN fails
      // rounded down: 99.86 % is not 99.9 %
      double percent = Math.floor(1_000 * achieved.get() / offered + 1e-6) / 10;
      broken.add(new Broken(Rule.ACHIEVED, "achieved " + Digits.plain(percent) + " % of offered"));
    }
  }

  private static void lost(Fork fork, List<Broken> broken) {
    double windows = fork.turns().of(LOST).stream().mapToDouble(Double::doubleValue).sum();
    double mean = counted(fork, LOST).orElse(0.0);
    if (windows > 0) {
      broken.add(new Broken(Rule.LOST, Digits.counted(Math.round(windows), "request") + " lost"));
    } else if (mean > 0) {
      broken.add(new Broken(Rule.LOST, Digits.three(mean) + " requests lost in a window"));
    }
  }

  private static void sendLag(Fork fork, List<Broken> broken, List<String> unjudged) {
    Latencies lag = fork.latencies().getOrDefault(SEND_LAG, Latencies.NONE);
    Latencies response = fork.main();
    Optional<Double> ofLag = highest(lag, 0.999);
    Optional<Double> ofResponse = highest(response, 0.99);
    if (ofLag.isEmpty() || ofResponse.isEmpty()) {
      unjudged.add(
          String.format(
              Locale.ROOT,
              "how late requests were handed over needs %s samples, had %s",
              Digits.count(Quantiles.samplesNeeded(0.5)),
              Digits.count(Math.min(lag.samples(), response.samples()))));
      return;
    }
    double late = lag.nanosAt(ofLag.get());
    double share = late / response.nanosAt(ofResponse.get());
    if (!(share < MOST_SEND_LAG)) {
      broken.add(
          new Broken(
              Rule.SEND_LAG,
              String.format(
                  Locale.ROOT,
                  "%s of sendlag %s is %d %% of %s of response",
                  Digits.percentile(ofLag.get()),
                  LatencyUnit.text(late),
                  Math.round(100 * share),
                  Digits.percentile(ofResponse.get()))));
    }
  }

  /** Returns the highest quantile up to one that the samples support; empty if there is none. */
  private static Optional<Double> highest(Latencies latencies, double most) {
    return FALL_BACK.stream()
        .filter(quantile -> quantile <= most && latencies.has(quantile))
        .findFirst();
  }

  private static void backlog(Fork fork, List<Broken> broken, List<String> unjudged) {
    double[] turns =
        fork.turns().of(GROWTH).stream()
            .mapToDouble(Double::doubleValue)
            .filter(Double::isFinite)
            .toArray();
    Optional<Double> growth =
        ForkRange.of(turns).map(ForkRange::median).or(() -> counted(fork, GROWTH));
    if (growth.isEmpty()) {
      unjudged.add("whether the backlog grows needs requests in both halves of a window");
    } else if (!(growth.get() <= MOST_GROWTH)) {
      broken.add(
          new Broken(
              Rule.BACKLOG,
              "backlog grows: 2nd half " + Digits.three(growth.get()) + " times the 1st"));
    }
  }

  private static Optional<Double> counted(Fork fork, String name) {
    return Optional.ofNullable(fork.counts().get(name)).map(Count::value);
  }

  /** Tells whether no rule is broken. */
  public boolean isValid() {
    return broken.isEmpty();
  }

  /** Returns what is broken, with the numbers; empty text if nothing is. */
  public String inWords() {
    return broken.stream().map(Broken::words).collect(Collectors.joining("; "));
  }

  /** Returns how many of some forks break each rule, those that none breaks left out. */
  public static Map<Rule, Integer> count(Collection<Fork> forks) {
    Map<Rule, Integer> counts = new EnumMap<>(Rule.class);
    forks.forEach(
        fork -> of(fork).broken.forEach(each -> counts.merge(each.rule, 1, Integer::sum)));
    return counts;
  }

  /**
   * Returns which rules some forks break, for example {@code achieved less than 99.9 % of offered
   * in 2, backlog grows in 1}; empty text if none does.
   */
  public static String countInWords(Collection<Fork> forks) {
    return count(forks).entrySet().stream()
        .map(each -> each.getKey().label() + " in " + each.getValue())
        .collect(Collectors.joining(", "));
  }

  /** Returns the rounds in which the fork of some arm is invalid. */
  static SortedSet<Integer> invalidRounds(ArmForks... arms) {
    return Stream.of(arms)
        .flatMap(arm -> arm.forks().stream())
        .filter(fork -> !of(fork).isValid())
        .map(Fork::round)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Returns which rounds of a contrast are left out and why, in words; empty text if none is. */
  static String excluded(ArmForks base, ArmForks other) {
    int invalid = invalidRounds(base, other).size();
    long all =
        Stream.of(base, other)
            .flatMap(arm -> arm.forks().stream())
            .map(Fork::round)
            .distinct()
            .count();
    return invalid == 0
        ? ""
        : invalid
            + " of "
            + Digits.counted(all, "round")
            + (invalid == 1 ? " is" : " are")
            + " invalid: "
            + sides(base, other);
  }

  /** Returns the same of forks that are not paired. */
  static String excludedUnpaired(ArmForks base, ArmForks other) {
    int invalid = base.invalid() + other.invalid();
    return invalid == 0
        ? ""
        : Digits.counted(invalid, "invalid fork")
            + (invalid == 1 ? " is" : " are")
            + " left out: "
            + sides(base, other);
  }

  private static String sides(ArmForks base, ArmForks other) {
    return Stream.of(
            side("base", countInWords(base.forks())), side("other", countInWords(other.forks())))
        .filter(each -> !each.isEmpty())
        .collect(Collectors.joining("; "));
  }

  private static String side(String name, String rules) {
    return rules.isEmpty() ? "" : name + ", " + rules;
  }
}
