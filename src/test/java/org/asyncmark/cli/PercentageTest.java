package org.asyncmark.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PercentageTest {
  @ParameterizedTest
  @CsvSource({
    "3%, 0.03",
    "3, 0.03",
    "2.5, 0.025",
    "0.05%, 0.0005",
    "1, 0.01",
    "100%, 1",
    "3 %, 0.03"
  })
  void aPercentageIsReadAsAFraction(String text, double fraction) {
    assertThat(Percentage.of("--delta", text)).isEqualTo(fraction, within(1e-12));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "0%", "500", "101%", "-3", "3%%", "three", "", "0,05"})
  void anythingElseIsRefused(String text) {
    assertThatThrownBy(() -> Percentage.of("--delta", text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "want a percentage above 0 and at most 100 for --delta, for example 3%, got '"
                + text
                + "'");
  }

  @Test
  void whatMayBeAFractionIsRefusedWithBothThatItMayMean() {
    assertThatThrownBy(() -> Percentage.of("--until-ci", "0.5"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "want a percentage with its sign below 1 for --until-ci, got '0.5'; write 0.5% or 50%");
  }
}
