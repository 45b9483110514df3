package org.asyncmark.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class WholeNumberTest {
  @Test
  void aNumberMayHaveASign() {
    assertThat(WholeNumber.ofInt("12")).isEqualTo(12);
    assertThat(WholeNumber.ofInt("+12")).isEqualTo(12);
    assertThat(WholeNumber.ofLong("-9223372036854775808")).isEqualTo(Long.MIN_VALUE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "1.5", "1e3", " 1", "٣", "0x10", "1_000"})
  void whatIsNotInPlainDigitsIsRefused(String text) {
    assertThatThrownBy(() -> WholeNumber.ofInt(text))
        .isInstanceOf(TypeConversionException.class)
        .hasMessage("want a whole number, got '" + text + "'");
  }

  @Test
  void aNumberThatIsTooLargeIsRefusedWithTheRange() {
    assertThatThrownBy(() -> WholeNumber.ofInt("99999999999"))
        .hasMessage("want a whole number from -2147483648 to 2147483647, got '99999999999'");
    assertThatThrownBy(() -> WholeNumber.ofLong("9223372036854775808"))
        .hasMessage(
            "want a whole number from -9223372036854775808 to 9223372036854775807,"
                + " got '9223372036854775808'");
  }
}
