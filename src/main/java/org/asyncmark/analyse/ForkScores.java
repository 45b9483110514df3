package org.asyncmark.analyse;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One number for each fork of an arm: the observations that all inference is about.
 *
 * @param byRound score by round, in the unit of the metric; a round without a score is missing
 */
public record ForkScores(SortedMap<Integer, Double> byRound) {
  public ForkScores {
    byRound = Collections.unmodifiableSortedMap(new TreeMap<>(byRound));
  }

  /**
   * Returns the value at a quantile of each fork that has enough samples for it, in nanoseconds.
   *
   * @param kind for example {@code service}
   * @param quantile one of {@link Quantiles#KEPT}
   * @throws IllegalArgumentException if two forks are of the same round
   * @see Quantiles#samplesNeeded
   */
  public static ForkScores ofQuantile(ArmForks arm, String kind, double quantile) {
    return of(
        arm,
        fork -> {
          Latencies latencies = fork.latencies().get(kind);
          return latencies != null && latencies.has(quantile)
              ? (Double) latencies.nanosAt(quantile)
              : null;
        });
  }

  /**
   * Returns a count of each fork that has it.
   *
   * @param name for example {@code cpu}
   * @param unit of the scores
   * @throws IllegalArgumentException if two forks are of the same round, or a fork's unit cannot be
   *     converted
   */
  public static ForkScores ofCount(ArmForks arm, String name, ScoreUnit unit) {
    return of(
        arm,
        fork -> {
          Count count = fork.counts().get(name);
          if (count == null || count.unit().equals(unit.text())) {
            return count == null ? null : (Double) count.value();
          }
          return ScoreUnit.of(count.unit()).convert(count.value(), unit);
        });
  }

  private static ForkScores of(ArmForks arm, Function<Fork, @Nullable Double> score) {
    SortedMap<Integer, Double> scores = new TreeMap<>();
    for (Fork fork : arm.forks()) {
      Double value = score.apply(fork);
      if (value != null && scores.put(fork.round(), value) != null) {
        throw new IllegalArgumentException(
            "want one fork of an arm in a round, got two in round "
                + fork.round()
                + ": "
                + arm.arm());
      }
    }
    return new ForkScores(scores);
  }

  /** Returns the scores in the order of the rounds. */
  public double[] values() {
    return byRound.values().stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** Returns the natural logarithms of the scores, in the order of the rounds. */
  public double[] logs() {
    return byRound.values().stream().mapToDouble(Math::log).toArray();
  }

  /** Returns the first score that has no logarithm, in words, or an empty string. */
  String withoutLog() {
    return byRound.entrySet().stream()
        .filter(score -> !(score.getValue() > 0 && score.getValue() < Double.POSITIVE_INFINITY))
        .findFirst()
        .map(
            score ->
                "the " + score.getValue() + " of round " + score.getKey() + " has no logarithm")
        .orElse("");
  }
}
