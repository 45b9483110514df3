package org.asyncmark.analyse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class VarianceSharesTest {
  private static final List<double[]> FORKS =
      List.of(
          new double[] {10.1, 10.4, 9.9, 10.3},
          new double[] {12.0, 11.8, 12.1, 12.3},
          new double[] {9.0, 9.2, 9.1, 8.8});

  @Test
  void theComponentsAreThoseOfTheAnalysisOfVariance() {
    // R 4.2.2: summary(aov(log(y) ~ fork)), mean squares 0.08438292253701 and 0.00037896911815;
    // between = (0.08438292253701 - 0.00037896911815) / 4
    VarianceShares shares = VarianceShares.of(FORKS).orElseThrow();
    assertThat(shares.withinForks()).isEqualTo(0.00037896911815, within(1e-12));
    assertThat(shares.betweenForks()).isEqualTo(0.021000988354715, within(1e-12));
    assertThat(shares.betweenShare()).isEqualTo(0.98227, within(1e-5));
  }

  @Test
  void forksOfDifferentLengthsGiveUnbiasedComponents() {
    // 400 forks of 2 to 6 iterations: the standard errors of the two are about 8 % and 4 %
    Random random = new Random(3);
    List<double[]> forks = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      double level = 0.05 * random.nextGaussian();
      forks.add(
          random
              .doubles(2 + i % 5)
              .map(unused -> Math.exp(level + 0.03 * random.nextGaussian()))
              .toArray());
    }
    VarianceShares shares = VarianceShares.of(forks).orElseThrow();
    assertThat(shares.betweenForks()).isEqualTo(0.0025, within(0.0006));
    assertThat(shares.withinForks()).isEqualTo(0.0009, within(0.0001));
  }

  @Test
  void forksThatDoNotDifferHaveNoShare() {
    VarianceShares shares =
        VarianceShares.of(List.of(new double[] {1, 2}, new double[] {2, 1})).orElseThrow();
    assertThat(shares.betweenShare()).isZero();
  }

  @Test
  void iterationsThatDoNotDifferLeaveAllToTheForks() {
    VarianceShares shares =
        VarianceShares.of(List.of(new double[] {1, 1}, new double[] {2, 2})).orElseThrow();
    assertThat(shares.betweenShare()).isEqualTo(1);
  }

  @Test
  void whatCannotBeSplitHasNoShares() {
    assertThat(VarianceShares.of(List.of())).isEmpty();
    assertThat(VarianceShares.of(List.of(new double[] {1, 2, 3}))).isEmpty();
    assertThat(VarianceShares.of(List.of(new double[] {1}, new double[] {2}))).isEmpty();
    assertThat(VarianceShares.of(List.of(new double[] {1, 0}, new double[] {2, 2}))).isEmpty();
  }
}
