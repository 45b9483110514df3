package org.asyncmark.pattern.timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.Cells;
import org.asyncmark.pattern.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeoutPatternTest {
  private final Pattern pattern = TimeoutBenchmark.PATTERN;

  @ParameterizedTest
  @CsvSource({"0, 100000", "1, 100000", "100, 5000"})
  void aDeadlineIsAmpleWhereSomeHaveToBeInTime(String percent, String deadline) {
    assertThat(params("expiringPercent=" + percent)).containsEntry("deadlineMicros", deadline);
  }

  @Test
  void aDelayBeyondTheDeadlineIsAnErrorWhereSomeHaveToBeInTime() {
    assertThatThrownBy(() -> params("leaf=timer deadlineMicros=2000 delayMicros=2000"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "leaves that take 2000 us would all expire after 2000 us; raise deadlineMicros or lower"
                + " delayMicros");
    assertThat(params("leaf=timer deadlineMicros=2000 delayMicros=2000 expiringPercent=100"))
        .containsEntry("deadlineMicros", "2000")
        .doesNotContainKey("delayMicros");
  }

  @Test
  void platformHasAThreadForEachLeafAndOneThatWaits() {
    assertThat(params("fanOut=100")).containsEntry("poolSize", "101");
    assertThatThrownBy(() -> params("fanOut=100 poolSize=100"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "fanOut 100 needs poolSize=101 at least, got 100, which would be the limit instead;"
                + " raise poolSize or lower fanOut");
  }

  @Test
  void everyLeafHasAConnection() {
    assertThat(params("fanOut=10")).containsEntry("connections", "64");
    assertThat(params("fanOut=65")).containsEntry("connections", "65");
    assertThatThrownBy(() -> params("fanOut=65 connections=64"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("fanOut 65 needs connections=65 at least, got 64");
  }

  @Test
  void anOpInWhichSomethingExpiresTakesAsLongAsTheDeadline() {
    assertThat(opMicros("leaf=timer expiringPercent=0")).isEqualTo(1_100);
    assertThat(opMicros("leaf=timer expiringPercent=1")).isEqualTo(100_000);
  }

  @Test
  void everyMechanismTellsItsTimer() {
    assertThat(pattern.mechanisms(Model.VIRTUAL, Map.of()))
        .extracting(pattern::described)
        .contains("future-get (timed park)", "invoke-all (one timed park for all)");
    for (TimeoutMechanism mechanism : TimeoutMechanism.values()) {
      assertThat(mechanism.facility()).isNotEmpty();
    }
  }

  @Test
  void theFirstMechanismOfAModelIsTheIdiomaticOne() {
    assertThat(params("")).containsEntry("mechanism", "future-get");
    assertThat(Cells.params(pattern, Model.FUTURE, "")).containsEntry("mechanism", "or-timeout");
    assertThat(Cells.params(pattern, Model.LOOP, "")).containsEntry("mechanism", "wait-for");
  }

  private Map<String, String> params(String given) {
    return Cells.params(pattern, Model.PLATFORM, given);
  }

  private double opMicros(String given) {
    return pattern.opMicros(Model.LOOP, Cells.all(Cells.cell(pattern, Model.LOOP, given)));
  }
}
