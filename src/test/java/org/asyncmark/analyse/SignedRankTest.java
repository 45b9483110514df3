package org.asyncmark.analyse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignedRankTest {
  /** Hollander and Wolfe 1973, page 29: depression scores before and after a first visit. */
  static final double[] DEPRESSION = {
    1.83 - 0.878,
    0.50 - 0.647,
    1.62 - 0.598,
    2.48 - 2.05,
    1.68 - 1.06,
    1.88 - 1.29,
    1.55 - 1.06,
    3.06 - 3.14,
    1.30 - 1.29
  };

  @Test
  void theDepressionDataGiveThePublishedP() {
    // R 4.2.2: wilcox.test(x, y, paired = TRUE, exact = TRUE), V = 40, p-value = 0.0390625
    assertThat(SignedRank.p(DEPRESSION)).isEqualTo(0.0390625);
  }

  @Test
  void logarithmsOfScoresGiveThePOfR() {
    // R 4.2.2: wilcox.test(log(o) - log(b), exact = TRUE)$p.value
    assertThat(SignedRank.p(SampleContrasts.logs(SampleContrasts.BASE, SampleContrasts.FASTER)))
        .isEqualTo(0.001953125);
    assertThat(SignedRank.p(SampleContrasts.logs(SampleContrasts.BASE, SampleContrasts.ALIKE)))
        .isEqualTo(0.845703125);
  }

  @ParameterizedTest
  @CsvSource({"0, 1", "1, 1", "5, 0.0625", "6, 0.03125", "10, 0.001953125"})
  void differencesOfOneSignGiveTheLeastP(int n, double p) {
    double[] differences = new double[n];
    for (int i = 0; i < n; i++) {
      differences[i] = -1 - i;
    }
    assertThat(SignedRank.p(differences)).isEqualTo(p);
  }

  @Test
  void noDifferenceAtAllIsNoSurprise() {
    assertThat(SignedRank.p(new double[] {0, -0.0, 0, 0, 0, 0})).isEqualTo(1);
  }

  @Test
  void zerosAreRankedAndThenLeftOut() {
    // The zero takes rank 1, the others have 2, 3, 4 and 5. Of the 16 choices of signs six (none,
    // 2,
    // 3, 4, 5, 2 + 3) stay at or below the 5 of the one negative difference: 2 * 6/16. Without the
    // zero the ranks were 1 to 4, and seven choices would: 0.875.
    assertThat(SignedRank.p(new double[] {0, 1, 2, 3, -4})).isEqualTo(0.75);
  }

  @Test
  void tiesAndZerosGiveTheShareOfAllChoicesOfSigns() {
    Random random = new Random(7);
    for (int i = 0; i < 200; i++) {
      double[] differences = random.ints(5 + i % 6, -3, 4).asDoubleStream().toArray();
      assertThat(SignedRank.p(differences))
          .describedAs("%s", Arrays.toString(differences))
          .isEqualTo(byEnumeration(differences), within(1e-12));
    }
  }

  @ParameterizedTest
  @CsvSource({
    // R 4.2.2: qsignrank(.025, n), 1 - 2 * psignrank(k - 1, n), the same with .05
    "6, 1, 0.96875, 3, 0.90625",
    "8, 4, 0.9609375, 6, 0.921875",
    "10, 9, 0.951171875, 11, 0.916015625",
    "12, 14, 0.95751953125, 18, 0.90771484375",
    "15, 26, 0.95208740234375, 31, 0.9053955078125",
    "20, 53, 0.951559066772461, 61, 0.902692794799805",
    "30, 138, 0.950289878994226, 152, 0.903898427262902"
  })
  void theIndexOfAnIntervalIsThatOfR(int n, int k95, double true95, int k90, double true90) {
    assertThat(SignedRank.intervalIndex(n, 0.95)).isEqualTo(k95);
    assertThat(SignedRank.coverage(n, k95)).isEqualTo(true95, within(1e-14));
    assertThat(SignedRank.intervalIndex(n, 0.90)).isEqualTo(k90);
    assertThat(SignedRank.coverage(n, k90)).isEqualTo(true90, within(1e-14));
  }

  @Test
  void fiveDifferencesHaveNoIntervalAtNinetyFivePercent() {
    assertThat(SignedRank.intervalIndex(5, 0.95)).isZero();
    assertThat(SignedRank.intervalIndex(5, 0.90)).isEqualTo(1);
  }

  /** Another way to the same number: tries all choices of signs of the differences themselves. */
  private static double byEnumeration(double[] differences) {
    int n = differences.length;
    double centre = 0;
    double[] ranks = new double[n];
    double observed = 0;
    for (int i = 0; i < n; i++) {
      for (double other : differences) {
        double below = Math.abs(other) - Math.abs(differences[i]);
        ranks[i] += below < 0 ? 1 : below == 0 ? 0.5 : 0;
      }
      ranks[i] = differences[i] == 0 ? 0 : ranks[i] + 0.5;
      observed += differences[i] > 0 ? ranks[i] : 0;
      centre += ranks[i] / 2;
    }
    int asFar = 0;
    for (int signs = 0; signs < 1 << n; signs++) {
      double sum = 0;
      for (int i = 0; i < n; i++) {
        sum += (signs >> i & 1) * ranks[i];
      }
      asFar += Math.abs(sum - centre) >= Math.abs(observed - centre) - 1e-9 ? 1 : 0;
    }
    return (double) asFar / (1 << n);
  }
}
