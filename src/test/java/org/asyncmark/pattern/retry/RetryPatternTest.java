package org.asyncmark.pattern.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.Cells;
import org.asyncmark.pattern.Pattern;
import org.junit.jupiter.api.Test;

class RetryPatternTest {
  private final Pattern pattern = RetryBenchmark.PATTERN;

  @Test
  void theFirstMechanismOfAModelIsTheIdiomaticOne() {
    assertThat(params(Model.VIRTUAL, "")).containsEntry("mechanism", "sleep-loop");
    assertThat(params(Model.FUTURE, "")).containsEntry("mechanism", "complete-on-timeout");
    assertThat(params(Model.LOOP, "")).containsEntry("mechanism", "loop-sleep");
  }

  @Test
  void everyMechanismTellsItsTimer() {
    assertThat(pattern.mechanisms(Model.PLATFORM, Map.of()))
        .extracting(pattern::described)
        .containsExactly("sleep-loop (Thread.sleep)", "resilience4j (its Retry, Thread.sleep)");
    for (RetryMechanism mechanism : RetryMechanism.values()) {
      assertThat(mechanism.facility()).isNotEmpty();
    }
  }

  @Test
  void platformHasAThreadForEachTaskAndFuturesOneForEachCpu() {
    assertThat(params(Model.PLATFORM, "tasks=70")).containsEntry("poolSize", "70");
    assertThat(params(Model.FUTURE, "tasks=70")).containsEntry("poolSize", "2");
    assertThat(params(Model.VIRTUAL, "tasks=70")).doesNotContainKey("poolSize");
    assertThatThrownBy(() -> params(Model.PLATFORM, "tasks=70 poolSize=69"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "tasks 70 needs poolSize=70 at least, got 69, which would be the limit instead; raise"
                + " poolSize or lower tasks");
  }

  @Test
  void everyPermitHasAConnection() {
    assertThat(params(Model.LOOP, "limit=10")).containsEntry("connections", "64");
    assertThat(params(Model.LOOP, "limit=65")).containsEntry("connections", "65");
    assertThatThrownBy(() -> params(Model.LOOP, "limit=65 connections=64"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "limit 65 needs connections=65 at least, got 64, which would be the limit instead;"
                + " raise connections or lower limit");
  }

  @Test
  void anOpTakesItsWaitsAndInLineWherePermitsAreHeld() {
    String cell = "leaf=timer tasks=100 limit=10 failingPercent=20 backoffMillis=5 ";
    assertThat(opMicros(cell + "permit=given-back")).isEqualTo(11_000 + 1_000);
    assertThat(opMicros(cell + "permit=held")).isEqualTo(11_000 + 10_000);
  }

  private Map<String, String> params(Model model, String given) {
    return Cells.params(pattern, model, given);
  }

  private double opMicros(String given) {
    return pattern.opMicros(Model.LOOP, Cells.all(Cells.cell(pattern, Model.LOOP, given)));
  }
}
