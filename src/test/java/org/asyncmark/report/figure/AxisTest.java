package org.asyncmark.report.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class AxisTest {
  @Test
  void aLinearAxisGoesFromZeroToTheTickAtOrAboveTheLargestValue() {
    assertThat(Axis.linear(2_300, 6).ticks())
        .containsExactly(0.0, 500.0, 1000.0, 1500.0, 2000.0, 2500.0);
    assertThat(Axis.linear(600, 6).ticks())
        .containsExactly(0.0, 100.0, 200.0, 300.0, 400.0, 500.0, 600.0);
    assertThat(Axis.linear(0, 5).to()).isEqualTo(1);
  }

  @Test
  void aLinearAxisOfValuesThatAreNearToOneAnotherGoesFromTheTickBelowToTheTickAbove() {
    assertThat(Axis.linear(342, 588, 4).ticks()).containsExactly(300.0, 400.0, 500.0, 600.0);
    assertThat(Axis.linear(342, 588, 4).fraction(300)).isZero();
    assertThat(Axis.linear(300, 600, 3).ticks()).containsExactly(300.0, 400.0, 500.0, 600.0);
  }

  @Test
  void aShortLogAxisHasTicksAtOneTwoAndFive() {
    Axis axis = Axis.log(30, 700);
    assertThat(axis.ticks()).containsExactly(20.0, 50.0, 100.0, 200.0, 500.0, 1000.0);
    assertThat(axis.minorTicks())
        .containsExactly(
            30.0, 40.0, 60.0, 70.0, 80.0, 90.0, 300.0, 400.0, 600.0, 700.0, 800.0, 900.0);
  }

  @Test
  void aLongLogAxisHasTicksAtPowersOfTen() {
    assertThat(Axis.log(1, 80_000).ticks())
        .containsExactly(1.0, 10.0, 100.0, 1000.0, 10_000.0, 100_000.0);
  }

  @Test
  void aLogAxisOfOneValueHasALength() {
    Axis axis = Axis.log(100, 100);
    assertThat(axis.from()).isEqualTo(100);
    assertThat(axis.to()).isEqualTo(200);
  }

  @Test
  void aLogAxisGivesEqualRatiosEqualLengths() {
    Axis axis = Axis.log(1, 10_000);
    assertThat(axis.fraction(100)).isCloseTo(0.5, org.assertj.core.data.Offset.offset(1e-12));
    assertThat(axis.fraction(1)).isZero();
    assertThat(axis.fraction(1e9)).isEqualTo(1);
  }

  @Test
  void aLogAxisRefusesZero() {
    assertThatThrownBy(() -> Axis.log(0, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a log axis needs 0 < min <= max, got 0.0, 1.0");
  }

  @Test
  void latenciesAreOnALogAxisOnceTheySpanMoreThanTwentyTimes() {
    assertThat(Axis.latency(100, 2000).isLog()).isFalse();
    assertThat(Axis.latency(100, 2001).isLog()).isTrue();
  }

  @Test
  void aLinearAxisHasOneUnitAndALogAxisOneForEachTick() {
    Axis linear = Axis.linear(1_200_000, 6);
    assertThat(linear.ticks().stream().map(linear::label))
        .containsExactly("0", "0.2", "0.4", "0.6", "0.8", "1", "1.2");
    assertThat(linear.suffix()).isEqualTo(" (ms)");
    Axis log = Axis.log(200, 20_000);
    assertThat(log.ticks().stream().map(log::label))
        .containsExactly("200 ns", "500 ns", "1 µs", "2 µs", "5 µs", "10 µs", "20 µs");
    assertThat(log.suffix()).isEqualTo(" (log scale)");
  }
}
