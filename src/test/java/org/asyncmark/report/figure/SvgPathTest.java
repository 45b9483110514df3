package org.asyncmark.report.figure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SvgPathTest {
  @Test
  void pointsFollowEachOtherByTheirDistance() {
    assertThat(
            SvgPath.through(
                List.of(
                    new double[] {92, 452.04}, new double[] {97.26, 440}, new double[] {99, 441})))
        .isEqualTo("M92 452l5.3-12l1.7 1");
  }

  @Test
  void noPointsAreNoPath() {
    assertThat(SvgPath.through(List.of())).isEmpty();
  }
}
