package org.asyncmark.analyse;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a fork scored turn by turn.
 *
 * @param block name of the block within the round whose forks had their turns cycle by cycle; empty
 *     if the fork was measured alone, so that no other fork's turn is beside one of its own
 * @param scores one for each turn in their order, by name: of a count its name, of a kind of
 *     latency {@link #p50} and {@link #mean} in nanoseconds
 * @param reference the arm by which this one is compared with arms of other blocks
 */
public record Turns(String block, Map<String, List<Double>> scores, Reference reference) {
  /** Those of a fork of which nothing is known turn by turn. */
  public static final Turns NONE = new Turns("", Map.of());

  public Turns {
    scores = copy(scores);
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
    return kind + ":p50";
  }

  /** Returns the name of the means of a kind of latency. */
  public static String mean(String kind) {
    return kind + ":mean";
  }

  /** Returns the scores of a name, none if they are not known. */
  public List<Double> of(String name) {
    return scores.getOrDefault(name, List.of());
  }
}
