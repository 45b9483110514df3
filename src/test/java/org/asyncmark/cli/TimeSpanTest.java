package org.asyncmark.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class TimeSpanTest {
  @ParameterizedTest
  @CsvSource({
    "45m, 2700",
    "1h, 3600",
    "1h30m, 5400",
    "90s, 90",
    "2m30s, 150",
    "60, 3600",
    "0.5, 30"
  })
  void timesAreWrittenWithTheirUnitsOrAsMinutes(String text, long seconds) {
    assertThat(new TimeSpan().convert(text)).isEqualTo(java.time.Duration.ofSeconds(seconds));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "0m", "m", "1x", "-5", "1m1h", "99999999999m"})
  void anythingElseIsAnErrorThatShowsHow(String text) {
    assertThatThrownBy(() -> new TimeSpan().convert(text))
        .isInstanceOf(TypeConversionException.class)
        .hasMessage("want a time above 0, for example 45m, 1h or 1h30m, got '" + text + "'");
  }
}
