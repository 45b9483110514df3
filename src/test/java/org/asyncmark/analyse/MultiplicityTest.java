package org.asyncmark.analyse;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MultiplicityTest {
  @ParameterizedTest
  @CsvSource({"5, 0", "6, 1", "10, 25", "12, 102", "13, 204", "20, 26214"})
  void roundsAllowForFamiliesUpToASize(int rounds, int size) {
    assertThat(Multiplicity.largestFamily(rounds, 0.05)).isEqualTo(size);
  }

  @ParameterizedTest
  @CsvSource({"1, 6", "2, 7", "15, 10", "25, 10", "26, 11", "102, 12", "103, 13"})
  void familiesNeedTheBinaryLogarithmOfFortyTimesTheirSize(int size, int rounds) {
    assertThat(Multiplicity.leastRounds(size, 0.05)).isEqualTo(rounds);
    assertThat(rounds).isEqualTo((int) Math.ceil(Math.log(40 * size) / Math.log(2)));
  }

  @Test
  void aSecondLookNeedsOneRoundMore() {
    assertThat(Multiplicity.leastRounds(1, 0.025)).isEqualTo(7);
  }

  @Test
  void aFamilyThatIsTooLargeIsToldSo() {
    assertThat(Multiplicity.explain(10, 26, 0.05))
        .isEqualTo("26 contrasts need 11 rounds to show any difference, 10 rounds do for 25");
    assertThat(Multiplicity.explain(10, 25, 0.05)).isEmpty();
  }
}
