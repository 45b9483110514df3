package org.asyncmark.analyse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class KruskalWallisTest {
  /** Of 20 ways to deal six ranks to two groups of three, two are as far apart. */
  @Test
  void twoGroupsOfThreeThatAreApartHaveATenth() {
    assertThat(KruskalWallis.p(List.of(new double[] {1, 2, 3}, new double[] {4, 5, 6})))
        .isCloseTo(2.0 / 20, within(0.01));
  }

  /** Of 924 ways to deal twelve ranks to two groups of six, two are as far apart. */
  @Test
  void twoGroupsOfSixThatAreApartHaveTwoIn924() {
    assertThat(
            KruskalWallis.p(
                List.of(new double[] {1, 2, 3, 4, 5, 6}, new double[] {7, 8, 9, 10, 11, 12})))
        .isCloseTo(2.0 / 924, within(0.001));
  }

  /** Of 1 680 ways to deal nine ranks to three groups of three, six are as far apart. */
  @Test
  void threeGroupsAreTestedAtOnce() {
    assertThat(
            KruskalWallis.p(
                List.of(new double[] {1, 2, 3}, new double[] {4, 5, 6}, new double[] {7, 8, 9})))
        .isCloseTo(6.0 / 1_680, within(0.002));
  }

  @Test
  void valuesThatAreAllAlikeHaveOne() {
    assertThat(KruskalWallis.p(List.of(new double[] {1, 1, 1}, new double[] {1, 1}))).isEqualTo(1);
  }

  @Test
  void theLeastPIsThatOfGroupsThatDoNotOverlap() {
    assertThat(KruskalWallis.leastP(List.of(new double[3], new double[3])))
        .isCloseTo(2.0 / 20, within(1e-12));
    assertThat(KruskalWallis.leastP(List.of(new double[4], new double[2])))
        .isCloseTo(2.0 / 15, within(1e-12));
    assertThat(KruskalWallis.leastP(List.of(new double[3], new double[3], new double[3])))
        .isCloseTo(6.0 / 1_680, within(1e-12));
    assertThat(KruskalWallis.leastP(List.of(new double[3]))).isEqualTo(1);
  }

  @Test
  void aGroupOfNothingIsNone() {
    assertThat(KruskalWallis.p(List.of(new double[] {1, 2, 3}, new double[0]))).isEqualTo(1);
  }
}
