package org.asyncmark.analyse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PairsTest {
  private static final ArmPair ON_21 =
      new ArmPair(SampleContrasts.arm("platform", "21"), SampleContrasts.arm("virtual", "21"));
  private static final ArmPair ON_25 = SampleContrasts.VIRTUAL_AGAINST_PLATFORM;

  @Test
  void differencesAreLogarithmsOfTheRatioOfTheOtherToItsBase() {
    assertThat(SampleContrasts.logs(new double[] {2, 10}, new double[] {1, 30}))
        .containsExactly(new double[] {-Math.log(2), Math.log(3)}, within(1e-15));
  }

  @Test
  void forksArePairedByRoundAndNotByPlace() {
    Pairs pairs = pairs(ON_25, Map.of(1, 10.0, 2, 20.0, 4, 40.0), Map.of(2, 20.0, 3, 9.0, 4, 40.0));
    assertThat(pairs.logRatios()).containsExactly(Map.entry(2, 0.0), Map.entry(4, 0.0));
    assertThat(pairs.dropped()).containsExactly(1, 3);
  }

  @Test
  void aScoreOfZeroStandsInTheWayOfAllRounds() {
    Pairs pairs = SampleContrasts.pairs(new double[] {1, 2, 3}, new double[] {1, 0, 3});
    assertThat(pairs.obstacle()).isEqualTo("the 0.0 of round 2 has no logarithm");
    assertThat(pairs.logRatios()).isEmpty();
    assertThat(pairs.dropped()).isEmpty();
  }

  @Test
  void whatIsNotANumberStandsInTheWayAsWell() {
    assertThat(SampleContrasts.pairs(new double[] {Double.NaN}, new double[] {1}).obstacle())
        .isEqualTo("the NaN of round 1 has no logarithm");
  }

  @Test
  void anInteractionIsTheDifferenceOfTheDifferencesOfARound() {
    Pairs before =
        pairs(ON_21, Map.of(1, 10.0, 2, 10.0, 3, 10.0, 6, 1.0), Map.of(1, 20.0, 2, 10.0, 3, 5.0));
    Pairs after = pairs(ON_25, Map.of(1, 10.0, 2, 10.0, 4, 1.0), Map.of(1, 10.0, 2, 30.0, 5, 1.0));
    Pairs interaction = Pairs.interaction(before, after);
    assertThat(interaction.subject()).isEqualTo(new Interaction(ON_21, ON_25));
    assertThat(interaction.values())
        .containsExactly(new double[] {-Math.log(2), Math.log(3)}, within(1e-15));
    assertThat(interaction.dropped()).containsExactly(3, 4, 5, 6);
  }

  @Test
  void anInteractionHasTheObstaclesOfItsPairs() {
    Pairs fine = pairs(ON_21, Map.of(1, 1.0), Map.of(1, 1.0));
    Pairs hindered = pairs(ON_25, Map.of(1, 1.0), Map.of(1, -1.0));
    assertThat(Pairs.interaction(fine, hindered).obstacle())
        .isEqualTo("the -1.0 of round 1 has no logarithm");
  }

  @Test
  void anInteractionOfDifferentMetricsIsRefused() {
    Pairs p50 = pairs(ON_21, Map.of(1, 1.0), Map.of(1, 1.0));
    Pairs p99 =
        new Pairs(
            ON_25,
            new Metric("service p99", "ns", Goodness.LOWER_IS_FASTER),
            p50.logRatios(),
            p50.dropped(),
            "");
    assertThatThrownBy(() -> Pairs.interaction(p50, p99))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("want two pairs of arms with one metric, got Pairs[");
  }

  private static Pairs pairs(
      ArmPair subject, Map<Integer, Double> base, Map<Integer, Double> other) {
    return Pairs.of(
        subject,
        SampleContrasts.P50,
        new ForkScores(new TreeMap<>(base)),
        new ForkScores(new TreeMap<>(other)));
  }
}
