package org.asyncmark.report;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.asyncmark.analyse.Arm;
import org.asyncmark.analyse.ArmForks;
import org.asyncmark.analyse.ArmKeys;
import org.asyncmark.analyse.Digits;
import org.asyncmark.analyse.Fork;
import org.asyncmark.analyse.ForkRange;
import org.asyncmark.analyse.Latencies;
import org.asyncmark.analyse.SlowTurns;
import org.asyncmark.analyse.Steadiness;
import org.asyncmark.analyse.VarianceShares;
import org.asyncmark.model.Model;

/**
 * The numbers and names of one arm, as tables, sentences and figures show them.
 *
 * @param on where it runs, as {@link org.asyncmark.analyse.RunRecord#on}
 */
public record ArmSummary(ArmForks armForks, String on) {
  static final String LEAF = "leaf";

  /**
   * Order of rows: by model, then by size of the pool. Mechanisms stay in the order of the plan,
   * because the sort is stable.
   */
  public static final Comparator<ArmSummary> ORDER =
      Comparator.comparing(ArmSummary::model)
          .thenComparing(summary -> ArmKeys.poolSize(summary.arm()).length())
          .thenComparing(summary -> ArmKeys.poolSize(summary.arm()));

  /** Creates an arm whose names do not matter. */
  public ArmSummary(ArmForks armForks) {
    this(armForks, "");
  }

  /** Returns the arm. */
  public Arm arm() {
    return armForks.arm();
  }

  /** Returns the model of the arm. */
  public Model model() {
    return Model.of(arm().model());
  }

  /** Returns the name in tables, for example {@code platform (semaphore, pool 64)}. */
  String rowLabel() {
    return model().id() + on + ArmKeys.way(arm());
  }

  /** Returns the name in figures, for example {@code platform threads (semaphore, pool 64)}. */
  public String legendLabel() {
    return name() + ArmKeys.way(arm());
  }

  /** Returns the name in figures without its way. */
  String name() {
    return model().label() + on;
  }

  /** Returns the name in figures where what it runs on stands above it. */
  public String belowRuntime() {
    return model().label() + ArmKeys.way(arm());
  }

  /**
   * Returns the forks that gave a result, how many of them are invalid, and why others gave none,
   * for example {@code 5, 1 invalid, 1 hung}.
   */
  String forksLabel() {
    int invalid = armForks.invalid();
    return Digits.count(forks()) + (invalid == 0 ? "" : ", " + invalid + " invalid") + lost();
  }

  /** Returns why there is no number. */
  public String noForks() {
    return lost().isEmpty() ? "no fork has finished" : "no fork has finished" + lost();
  }

  private String lost() {
    return (armForks.hung() == 0 ? "" : ", " + armForks.hung() + " hung")
        + (armForks.failed() == 0 ? "" : ", " + armForks.failed() + " failed");
  }

  /** Tells whether numbers are those of invalid forks, because there are no others. */
  boolean noneValid() {
    return forks() > 0 && armForks.invalid() == forks();
  }

  /** Returns the kinds of latency that some fork has, sorted. */
  Set<String> kinds() {
    return armForks.forks().stream()
        .flatMap(fork -> fork.latencies().keySet().stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Returns the units of what some fork counted, by name, sorted. */
  Map<String, String> countUnits() {
    Map<String, String> units = new TreeMap<>();
    armForks
        .forks()
        .forEach(fork -> fork.counts().forEach((name, count) -> units.put(name, count.unit())));
    return units;
  }

  /** Returns what each fork that numbers are told of counted, or empty unless all did. */
  Optional<ForkRange> count(String name) {
    return ForkRange.of(armForks.toldCounts(name));
  }

  /** Returns how many forks were still changing when their warm-up ended. */
  long unsteadyForks() {
    return Arrays.stream(armForks.counts("warmup.steady")).filter(steady -> steady < 1).count();
  }

  /** Returns which turns of the forks were slow. */
  SlowTurns slowTurns() {
    return armForks.slowTurns();
  }

  /**
   * Returns how many forks became faster or slower while they were measured, and the others of
   * their blocks did not.
   */
  Steadiness steadiness() {
    return Steadiness.of(armForks);
  }

  /** Returns how much of the noise is between forks; empty if the iterations do not tell. */
  Optional<VarianceShares> variance() {
    return VarianceShares.of(armForks.turns());
  }

  /** Returns how many forks have a result, 0 and up. */
  public int forks() {
    return armForks.forks().size();
  }

  /** Returns the samples of each fork that numbers are told of, 0 for one without that kind. */
  public LongStream samples(String kind) {
    return armForks.counted().forks().stream().mapToLong(fork -> samples(fork, kind));
  }

  private static long samples(Fork fork, String kind) {
    return fork.latencies().getOrDefault(kind, Latencies.NONE).samples();
  }

  /**
   * Returns the values at a quantile of the forks that numbers are told of, or empty unless every
   * one has the samples for it.
   */
  Optional<ForkRange> quantile(String kind, double quantile) {
    return ForkRange.of(armForks.toldQuantilesNanos(kind, quantile));
  }

  /** Returns the kind of latency that stands for the whole op. */
  public String kind() {
    return armForks.mainKind();
  }

  /** Returns the forks' medians of the whole op. */
  public Optional<ForkRange> p50() {
    return quantile(kind(), 0.5);
  }

  /**
   * Returns the largest value of the forks that numbers are told of, in nanoseconds, or empty if
   * there is none.
   */
  Optional<Double> maxNanos() {
    return maxNanos(kind());
  }

  /** Returns the same of another kind of latency. */
  Optional<Double> maxNanos(String kind) {
    return armForks.counted().forks().stream()
        .map(fork -> fork.latencies().getOrDefault(kind, Latencies.NONE))
        .filter(latencies -> latencies.samples() > 0)
        .map(latencies -> (double) latencies.maxNanos())
        .max(Comparator.naturalOrder());
  }
}
