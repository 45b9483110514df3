package org.asyncmark.analyse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class WalshAveragesTest {
  @Test
  void theDepressionDataGiveThePublishedEstimateAndInterval() {
    // Hollander and Wolfe 1973, examples 3.1 to 3.3; R 4.2.2:
    // wilcox.test(x, y, paired = TRUE, exact = TRUE, conf.int = TRUE, conf.level = .95, then .90)
    WalshAverages averages = new WalshAverages(SignedRankTest.DEPRESSION);
    assertThat(averages.median()).isEqualTo(0.46, within(1e-12));
    assertInterval(averages.interval(0.95), 0.01, 0.786);
    assertInterval(averages.interval(0.90), 0.175, 0.726);
  }

  @Test
  void logarithmsOfScoresGiveTheIntervalsOfR() {
    // R 4.2.2: wilcox.test(log(o) - log(b), exact = TRUE, conf.int = TRUE, conf.level = ...)
    WalshAverages faster =
        new WalshAverages(SampleContrasts.logs(SampleContrasts.BASE, SampleContrasts.FASTER));
    assertThat(faster.median()).isEqualTo(-0.121183450555866, within(1e-12));
    assertInterval(faster.interval(0.95), -0.139073255356177, -0.101571068189385);
    assertInterval(faster.interval(0.90), -0.137487528591184, -0.103460364912948);
    WalshAverages alike =
        new WalshAverages(SampleContrasts.logs(SampleContrasts.BASE, SampleContrasts.ALIKE));
    assertThat(alike.median()).isEqualTo(0.000749181832466306, within(1e-12));
    assertInterval(alike.interval(0.95), -0.004932432566900680, 0.006703483195448889);
    assertInterval(alike.interval(0.90), -0.004592775345901412, 0.006418901047847481);
  }

  @Test
  void sixRoundsSpanAllOfTheDifferences() {
    double[] six =
        Arrays.copyOf(SampleContrasts.logs(SampleContrasts.BASE, SampleContrasts.ALIKE), 6);
    WalshAverages averages = new WalshAverages(six);
    assertThat(averages.median()).isEqualTo(0.000418965607041244, within(1e-12));
    assertInterval(averages.interval(0.95), -0.014016401973536041, 0.007700808133178860);
    assertInterval(averages.interval(0.90), -0.008402902030557158, 0.007040375682328737);
  }

  @Test
  void theDifferencesAreLeftAsTheyWere() {
    double[] differences = {3, 1, 2};
    assertThat(new WalshAverages(differences).median()).isEqualTo(2);
    assertThat(differences).containsExactly(3, 1, 2);
  }

  @Test
  void fiveRoundsHaveNoIntervalAtNinetyFivePercent() {
    WalshAverages averages = new WalshAverages(new double[] {1, 2, 3, 4, 5});
    assertThatThrownBy(() -> averages.interval(0.95))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("want an interval of level 0.95, got 5 differences; add rounds");
  }

  @Test
  void anIntervalWithoutZeroGoesWithASmallP() {
    // all samples of -2 to 2, zeros and ties included; their order does not matter
    for (int n = 6; n <= 9; n++) {
      checkAll(new double[n], 0, -2);
    }
  }

  private static void checkAll(double[] differences, int next, int least) {
    if (next == differences.length) {
      Interval interval = new WalshAverages(differences).interval(0.95);
      if (interval.lower() > 0 || interval.upper() < 0) {
        assertThat(SignedRank.p(differences))
            .describedAs("%s", Arrays.toString(differences))
            .isLessThan(0.05);
      }
      return;
    }
    for (int value = least; value <= 2; value++) {
      differences[next] = value;
      checkAll(differences, next + 1, value);
    }
  }

  private static void assertInterval(Interval interval, double lower, double upper) {
    assertThat(interval.lower()).isEqualTo(lower, within(1e-12));
    assertThat(interval.upper()).isEqualTo(upper, within(1e-12));
  }
}
