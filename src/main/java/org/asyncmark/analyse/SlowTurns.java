package org.asyncmark.analyse;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.statistics.descriptive.Median;

/**
 * How often a machine was slower in a turn than a fork mostly found it.
 *
 * @param turns of all forks
 * @param slow those that took more than 1.2 times the median of their fork's turns
 */
public record SlowTurns(int turns, int slow) {
  /** Above the spread of a core of one's own, below the cost of a busy neighbour. */
  private static final double SLOW = 1.2;

  /**
   * Counts the slow turns.
   *
   * @param forks scores of each fork's turns, larger ones slower
   */
  public static SlowTurns of(List<double[]> forks) {
    int turns = 0;
    int slow = 0;
    for (double[] fork : forks) {
      double most = fork.length == 0 ? 0 : SLOW * Median.withDefaults().evaluate(fork);
      turns += fork.length;
      slow += (int) Arrays.stream(fork).filter(turn -> turn > most).count();
    }
    return new SlowTurns(turns, slow);
  }

  /** Returns for example {@code 3 of 72}. */
  public String inWords() {
    return slow + " of " + turns;
  }
}
