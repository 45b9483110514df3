package org.asyncmark.measure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnoughOpsTest {
  private static final long MILLI = 1_000_000;

  /** Four ops are wanted of an iteration of 50 ms, and 2 s may go by for them. */
  @ParameterizedTest(name = "ops of {0} ms: {1} beside")
  @CsvSource({"1, 0", "12, 0", "13, 1", "30, 3", "300, 3", "900, 2", "1500, 1", "2500, 0"})
  void anIterationOfSlowOpsHasThoseThatAreLacking(double opMillis, int beside) {
    EnoughOps four = new EnoughOps(EnoughOps.limits(4, 2_000));
    assertThat(four.lacking(opMillis * MILLI, 50 * MILLI)).isEqualTo(beside);
  }

  /** An op takes 12 ms in the warm-up, so that four are expected of the iteration. */
  @ParameterizedTest(name = "{0} before and {1} in it: {2} behind")
  @CsvSource({"0, 4, 0", "0, 3, 1", "0, 2, 2", "1, 3, 0", "1, 2, 1", "3, 1, 0", "0, 9, 0"})
  void whatAnIterationHadTooFewOfIsRunBehindIt(int before, long own, int behind) {
    EnoughOps four = new EnoughOps(EnoughOps.limits(4, 2_000));
    assertThat(four.lacking(12 * MILLI, before, own)).isEqualTo(behind);
  }

  @Test
  void noMoreAreRunThanThereIsTimeForBesideTheIteration() {
    EnoughOps four = new EnoughOps(EnoughOps.limits(4, 2_000));
    assertThat(four.lacking(900 * MILLI, 2, 1)).isZero();
    assertThat(four.lacking(900 * MILLI, 1, 1)).isEqualTo(1);
  }
}
