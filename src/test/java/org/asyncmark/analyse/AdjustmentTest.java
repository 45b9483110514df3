package org.asyncmark.analyse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class AdjustmentTest {
  private static final double[] P = {.01, .02, .03, .04, .001, .2, .03};
  private static final Offset<Double> ROUNDING = within(1e-12);

  @Test
  void holmAdjustsAsRDoes() {
    // R 4.2.2: p.adjust(c(.01, .02, .03, .04, .001, .2, .03), "holm")
    assertThat(Adjustment.HOLM.adjust(P))
        .containsExactly(new double[] {.06, .1, .12, .12, .007, .2, .12}, ROUNDING);
  }

  @Test
  void benjaminiAndHochbergAdjustAsRDoes() {
    // R 4.2.2: p.adjust(c(.01, .02, .03, .04, .001, .2, .03), "BH")
    assertThat(Adjustment.BENJAMINI_HOCHBERG.adjust(P))
        .containsExactly(new double[] {.035, .042, .042, .14 / 3, .007, .2, .042}, ROUNDING);
  }

  @Test
  void noAdjustmentLeavesEachP() {
    assertThat(Adjustment.NONE.adjust(P)).containsExactly(P);
  }

  @Test
  void noAdjustedPIsAboveOne() {
    for (Adjustment adjustment : Adjustment.values()) {
      assertThat(Arrays.stream(adjustment.adjust(new double[] {.9, 1, .7})).max()).hasValue(1);
    }
  }

  @Test
  void aFamilyOfNoneHasNoP() {
    for (Adjustment adjustment : Adjustment.values()) {
      assertThat(adjustment.adjust(new double[0])).isEmpty();
    }
  }
}
