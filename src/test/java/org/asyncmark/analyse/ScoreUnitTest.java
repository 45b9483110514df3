package org.asyncmark.analyse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScoreUnitTest {
  @ParameterizedTest
  @CsvSource({
    "1700, us/op, ms/op, 1.7",
    "2.5, ms/op, ns/op, 2500000",
    "90, s/op, min/op, 1.5",
    "3, hr/op, s/op, 10800",
    "2, day/op, hr/op, 48",
    "4, ops/ms, ops/s, 4000",
    "7200, ops/hr, ops/s, 2",
    "5, ops/us, ops/min, 300000000",
    "2, KB/op, B/op, 2048",
    "1, GB/sec, MB/sec, 1024",
    "1, MB/sec, KB/s, 1024",
    "250, ms, s, 0.25",
    "8, µs/op, us/op, 8",
    "8, #/op, #/op, 8"
  })
  void aValueIsGivenInAnotherUnit(double value, String from, String to, double converted) {
    assertThat(ScoreUnit.of(from).convert(value, ScoreUnit.of(to)))
        .isEqualTo(converted, within(1e-12 * converted));
  }

  @ParameterizedTest
  @CsvSource({
    "us/op, ops/us",
    "us/op, us",
    "B/op, MB/sec",
    "#/op, counts",
    "---, %",
    "insns/op, insns/clk"
  })
  void whatMeasuresDifferentThingsIsNotConverted(String from, String to) {
    ScoreUnit unit = ScoreUnit.of(from);
    assertThat(unit.isConvertibleTo(ScoreUnit.of(to))).isFalse();
    assertThatThrownBy(() -> unit.convert(1, ScoreUnit.of(to)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("cannot convert " + from + " into " + to);
  }

  @Test
  void microsecondsHaveOneSpellingForReadersAndOneForMachines() {
    for (String spelling : new String[] {"us/op", "µs/op", "μs/op"}) {
      assertThat(ScoreUnit.of(spelling).text()).isEqualTo("us/op");
      assertThat(ScoreUnit.of(spelling).shown()).isEqualTo("µs/op");
    }
    assertThat(ScoreUnit.of("ops/us").shown()).isEqualTo("ops/µs");
    assertThat(ScoreUnit.of("bus/op").shown()).isEqualTo("bus/op");
  }
}
