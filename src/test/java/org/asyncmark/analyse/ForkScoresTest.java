package org.asyncmark.analyse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
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

  private static Fork fork(int round, long nanos, int samples) {
    Histogram histogram = new Histogram(3);
    histogram.recordValueWithCount(nanos, samples);
    return Fork.of(round, Map.of("service", histogram), Map.of("cpu", new Count(12.5, "us/op")));
  }
}
