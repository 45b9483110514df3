package org.asyncmark.analyse;

import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.apache.commons.statistics.descriptive.Median;
import org.jspecify.annotations.Nullable;

/**
 * One number for each fork of an arm: the observations that all inference is about.
 *
 * @param byRound score by round, in the unit of the metric; a round without a score is missing
 */
public record ForkScores(SortedMap<Integer, Double> byRound, SortedMap<Integer, TurnScores> turns) {
  public ForkScores {
    byRound = Collections.unmodifiableSortedMap(new TreeMap<>(byRound));
    turns = Collections.unmodifiableSortedMap(new TreeMap<>(turns));
  }

  /**
   * The scores of one fork turn by turn.
   *
   * @param block whose forks had their turns cycle by cycle
   * @param values one for each turn
   * @param reference name of the arm by which arms of different blocks are compared; empty if there
   *     is none
   * @param ofReference its scores in this block
   */
  public record TurnScores(
      String block, List<Double> values, String reference, List<Double> ofReference) {
    public TurnScores {
      values = List.copyOf(values);
      ofReference = List.copyOf(ofReference);
    }

    /** Creates the scores of a fork with no reference. */
    public TurnScores(String block, List<Double> values) {
      this(block, values, "", List.of());
    }

    private OptionalDouble logRatio(TurnScores other) {
      if (block.equals(other.block)) {
        return medianLogRatio(values, other.values);
      }
      if (reference.isEmpty() || !reference.equals(other.reference)) {
        return OptionalDouble.empty();
      }
      OptionalDouble before = medianLogRatio(ofReference, values);
      OptionalDouble after = medianLogRatio(other.ofReference, other.values);
      return before.isPresent() && after.isPresent()
          ? OptionalDouble.of(after.getAsDouble() - before.getAsDouble())
          : OptionalDouble.empty();
    }

    /** Returns nothing unless every turn of both has a score with a logarithm. */
    private static OptionalDouble medianLogRatio(List<Double> base, List<Double> other) {
      double[] logs = new double[base.size()];
      if (base.isEmpty() || other.size() != logs.length) {
        return OptionalDouble.empty();
      }
      for (int turn = 0; turn < logs.length; turn++) {
        logs[turn] = Math.log(other.get(turn)) - Math.log(base.get(turn));
        if (!Double.isFinite(logs[turn])) {
          return OptionalDouble.empty();
        }
      }
      return OptionalDouble.of(Median.withDefaults().evaluate(logs));
    }
  }

  /** Creates scores of forks whose turns are not known. */
  public ForkScores(SortedMap<Integer, Double> byRound) {
    this(byRound, new TreeMap<>());
  }

  /**
   * Returns how a fork differs from that of another arm in the same round, as {@code ln(other) -
   * ln(this)}. If they took turns, it is the median over the cycles of their turns' differences, so
   * that what the machine did meanwhile meets both. If each took turns with the same third arm, it
   * is the difference of what that comes to. Otherwise it is that of their scores.
   *
   * @return null if one of the two has no score
   */
  @Nullable Double logRatio(ForkScores other, int round) {
    Double score = byRound.get(round);
    Double against = other.byRound.get(round);
    if (score == null || against == null) {
      return null;
    }
    TurnScores some = turns.get(round);
    TurnScores others = other.turns.get(round);
    OptionalDouble inTurns =
        some == null || others == null ? OptionalDouble.empty() : some.logRatio(others);
    return inTurns.orElse(Math.log(against) - Math.log(score));
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
        quantile == 0.5 ? Turns.p50(kind) : "",
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
        name,
        fork -> {
          Count count = fork.counts().get(name);
          if (count == null || count.unit().equals(unit.text())) {
            return count == null ? null : (Double) count.value();
          }
          return ScoreUnit.of(count.unit()).convert(count.value(), unit);
        });
  }

  /**
   * Returns a score of each fork.
   *
   * @param turn name of what each turn scored; turns have none of another name
   * @param score returns null of a fork that has none
   * @throws IllegalArgumentException if two forks are of the same round
   */
  static ForkScores of(ArmForks arm, String turn, Function<Fork, @Nullable Double> score) {
    SortedMap<Integer, Double> scores = new TreeMap<>();
    SortedMap<Integer, TurnScores> turns = new TreeMap<>();
    for (Fork fork : arm.forks()) {
      Double value = score.apply(fork);
      List<Double> ofTurns = fork.turns().of(turn);
      if (!fork.turns().block().isEmpty() && !ofTurns.isEmpty()) {
        Turns.Reference reference = fork.turns().reference();
        turns.put(
            fork.round(),
            new TurnScores(
                fork.turns().block(),
                ofTurns,
                reference.name(),
                reference.scores().getOrDefault(turn, List.of())));
      }
      if (value != null && scores.put(fork.round(), value) != null) {
        throw new IllegalArgumentException(
            "want one fork of an arm in a round, got two in round "
                + fork.round()
                + ": "
                + arm.arm());
      }
    }
    return new ForkScores(scores, turns);
  }

  /** Returns another score for each. */
  ForkScores map(UnaryOperator<Double> other) {
    SortedMap<Integer, Double> scores = new TreeMap<>(byRound);
    scores.replaceAll((round, score) -> other.apply(score));
    SortedMap<Integer, TurnScores> ofTurns = new TreeMap<>(turns);
    ofTurns.replaceAll(
        (round, each) ->
            new TurnScores(
                each.block(),
                each.values().stream().map(other).toList(),
                each.reference(),
                each.ofReference().stream().map(other).toList()));
    return new ForkScores(scores, ofTurns);
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
