package org.asyncmark.analyse;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GoodnessTest {
  @Test
  void fasterIsGoodNewsAndSlowerIsBadWhateverTheMetric() {
    for (Goodness goodness : Goodness.values()) {
      assertThat(goodness.sign(Verdict.FASTER)).isEqualTo(1);
      assertThat(goodness.sign(Verdict.SLOWER)).isEqualTo(-1);
    }
  }

  @Test
  void lessIsGoodNewsOnlyOfWhatCosts() {
    assertThat(Goodness.LOWER_IS_CHEAPER.sign(Verdict.LESS)).isEqualTo(1);
    assertThat(Goodness.LOWER_IS_CHEAPER.sign(Verdict.MORE)).isEqualTo(-1);
    assertThat(Goodness.NONE.sign(Verdict.LESS)).isZero();
    assertThat(Goodness.NONE.sign(Verdict.MORE)).isZero();
  }

  @Test
  void whatShowsNoDifferenceIsNoNews() {
    assertThat(Goodness.LOWER_IS_FASTER.sign(Verdict.EQUIVALENT)).isZero();
    assertThat(Goodness.LOWER_IS_FASTER.sign(Verdict.INCONCLUSIVE)).isZero();
    assertThat(Goodness.LOWER_IS_FASTER.sign(Verdict.NONE)).isZero();
  }
}
