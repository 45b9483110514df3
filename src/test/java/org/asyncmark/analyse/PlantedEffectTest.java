package org.asyncmark.analyse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PlantedEffectTest {
  private static final Metric P50 = new Metric("p50", "ns", Goodness.LOWER_IS_FASTER);

  @Test
  void aSlowDownOfKnownSizeIsFoundWithItsError() {
    PlantedEffect effect = PlantedEffect.of(0.10, List.of(pairs(1.12), pairs(1.11), pairs(1.09)));
    assertThat(effect.found()).isEqualTo(3);
    assertThat(effect.medianError()).isCloseTo(0.01, within(1e-3));
    assertThat(effect.errors().get(0)).isCloseTo(-0.01, within(1e-3));
  }

  @Test
  void noDifferenceAndASpeedUpAreNotFound() {
    PlantedEffect effect = PlantedEffect.of(0.10, List.of(pairs(1.0), pairs(0.9)));
    assertThat(effect.found()).isZero();
    assertThat(effect.cells()).isEqualTo(2);
  }

  @Test
  void tooFewRoundsAreRefused() {
    Pairs two = Pairs.of(subject(), P50, scores(1, 1), scores(1, 1));
    assertThatThrownBy(() -> PlantedEffect.of(0.1, List.of(two)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("want 6 rounds or more, got 2");
    assertThatThrownBy(() -> PlantedEffect.of(0.1, List.of()))
        .hasMessage("want one cell with a planted slow-down, got none");
  }

  /** Eight rounds around a ratio, with noise that cancels. */
  private static Pairs pairs(double ratio) {
    double[] noise = {1.001, 0.999, 1.002, 0.998, 1.003, 0.997, 1.004, 0.996};
    double[] other = new double[noise.length];
    for (int i = 0; i < noise.length; i++) {
      other[i] = ratio * noise[i];
    }
    return Pairs.of(subject(), P50, scores(1, 1, 1, 1, 1, 1, 1, 1), scores(other));
  }

  private static ForkScores scores(double... values) {
    TreeMap<Integer, Double> byRound = new TreeMap<>();
    for (int i = 0; i < values.length; i++) {
      byRound.put(i + 1, values[i]);
    }
    return new ForkScores(byRound);
  }

  private static ArmPair subject() {
    Arm arm = Arms.of("gather", "loop", "25", Map.of());
    return new ArmPair(arm, arm);
  }
}
