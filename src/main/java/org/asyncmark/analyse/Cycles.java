package org.asyncmark.analyse;

import static java.util.stream.Collectors.collectingAndThen;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.commons.statistics.descriptive.Median;

/**
 * What the machine did to all forks of a block, cycle by cycle: the median over the forks of how
 * many times its own median each took in that cycle. What is left of a fork's turns once that is
 * divided out, the fork did alone.
 */
public final class Cycles {
  private record Block(int round, String name) {
    static Block of(Fork fork) {
      return new Block(fork.round(), fork.turns().block());
    }
  }

  private Cycles() {}

  /**
   * Returns the arms with forks that know the cycles of their block. One that was alone in it, or
   * lacks a turn that another had, has nothing to be held against and stays as it is.
   *
   * @param arms all of a run, placebos included
   */
  public static List<ArmForks> known(List<ArmForks> arms) {
    Map<Block, List<Double>> blocks =
        arms.stream()
            .flatMap(arm -> arm.forks().stream())
            .filter(fork -> !fork.turns().block().isEmpty())
            .collect(
                groupingBy(
                    Block::of,
                    mapping(
                        fork -> fork.turns().p50s(),
                        collectingAndThen(toList(), Cycles::medians))));
    return arms.stream()
        .map(arm -> arm.with(arm.forks().stream().map(fork -> known(fork, blocks)).toList()))
        .toList();
  }

  private static Fork known(Fork fork, Map<Block, List<Double>> blocks) {
    List<Double> cycles = blocks.getOrDefault(Block.of(fork), List.of());
    return fork.turns().p50s().size() == cycles.size() ? fork.with(fork.turns().in(cycles)) : fork;
  }

  /** Returns nothing unless two forks had all turns. */
  private static List<Double> medians(List<List<Double>> forks) {
    int turns = forks.stream().mapToInt(List::size).max().orElse(0);
    List<double[]> whole =
        forks.stream().filter(fork -> fork.size() == turns).map(Cycles::relative).toList();
    return whole.size() < 2
        ? List.of()
        : IntStream.range(0, turns)
            .mapToObj(i -> Math.exp(median(whole.stream().mapToDouble(fork -> fork[i]).toArray())))
            .toList();
  }

  /** Returns the logarithms of scores less their median: arms take differently long. */
  private static double[] relative(List<Double> scores) {
    double[] logs = scores.stream().mapToDouble(Math::log).toArray();
    double level = median(logs);
    return IntStream.range(0, logs.length).mapToDouble(i -> logs[i] - level).toArray();
  }

  private static double median(double[] values) {
    return Median.withDefaults().withCopy(true).evaluate(values);
  }
}
