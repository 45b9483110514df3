package org.asyncmark.analyse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GeometricMeanTest {
  private static final Pairs FASTER =
      SampleContrasts.pairs(SampleContrasts.BASE, SampleContrasts.FASTER);
  private static final Pairs ALIKE =
      SampleContrasts.pairs(SampleContrasts.BASE, SampleContrasts.ALIKE);

  @Test
  void theMeanIsThatOfAllRatios() {
    double product = 1;
    for (int i = 0; i < 10; i++) {
      double base = SampleContrasts.BASE[i];
      product *= SampleContrasts.FASTER[i] / base * (SampleContrasts.ALIKE[i] / base);
    }
    GeometricMean mean = GeometricMean.of("loopback", List.of(FASTER, ALIKE), 1_000, 1);
    assertThat(mean.percent()).isEqualTo(100 * (Math.pow(product, 1 / 20.0) - 1), within(1e-10));
    assertThat(mean.cells()).isEqualTo(2);
    assertThat(mean.rounds()).isEqualTo(10);
    assertThat(mean.interval().lower()).isLessThan(mean.log());
    assertThat(mean.interval().upper()).isGreaterThan(mean.log());
  }

  @Test
  void theSameSeedGivesTheSameInterval() {
    assertThat(GeometricMean.of("x", List.of(FASTER), 2_000, 9))
        .isEqualTo(GeometricMean.of("x", List.of(FASTER), 2_000, 9))
        .isNotEqualTo(GeometricMean.of("x", List.of(FASTER), 2_000, 10));
  }

  @Test
  void aSetWithHolesHasNoMeanAndNamesThem() {
    Pairs hole = SampleContrasts.pairs(new double[0], new double[0]);
    GeometricMean mean = GeometricMean.of("loopback", List.of(FASTER, hole), 1_000, 1);
    assertThat(mean.interval()).isNull();
    assertThat(mean.reason())
        .isEqualTo(
            "1 of 2 cells are holes: "
                + "gather platform 25 fanOut=1000 : gather virtual 25 fanOut=1000");
  }

  @Test
  void onlyRoundsThatHaveAllCellsCount() {
    TreeMap<Integer, Double> some = new TreeMap<>(ALIKE.logRatios());
    some.keySet().removeAll(List.of(2, 3));
    Pairs partial = with(some);
    assertThat(GeometricMean.of("x", List.of(FASTER, partial), 1_000, 1).rounds()).isEqualTo(8);
    some.keySet().removeAll(List.of(4, 5, 6));
    assertThat(GeometricMean.of("x", List.of(FASTER, with(some)), 1_000, 1).reason())
        .isEqualTo("a verdict needs 6 rounds, got 5; fewer cannot reach p < 0.05");
  }

  @Test
  void cellsThatMoveTogetherDoNotNarrowTheInterval() {
    GeometricMean one = GeometricMean.of("x", List.of(ALIKE), 2_000, 3);
    GeometricMean five =
        GeometricMean.of("x", List.of(ALIKE, ALIKE, ALIKE, ALIKE, ALIKE), 2_000, 3);
    assertThat(five.interval().halfWidth()).isEqualTo(one.interval().halfWidth(), within(1e-12));
  }

  @Test
  void roundsThatNeverDifferHaveAnIntervalOfOnePoint() {
    Pairs constant = SampleContrasts.differences(.5, .5, .5, .5, .5, .5);
    assertThat(GeometricMean.of("x", List.of(constant), 1_000, 1).interval())
        .isEqualTo(new Interval(.5, .5, .95));
  }

  @Test
  void anEmptySetAndFewResamplesAreRefused() {
    assertThatThrownBy(() -> GeometricMean.of("x", List.of(), 1_000, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("want at least one cell in x, got none");
    assertThatThrownBy(() -> GeometricMean.of("x", List.of(FASTER), 999, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("want at least 1000 resamples, got 999");
  }

  @ParameterizedTest
  @EnumSource(Noise.class)
  void theIntervalOfEightCellsCoversAtTenRounds(Noise noise) {
    // 1 500 sets: a share near 0.95 has a standard error of 0.006
    Random random = new Random(11);
    double[] rounds = new double[10];
    int covered = 0;
    for (int i = 0; i < 1_500; i++) {
      Arrays.setAll(
          rounds, j -> Arrays.stream(noise.differences(random, 8, 0.4)).average().orElseThrow());
      Interval interval = new RoundBootstrap(rounds, 1_000, i).interval(0.95);
      covered += interval.lower() <= 0.4 && 0.4 <= interval.upper() ? 1 : 0;
    }
    assertThat(covered / 1_500.0).isBetween(0.93, 0.97);
  }

  @Test
  void thePlainPercentileIntervalWouldCoverTooSeldom() {
    Random random = new Random(11);
    int covered = 0;
    double[] means = new double[1_000];
    for (int i = 0; i < 1_500; i++) {
      double[] rounds = Noise.NORMAL.differences(random, 10, 0.4);
      Arrays.setAll(
          means, j -> random.ints(10, 0, 10).mapToDouble(k -> rounds[k]).average().orElseThrow());
      Arrays.sort(means);
      covered += means[25] <= 0.4 && 0.4 <= means[974] ? 1 : 0;
    }
    assertThat(covered / 1_500.0).isBetween(0.87, 0.92);
  }

  private static Pairs with(SortedMap<Integer, Double> logRatios) {
    return new Pairs(ALIKE.subject(), ALIKE.metric(), logRatios, new TreeSet<>(), "");
  }
}
