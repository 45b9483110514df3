package org.asyncmark.analyse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class SteadinessTest {
  private static final double[] STEADY = {100, 101, 99, 100, 102};
  private static final double[] DRIFTING = {110, 108, 104, 101, 99};

  @Test
  void driftIsTheLastThirdOverTheFirst() {
    assertThat(Steadiness.drift(new double[] {100, 7, 90})).isEqualTo(-0.1, within(1e-12));
    // of ten iterations three at each end, of five two
    assertThat(Steadiness.drift(new double[] {100, 900, 90, 1, 1, 1, 1, 110, 0, 120}))
        .isEqualTo(0.1, within(1e-12));
    assertThat(Steadiness.drift(DRIFTING)).isEqualTo(100.0 / 109 - 1, within(1e-12));
  }

  @Test
  void twoIterationsHaveNoThirds() {
    assertThatThrownBy(() -> Steadiness.drift(new double[] {1, 2}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("want at least 3 iterations, got 2");
    assertThat(Steadiness.of(List.of(new double[] {1, 2}, STEADY), 0.03))
        .isEqualTo(new Steadiness(1, 0));
  }

  @Test
  void anArmIsUnsteadyIfMoreThanAFifthOfItsForksDrift() {
    List<double[]> forks = new ArrayList<>(Collections.nCopies(8, STEADY));
    forks.addAll(Collections.nCopies(2, DRIFTING));
    assertThat(Steadiness.of(forks, 0.03)).isEqualTo(new Steadiness(10, 2));
    assertThat(Steadiness.of(forks, 0.03).unsteady()).isFalse();
    forks.set(0, DRIFTING);
    assertThat(Steadiness.of(forks, 0.03).unsteady()).isTrue();
    assertThat(Steadiness.of(forks, 0.09).unsteady()).isFalse();
  }

  @Test
  void aForkWhoseTurnsScatterWithoutATrendDoesNotDrift() {
    double[] scattered = {100, 96, 108, 99, 107, 102};
    assertThat(Steadiness.drift(scattered)).isGreaterThan(0.03);
    assertThat(Steadiness.of(List.of(scattered), 0.03)).isEqualTo(new Steadiness(1, 0));
  }

  @Test
  void aTrendIsShownByThirteenOfFifteenPairsOfSixTurns() {
    // exact two-sided p of Kendall's S for n = 6: 0.0167 for 13, 0.0556 for 11
    assertThat(Steadiness.hasTrend(new double[] {2, 1, 3, 4, 5, 6})).isTrue();
    assertThat(Steadiness.hasTrend(new double[] {2, 1, 4, 3, 5, 6})).isFalse();
    assertThat(Steadiness.hasTrend(new double[] {6, 5, 4, 3, 1, 2})).isTrue();
  }

  @Test
  void fourTurnsShowNoTrend() {
    assertThat(Steadiness.hasTrend(new double[] {1, 2, 3, 4})).isFalse();
    assertThat(Steadiness.hasTrend(new double[] {1, 2, 3, 4, 5})).isTrue();
  }

  @Test
  void noForksAreNotUnsteady() {
    assertThat(Steadiness.of(List.of(), 0.03).unsteady()).isFalse();
  }
}
