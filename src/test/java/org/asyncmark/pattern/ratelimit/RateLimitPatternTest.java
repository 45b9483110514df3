package org.asyncmark.pattern.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.Cells;
import org.asyncmark.pattern.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RateLimitPatternTest {
  private final Pattern pattern = RateLimitBenchmark.PATTERN;

  @Test
  void theTellingCellHasATokenForEachHundredMicroseconds() {
    assertThat(pattern.cells(Pattern.Sizing.TELLING))
        .extracting(given -> Cells.all(pattern.cell(Model.LOOP, given, 2)).toString())
        .containsExactly(
            "{burst=10, connections=100, delayMicros=0, leaf=http, mechanism=call-at,"
                + " payloadBytes=64, ratePerSecond=10000, tasks=100}");
  }

  @Test
  void aBurstThatHoldsNobodyBackIsAnError() {
    assertThatThrownBy(() -> params("tasks=10"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a burst of 10 holds none of 10 tasks back; raise tasks or lower burst");
    assertThat(params("tasks=11")).containsEntry("burst", "10");
  }

  @Test
  void platformHasAThreadForEachTask() {
    assertThat(params("tasks=200")).containsEntry("poolSize", "200");
    assertThatThrownBy(() -> params("tasks=100 poolSize=99"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "tasks 100 needs poolSize=100 at least, got 99, which would be the limit instead;"
                + " raise poolSize or lower tasks");
  }

  @ParameterizedTest
  @CsvSource({"100, 10000, 10, 9000", "50, 1000, 10, 40000", "20, 1, 1, 19000000"})
  void anOpTakesAsLongAsItsTokens(String tasks, String rate, String burst, double micros) {
    String given = "leaf=cpu tasks=" + tasks + " ratePerSecond=" + rate + " burst=" + burst;
    assertThat(pattern.opMicros(Model.LOOP, Cells.all(Cells.cell(pattern, Model.LOOP, given))))
        .isEqualTo(micros);
  }

  @Test
  void everyMechanismTellsItsTimer() {
    assertThat(pattern.mechanisms(Model.VIRTUAL, Map.of()))
        .extracting(pattern::described)
        .containsExactly(
            "sleep (Thread.sleep, on JDK 17 in whole milliseconds)", "bucket4j (timed park)");
    for (RateLimitMechanism mechanism : RateLimitMechanism.values()) {
      assertThat(mechanism.facility()).isNotEmpty();
    }
  }

  private Map<String, String> params(String given) {
    return Cells.params(pattern, Model.PLATFORM, given);
  }
}
