package org.asyncmark.analyse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What forks that take turns come to on a machine with neighbours, held against the same forks
 * measured one after the other. Neighbours are there for a third of the time, for 0.25 to 60 s at a
 * stretch, and slow everything down by up to a factor of two. A fork has a level of its own (1 %),
 * and a turn noise of its own (2 %). A share near 0.05 of 2 000 contrasts has a standard error of
 * 0.005, one near 0.8 has 0.009.
 */
class TurnsSimulationTest {
  private static final int CONTRASTS = 2_000;
  private static final int FORKS = 8;
  private static final int CYCLES = 8;
  private static final double TURN_SECONDS = 0.3;
  private static final double WARM_UP_SECONDS = 4;

  private enum Design {
    IN_TURNS,
    ONE_AFTER_THE_OTHER
  }

  @Test
  void intervalsOfTenRoundsCoverTheEffect() {
    Random random = new Random(1);
    int covered = 0;
    for (int i = 0; i < CONTRASTS; i++) {
      Interval interval =
          Estimate.ofPairs(differences(random, Design.IN_TURNS, 10, 0.05), 0.05).interval();
      covered += interval.lower() <= 0.05 && 0.05 <= interval.upper() ? 1 : 0;
    }
    // exactly 0.951 for any symmetric noise
    assertThat(share(covered)).isBetween(0.935, 0.967);
  }

  @ParameterizedTest
  @EnumSource(Design.class)
  void whatDoesNotDifferIsAFalseAlarmInFivePercent(Design design) {
    assertThat(shown(design, 10, 0)).isBetween(0.035, 0.065);
  }

  @Test
  void fivePercentAreShownInNineOfTenContrastsOfTenRounds() {
    assertThat(shown(Design.IN_TURNS, 10, 0.05)).isGreaterThan(0.9);
  }

  @Test
  void oneAfterTheOtherTheyAreMostlyMissed() {
    assertThat(shown(Design.ONE_AFTER_THE_OTHER, 10, 0.05)).isLessThan(0.4);
  }

  private static double shown(Design design, int rounds, double effect) {
    Random random = new Random(2);
    int shown = 0;
    for (int i = 0; i < CONTRASTS; i++) {
      shown += SignedRank.p(differences(random, design, rounds, effect)) < 0.05 ? 1 : 0;
    }
    return share(shown);
  }

  private static double share(int count) {
    return (double) count / CONTRASTS;
  }

  private static double[] differences(Random random, Design design, int rounds, double effect) {
    TreeMap<Integer, Double> base = new TreeMap<>();
    TreeMap<Integer, Double> other = new TreeMap<>();
    TreeMap<Integer, ForkScores.TurnScores> baseTurns = new TreeMap<>();
    TreeMap<Integer, ForkScores.TurnScores> otherTurns = new TreeMap<>();
    for (int round = 1; round <= rounds; round++) {
      List<List<Double>> forks = block(random, design, effect);
      base.put(round, median(forks.get(0)));
      other.put(round, median(forks.get(1)));
      if (design == Design.IN_TURNS) {
        baseTurns.put(round, new ForkScores.TurnScores("b", forks.get(0)));
        otherTurns.put(round, new ForkScores.TurnScores("b", forks.get(1)));
      }
    }
    return Pairs.of(
            SampleContrasts.VIRTUAL_AGAINST_PLATFORM,
            SampleContrasts.P50,
            new ForkScores(base, baseTurns),
            new ForkScores(other, otherTurns))
        .values();
  }

  /** Returns the scores of the turns of a block's forks, of which the second has the effect. */
  private static List<List<Double>> block(Random random, Design design, double effect) {
    Machine machine = new Machine(random);
    List<Integer> order = new ArrayList<>();
    double[] levels = new double[FORKS];
    List<List<Double>> forks = new ArrayList<>();
    for (int fork = 0; fork < FORKS; fork++) {
      levels[fork] = Math.exp(0.01 * random.nextGaussian() + (fork == 1 ? effect : 0));
      order.add(fork);
      forks.add(new ArrayList<>());
    }
    if (design == Design.ONE_AFTER_THE_OTHER) {
      Collections.shuffle(order, random);
      for (int fork : order) {
        machine.passes(WARM_UP_SECONDS);
        for (int turn = 0; turn < CYCLES; turn++) {
          forks.get(fork).add(levels[fork] * machine.turn());
        }
      }
      return forks;
    }
    for (int cycle = 0; cycle < CYCLES; cycle++) {
      Collections.shuffle(order, random);
      order.forEach(fork -> forks.get(fork).add(levels[fork] * machine.turn()));
    }
    return forks;
  }

  private static double median(List<Double> values) {
    return ForkRange.of(values.stream().mapToDouble(Double::doubleValue).toArray())
        .orElseThrow()
        .median();
  }

  /** A machine on which a neighbour comes and goes. */
  private static final class Machine {
    private final Random random;
    private boolean shared;
    private double factor = 1;
    private double leftSeconds;

    Machine(Random random) {
      this.random = random;
      this.shared = random.nextInt(3) == 0;
      change();
    }

    private void change() {
      double seconds =
          0.25 * Math.pow(240, random.nextDouble()); // 0.25 to 60 s, even in logarithms
      factor = shared ? 1 + random.nextDouble() : 1;
      leftSeconds = shared ? seconds : 2 * seconds;
    }

    /** Returns the mean factor of a while. */
    private double passes(double seconds) {
      double sum = 0;
      double left = seconds;
      while (left > leftSeconds) {
        sum += leftSeconds * factor;
        left -= leftSeconds;
        shared = !shared;
        change();
      }
      leftSeconds -= left;
      return (sum + left * factor) / seconds;
    }

    double turn() {
      return passes(TURN_SECONDS) * Math.exp(0.02 * random.nextGaussian());
    }
  }
}
