package org.asyncmark.analyse;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What a fork scored turn by turn.
 *
 * @param block name of the block within the round whose forks had their turns cycle by cycle; empty
 *     if the fork was measured alone, so that no other fork's turn is beside one of its own
 * @param scores one for each turn in their order, by name: of a count its name, of a kind of
 *     latency {@link #p50} and {@link #mean} in nanoseconds
 * @param reference the arm by which this one is compared with arms of other blocks
 * @param cycles for each turn how many times longer than mostly the forks of the block took
 *     meanwhile, see {@link Cycles}; empty if that is not known
 */
public record Turns(
    String block, Map<String, List<Double>> scores, Reference reference, List<Double> cycles) {
  /** Those of a fork of which nothing is known turn by turn. */
  public static final Turns NONE = new Turns("", Map.of());

  /**
   * Quantiles that are told of the response of each turn, the highest first; the median is known of
   * every kind of latency.
   */
  public static final List<Double> TAIL = List.of(0.99, 0.95, 0.9, 0.5);

  public Turns {
    scores = copy(scores);
    cycles = List.copyOf(cycles);
  }

  /** Creates turns of a fork whose block is not known cycle by cycle. */
  public Turns(String block, Map<String, List<Double>> scores, Reference reference) {
    this(block, scores, reference, List.of());
  }

  /** Creates turns of a fork with no reference. */
  public Turns(String block, Map<String, List<Double>> scores) {
    this(block, scores, Reference.NONE);
  }

  /**
   * An arm that was measured in several blocks.
   *
   * @param name tells it from others of the run; empty if there is none
   * @param scores those of its fork in the same block, named alike
   */
  public record Reference(String name, Map<String, List<Double>> scores) {
    /** No reference. */
    public static final Reference NONE = new Reference("", Map.of());

    public Reference {
      scores = copy(scores);
    }
  }

  private static Map<String, List<Double>> copy(Map<String, List<Double>> scores) {
    Map<String, List<Double>> copy = new HashMap<>();
    scores.forEach((name, values) -> copy.put(name, List.copyOf(values)));
    return Map.copyOf(copy);
  }

  /** Returns the name of the medians of a kind of latency. */
  public static String p50(String kind) {
    return quantile(kind, 0.5);
  }

  /**
   * Returns the name of a quantile of a kind of latency, of which there are those of {@link #TAIL}
   * that each turn has the samples for.
   */
  public static String quantile(String kind, double quantile) {
    return kind + ":" + Digits.percentile(quantile);
  }

  /** Returns the name of the means of a kind of latency. */
  public static String mean(String kind) {
    return kind + ":mean";
  }

  /** Returns the scores of a name, none if they are not known. */
  public List<Double> of(String name) {
    return scores.getOrDefault(name, List.of());
  }

  /**
   * Returns the median of each turn in nanoseconds, of the kind of latency that stands for the
   * whole op; none if they are not known.
   */
  public List<Double> p50s() {
    List<Double> response = of(p50(Latencies.RESPONSE));
    return response.isEmpty() ? of(p50(Latencies.SERVICE)) : response;
  }

  /** Returns the same with what the forks of its block took, one for each turn. */
  Turns in(List<Double> known) {
    return new Turns(block, scores, reference, known);
  }

  /**
   * Returns how long the op took in the middle of each turn as far as this fork alone is to blame:
   * without what happened to all forks of its block in the same cycle. Where that is not known, how
   * long it took.
   */
  public double[] own() {
    List<Double> p50s = p50s();
    return IntStream.range(0, p50s.size())
        .mapToDouble(turn -> p50s.get(turn) / (cycles.isEmpty() ? 1 : cycles.get(turn)))
        .toArray();
  }
}
