package org.asyncmark.analyse;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A metric as it is asked for by its word, with the way to its score of a fork: {@code p99} of the
 * whole operation, {@code leaf.p50} of another kind of latency, {@code throughput}, or the name of
 * something counted, for example {@code cpu}. Its unit and its direction are those of the arms that
 * are compared.
 *
 * @param word as on the command line
 * @param source what its scores are taken from
 */
public record Measure(String word, Source source) {
  /** What a benchmark of plain JMH says of a fork. */
  public static final String SCORE = "score";

  private static final String THROUGHPUT = "throughput";
  private static final double NANOS_PER_SECOND = 1e9;
  private static final Map<String, String> COUNTS = Map.of("allocated", "gc.alloc.rate.norm");

  /** Where a measure's scores come from. */
  enum Source {
    LATENCIES,
    CALLS,
    COUNTS
  }

  /**
   * Returns the metric of a word.
   *
   * @throws UndecidedException if no fork of the runs has finished
   * @throws IllegalArgumentException if nothing in the runs has it; the message lists what there is
   */
  public static Measure of(String word, RunRecord... runs) {
    Optional<LatencyQuantile> quantile = LatencyQuantile.of(word);
    Set<String> kinds = kinds(runs);
    if (quantile.filter(each -> each.isOf(kinds)).isPresent()) {
      if (!Quantiles.isKept(quantile.get().fraction())) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "want a percentile that is kept of every fork, got '%s'; there are %s",
                word,
                Quantiles.WORDS));
      }
      return new Measure(word, Source.LATENCIES);
    }
    if (word.equals(THROUGHPUT) && isMain(Latencies.SERVICE, runs)) {
      return new Measure(word, Source.CALLS);
    }
    Measure measure = new Measure(word, Source.COUNTS);
    if (arms(runs).noneMatch(arm -> measure.unit(arm).isPresent())) {
      String message = "want a metric that was measured, got '" + word + "'; there are ";
      if (arms(runs).allMatch(arm -> arm.forks().isEmpty())) {
        throw new UndecidedException(message + "none: no fork has finished");
      }
      throw new IllegalArgumentException(message + choices(runs));
    }
    return measure;
  }

  /** Returns the quantile of a measure of latencies. */
  private LatencyQuantile quantile() {
    return LatencyQuantile.of(word).orElseThrow();
  }

  private static Stream<ArmForks> arms(RunRecord... runs) {
    return Arrays.stream(runs).flatMap(run -> run.arms().stream());
  }

  private static Set<String> kinds(RunRecord... runs) {
    return arms(runs)
        .flatMap(arm -> arm.forks().stream())
        .flatMap(fork -> fork.latencies().keySet().stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Tells whether a kind of latency stands for the whole operation in some arm. */
  private static boolean isMain(String kind, RunRecord... runs) {
    return arms(runs).anyMatch(arm -> arm.mainKind().equals(kind) && has(arm, kind));
  }

  private static boolean has(ArmForks arm, String kind) {
    return arm.forks().stream().anyMatch(fork -> fork.latencies().containsKey(kind));
  }

  /** Returns what a reader must know of the metric, in a sentence; empty text if nothing. */
  String caution() {
    boolean estimate = source == Source.LATENCIES && quantile().kind().equals(Latencies.CORRECTED);
    return estimate ? Latencies.CORRECTED_IS : "";
  }

  /** Tells whether some fork of a run has something for this metric. */
  boolean isIn(RunRecord run) {
    return switch (source) {
      case LATENCIES -> quantile().isOf(kinds(run));
      case CALLS -> isMain(Latencies.SERVICE, run);
      case COUNTS -> arms(run).anyMatch(arm -> unit(arm).isPresent());
    };
  }

  /** Returns what an arm's forks have under this word: JMH calls the 99th percentile p0.99. */
  private String countName(ArmForks arm) {
    List<String> names = new ArrayList<>(List.of(word));
    Optional.ofNullable(COUNTS.get(word)).ifPresent(names::add);
    LatencyQuantile.of(word)
        .filter(quantile -> word.equals("p" + quantile.percent()))
        .map(quantile -> new BigDecimal(quantile.percent()).movePointLeft(2))
        .map(fraction -> fraction.setScale(Math.max(2, fraction.scale())))
        .ifPresent(fraction -> names.add("p" + fraction.toPlainString()));
    return names.stream()
        .filter(name -> arm.forks().stream().anyMatch(fork -> fork.counts().containsKey(name)))
        .findFirst()
        .orElse(word);
  }

  private Optional<String> unit(ArmForks arm) {
    String name = countName(arm);
    return arm.forks().stream()
        .map(fork -> fork.counts().get(name))
        .filter(Objects::nonNull)
        .map(Count::unit)
        .findFirst();
  }

  /** Returns the words that runs have something for, with commas between. */
  private static String choices(RunRecord... runs) {
    Set<String> words = new TreeSet<>();
    for (String kind : kinds(runs)) {
      if (isMain(kind, runs)) {
        words.addAll(Set.of("p50", "p90", "p99", "p99.9"));
      }
      if (arms(runs).anyMatch(arm -> !arm.mainKind().equals(kind) && has(arm, kind))) {
        words.add(kind + ".p50");
      }
    }
    if (isMain(Latencies.SERVICE, runs)) {
      words.add(THROUGHPUT);
    }
    arms(runs)
        .flatMap(arm -> arm.forks().stream())
        .forEach(fork -> words.addAll(fork.counts().keySet()));
    COUNTS.forEach(
        (word, name) -> {
          if (words.remove(name)) {
            words.add(word);
          }
        });
    return String.join(", ", words);
  }

  /**
   * Returns the metrics that are compared if nobody asks for others: what was declared, and what an
   * op takes beside time, where that was counted.
   */
  public static List<String> usual(RunRecord run) {
    return Stream.concat(
            Contrasts.DEFAULT_METRICS.stream(),
            Stream.of("cpu", "allocated").filter(word -> isCounted(word, run)))
        .toList();
  }

  /** Tells whether some fork of a run counted something. */
  public static boolean isCounted(String word, RunRecord run) {
    return arms(run).anyMatch(arm -> new Measure(word, Source.COUNTS).unit(arm).isPresent());
  }

  /**
   * Returns which kinds of latency have to be read for some metrics: those that percentiles are
   * asked of, and those that tell whether a fork is valid; or all if a word may be of anything.
   *
   * @param words as on the command line; none for {@linkplain #usual the usual ones}
   */
  public static Predicate<String> kindsOf(List<String> words) {
    Set<String> kinds =
        new TreeSet<>(Set.of(Latencies.SERVICE, Latencies.RESPONSE, Validity.SEND_LAG));
    for (String word : words) {
      Optional<LatencyQuantile> quantile = LatencyQuantile.of(word);
      if (quantile.isEmpty()) {
        return kind -> true;
      }
      kinds.add(quantile.get().kind());
    }
    return kinds::contains;
  }

  /** Returns the metric's name in files, for example {@code service p99}. */
  private String name(ArmForks arm) {
    return source == Source.LATENCIES ? quantile().kindOf(arm) + " p" + quantile().percent() : word;
  }

  /** Returns the metric of two arms, in the unit of the base; without a unit if neither has it. */
  Metric metric(ArmForks base, ArmForks other) {
    ArmForks named = base.forks().isEmpty() ? other : base;
    String name = name(named);
    return switch (source) {
      case LATENCIES -> new Metric(name, "ns", Goodness.LOWER_IS_FASTER);
      case CALLS -> new Metric(name, "ops/s", Goodness.HIGHER_IS_FASTER);
      case COUNTS -> {
        ArmForks one = unit(base).isPresent() ? base : other;
        ScoreUnit unit = ScoreUnit.of(unit(one).orElse(""));
        yield new Metric(name, unit.text(), Directions.of(countName(one), unit, one.arm()));
      }
    };
  }

  /**
   * Returns one number for each valid fork that has it; throughput is the calls a caller makes, or
   * all callers together if there are several.
   */
  ForkScores scores(ArmForks arm, Metric metric) {
    ArmForks valid = arm.valid();
    return switch (source) {
      case LATENCIES -> ForkScores.ofQuantile(valid, quantile().kindOf(arm), quantile().fraction());
      case CALLS -> throughput(valid);
      case COUNTS -> ForkScores.ofCount(valid, countName(arm), ScoreUnit.of(metric.unit()));
    };
  }

  private static ForkScores throughput(ArmForks arm) {
    if (arm.mainKind().equals(Latencies.RESPONSE)) {
      return new ForkScores(new TreeMap<>()); // the rate was given
    }
    if (arm.counts(Validity.ACHIEVED).length > 0) {
      return ForkScores.ofCount(arm, Validity.ACHIEVED, ScoreUnit.of("#/s"));
    }
    // a closed loop of one caller: the ops divided by the sum of their times
    ForkScores means =
        ForkScores.of(
            arm,
            Turns.mean(Latencies.SERVICE),
            fork -> {
              Latencies service = fork.latencies().getOrDefault(Latencies.SERVICE, Latencies.NONE);
              return service.samples() > 0 ? (Double) service.meanNanos() : null;
            });
    return means.map(nanos -> NANOS_PER_SECOND / nanos);
  }

  /**
   * Returns why two arms cannot be compared, in words; empty if they can. To leave out the forks
   * that lack a score would be to leave out the slow ones.
   */
  String lack(ArmForks base, ArmForks other) {
    Optional<ScoreUnit> one = countUnit(base);
    Optional<ScoreUnit> two = countUnit(other);
    if (one.isPresent() && two.isPresent() && !two.get().isConvertibleTo(one.get())) {
      return String.format(
          Locale.ROOT,
          "%s is in %s in the base and in %s in the other, and neither can be given in the other's",
          word,
          one.get().shown(),
          two.get().shown());
    }
    if (source == Source.LATENCIES && !quantile().kindOf(base).equals(quantile().kindOf(other))) {
      return String.format(
          Locale.ROOT,
          "%s is of %s in the base and of %s in the other, which are not the same time",
          word,
          quantile().kindOf(base),
          quantile().kindOf(other));
    }
    Metric metric = metric(base, other);
    String lack = lack(base, metric);
    return lack.isEmpty() ? lack(other, metric) : lack;
  }

  private String lack(ArmForks arm, Metric metric) {
    int valid = arm.valid().forks().size();
    int without = valid - scores(arm, metric).byRound().size();
    if (without == 0) {
      return "";
    }
    if (source != Source.LATENCIES) {
      return word + (without == valid ? " was not measured" : " is missing in some forks");
    }
    return String.format(
        Locale.ROOT,
        "%s needs %s samples in each fork",
        word,
        Digits.count(Quantiles.samplesNeeded(quantile().fraction())));
  }

  /** Pairs the forks of two arms by round; rounds with an invalid fork are left out. */
  public Pairs pairs(ArmForks base, ArmForks other) {
    ArmPair pair = new ArmPair(base.arm(), other.arm());
    Metric metric = metric(base, other);
    String lack = lack(base, other);
    Pairs pairs =
        lack.isEmpty()
            ? Pairs.of(pair, metric, scores(base, metric), scores(other, metric))
            : new Pairs(pair, metric, new TreeMap<>(), new TreeSet<>(), lack);
    return pairs.excluding(Validity.invalidRounds(base, other), Validity.excluded(base, other));
  }

  /** Returns the median over the forks; none unless each has a score. */
  Amount median(ArmForks arm, Metric metric) {
    return hasAll(arm, metric)
        ? ForkRange.of(scores(arm, metric).values())
            .map(range -> Amount.of(range.median(), metric))
            .orElse(Amount.NONE)
        : Amount.NONE;
  }

  /**
   * Returns the geometric mean over the forks, whose ratio is what unpaired arms are compared by;
   * the median where a score is 0. None unless each fork has a score.
   */
  Amount mean(ArmForks arm, Metric metric) {
    if (!hasAll(arm, metric)) {
      return Amount.NONE;
    }
    double[] scores = scores(arm, metric).values();
    boolean positive = Arrays.stream(scores).allMatch(score -> score > 0);
    boolean alike = Arrays.stream(scores).distinct().count() == 1; // their mean has no rounding
    return positive && !alike && scores.length > 0
        ? Amount.of(Math.exp(Arrays.stream(scores).map(Math::log).average().orElseThrow()), metric)
        : median(arm, metric);
  }

  /** Returns the unit of what an arm counted; empty for what is not a count. */
  private Optional<ScoreUnit> countUnit(ArmForks arm) {
    return source == Source.COUNTS ? unit(arm).map(ScoreUnit::of) : Optional.empty();
  }

  private boolean hasAll(ArmForks arm, Metric metric) {
    ScoreUnit wanted = ScoreUnit.of(metric.unit());
    boolean convertible = countUnit(arm).map(unit -> unit.isConvertibleTo(wanted)).orElse(true);
    return convertible && lack(arm, metric).isEmpty();
  }
}
