package org.asyncmark.analyse;

import java.util.Collections;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Differences of logarithms of scores, paired by round: {@code d_b = ln(other_b) - ln(base_b)}.
 * What a round does to all its arms alike drops out.
 *
 * @param logRatios by round
 * @param dropped rounds in which one of the arms has no score, left out of {@code logRatios}
 * @param obstacle why there are no differences, in words; empty if nothing stands in the way
 * @param excluded which rounds are left out because a fork is invalid and why, in words; empty if
 *     none is
 */
public record Pairs(
    Subject subject,
    Metric metric,
    SortedMap<Integer, Double> logRatios,
    SortedSet<Integer> dropped,
    String obstacle,
    String excluded) {
  public Pairs {
    logRatios = Collections.unmodifiableSortedMap(new TreeMap<>(logRatios));
    dropped = Collections.unmodifiableSortedSet(new TreeSet<>(dropped));
  }

  /** Creates pairs of forks that are all valid. */
  public Pairs(
      Subject subject,
      Metric metric,
      SortedMap<Integer, Double> logRatios,
      SortedSet<Integer> dropped,
      String obstacle) {
    this(subject, metric, logRatios, dropped, obstacle, "");
  }

  /** Pairs the p50 of the whole operation of two arms, over the forks that have one. */
  public static Pairs ofP50(ArmForks base, ArmForks other) {
    return ofP50(base, other, base.mainKind());
  }

  /** Pairs the p50 of a kind of latency of two arms, over the forks that have one. */
  public static Pairs ofP50(ArmForks base, ArmForks other, String kind) {
    return of(
        new ArmPair(base.arm(), other.arm()),
        new Metric(kind + " p50", "ns", Goodness.LOWER_IS_FASTER),
        ForkScores.ofQuantile(base.valid(), kind, 0.5),
        ForkScores.ofQuantile(other.valid(), kind, 0.5));
  }

  /** Pairs the forks of two arms. */
  public static Pairs of(ArmPair subject, Metric metric, ForkScores base, ForkScores other) {
    SortedMap<Integer, Double> logRatios = new TreeMap<>();
    SortedSet<Integer> dropped = union(base.byRound().keySet(), other.byRound().keySet());
    String obstacle = base.withoutLog().isEmpty() ? other.withoutLog() : base.withoutLog();
    if (obstacle.isEmpty()) {
      for (int round : base.byRound().keySet()) {
        Double logRatio = base.logRatio(other, round);
        if (logRatio != null) {
          logRatios.put(round, logRatio);
        }
      }
      dropped.removeAll(logRatios.keySet());
    } else {
      dropped.clear(); // one such score is data: to drop its round would be to choose by outcome
    }
    return new Pairs(subject, metric, logRatios, dropped, obstacle);
  }

  /**
   * Returns the difference of differences, {@code after - before}, over the rounds that have all
   * four arms.
   *
   * @throws IllegalArgumentException if the metrics differ or one is itself an interaction
   */
  public static Pairs interaction(Pairs before, Pairs after) {
    if (!(before.subject instanceof ArmPair base
        && after.subject instanceof ArmPair other
        && before.metric.equals(after.metric))) {
      throw new IllegalArgumentException(
          "want two pairs of arms with one metric, got " + before + " and " + after);
    }
    SortedMap<Integer, Double> logRatios = new TreeMap<>(after.logRatios);
    logRatios.keySet().retainAll(before.logRatios.keySet());
    before.logRatios.forEach(
        (round, log) -> logRatios.computeIfPresent(round, (same, difference) -> difference - log));
    SortedSet<Integer> dropped = union(before.logRatios.keySet(), after.logRatios.keySet());
    dropped.addAll(before.dropped);
    dropped.addAll(after.dropped);
    dropped.removeAll(logRatios.keySet());
    String obstacle = before.obstacle.isEmpty() ? after.obstacle : before.obstacle;
    String excluded =
        Stream.of(before.excluded, after.excluded)
            .filter(Predicate.not(String::isEmpty))
            .distinct()
            .collect(Collectors.joining("; "));
    return new Pairs(
        new Interaction(base, other), before.metric, logRatios, dropped, obstacle, excluded);
  }

  /**
   * Returns the same with what is said of rounds that are left out because a fork is invalid.
   *
   * @param rounds none of which has a difference
   */
  Pairs excluding(SortedSet<Integer> rounds, String why) {
    SortedSet<Integer> all = obstacle.isEmpty() ? union(dropped, rounds) : dropped;
    return new Pairs(subject, metric, logRatios, all, obstacle, why);
  }

  /** Returns the differences in the order of the rounds. */
  public double[] values() {
    return logRatios.values().stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static SortedSet<Integer> union(Set<Integer> some, Set<Integer> others) {
    SortedSet<Integer> all = new TreeSet<>(some);
    all.addAll(others);
    return all;
  }
}
