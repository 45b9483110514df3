package org.asyncmark.analyse;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GoodnessTest {
  private static final double LESS = -0.1;
  private static final double MORE = 0.1;

  @Test
  void lessTimeIsFaster() {
    assertThat(Goodness.LOWER_IS_FASTER.ofDifference(LESS)).isEqualTo(Verdict.FASTER);
    assertThat(Goodness.LOWER_IS_FASTER.ofDifference(MORE)).isEqualTo(Verdict.SLOWER);
  }

  @Test
  void aHigherRateIsFaster() {
    assertThat(Goodness.HIGHER_IS_FASTER.ofDifference(LESS)).isEqualTo(Verdict.SLOWER);
    assertThat(Goodness.HIGHER_IS_FASTER.ofDifference(MORE)).isEqualTo(Verdict.FASTER);
  }

  @Test
  void whatIsNoTimeIsLessOrMore() {
    for (Goodness goodness : new Goodness[] {Goodness.LOWER_IS_CHEAPER, Goodness.NONE}) {
      assertThat(goodness.ofDifference(LESS)).isEqualTo(Verdict.LESS);
      assertThat(goodness.ofDifference(MORE)).isEqualTo(Verdict.MORE);
    }
  }
}
