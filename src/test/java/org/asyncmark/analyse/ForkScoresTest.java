package org.asyncmark.analyse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class ForkScoresTest {
  private static final Arm ARM = SampleContrasts.arm("virtual", "25");

  @Test
  void theScoreIsTheQuantileOfTheForkByRound() {
    ArmForks forks = new ArmForks(ARM, List.of(fork(3, 1_000, 100), fork(1, 2_000, 100)));
    assertThat(ForkScores.ofQuantile(forks, "service", 0.5).byRound())
        .containsExactly(Map.entry(1, 2_000.0), Map.entry(3, 1_000.0));
  }

  @Test
  void aForkWithTooFewSamplesForTheQuantileHasNoScore() {
    ArmForks forks = new ArmForks(ARM, List.of(fork(1, 1_000, 999), fork(2, 1_000, 1_000)));
    assertThat(ForkScores.ofQuantile(forks, "service", 0.99).byRound()).containsOnlyKeys(2);
  }

  @Test
  void aForkWithoutTheKindOrTheCountHasNoScore() {
    ArmForks forks = new ArmForks(ARM, List.of(fork(1, 1_000, 100)));
    assertThat(ForkScores.ofQuantile(forks, "leaf", 0.5).byRound()).isEmpty();
    assertThat(ForkScores.ofCount(forks, "alloc", ScoreUnit.of("us/op")).byRound()).isEmpty();
  }

  @Test
  void countsAreScoresToo() {
    ArmForks forks = new ArmForks(ARM, List.of(fork(1, 1_000, 100)));
    assertThat(ForkScores.ofCount(forks, "cpu", ScoreUnit.of("us/op")).byRound())
        .containsExactly(Map.entry(1, 12.5));
  }

  @Test
  void logarithmsAreNatural() {
    assertThat(SampleContrasts.scores(Math.E, 1).logs())
        .containsExactly(new double[] {1, 0}, within(1e-15));
  }

  @Test
  void anArmHasOneForkInARound() {
    ArmForks forks = new ArmForks(ARM, List.of(fork(2, 1_000, 100), fork(2, 1_000, 100)));
    assertThatThrownBy(() -> ForkScores.ofQuantile(forks, "service", 0.5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("want one fork of an arm in a round, got two in round 2: Arm[");
  }

  @Test
  void forksThatTookTurnsDifferByTheMedianOfTheirTurnsDifferences() {
    ForkScores base = turns(10, new ForkScores.TurnScores("gather.1", List.of(1.0, 8.0, 1.0)));
    ForkScores other = turns(99, new ForkScores.TurnScores("gather.1", List.of(2.0, 16.0, 3.0)));
    assertThat(base.logRatio(other, 1)).isCloseTo(Math.log(2), within(1e-15));
  }

  @Test
  void forksThatTookTurnsWithTheSameThirdOneDifferByWhatEachDiffersFromIt() {
    ForkScores base =
        turns(
            10,
            new ForkScores.TurnScores(
                "gather.1", List.of(2.0, 2.0), "platform", List.of(1.0, 1.0)));
    ForkScores other =
        turns(
            10,
            new ForkScores.TurnScores(
                "gather.2", List.of(12.0, 12.0), "platform", List.of(2.0, 2.0)));
    assertThat(base.logRatio(other, 1)).isCloseTo(Math.log(3), within(1e-15));
  }

  @Test
  void forksOfBlocksWithDifferentReferencesDifferByTheirScores() {
    ForkScores base =
        turns(10, new ForkScores.TurnScores("gather.1", List.of(2.0), "one", List.of(1.0)));
    ForkScores other =
        turns(20, new ForkScores.TurnScores("gather.3", List.of(12.0), "other", List.of(2.0)));
    assertThat(base.logRatio(other, 1)).isCloseTo(Math.log(2), within(1e-15));
  }

  @Test
  void forksOfDifferentBlocksWithoutAReferenceDifferByTheirScores() {
    ForkScores base = turns(10, new ForkScores.TurnScores("gather.1", List.of(1.0)));
    ForkScores other = turns(20, new ForkScores.TurnScores("gather.2", List.of(9.0)));
    assertThat(base.logRatio(other, 1)).isCloseTo(Math.log(2), within(1e-15));
  }

  @Test
  void aTurnWhoseScoreHasNoLogarithmLeavesItToTheScoresOfTheForks() {
    ForkScores base = turns(10, new ForkScores.TurnScores("gather.1", List.of(0.0, 1.0)));
    ForkScores other = turns(20, new ForkScores.TurnScores("gather.1", List.of(9.0, 9.0)));
    assertThat(base.logRatio(other, 1)).isCloseTo(Math.log(2), within(1e-15));
  }

  private static ForkScores turns(double score, ForkScores.TurnScores turns) {
    return new ForkScores(new TreeMap<>(Map.of(1, score)), new TreeMap<>(Map.of(1, turns)));
  }

  private static Fork fork(int round, long nanos, int samples) {
    Histogram histogram = new Histogram(3);
    histogram.recordValueWithCount(nanos, samples);
    return Fork.of(round, Map.of("service", histogram), Map.of("cpu", new Count(12.5, "us/op")));
  }
}
