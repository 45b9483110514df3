package org.asyncmark.pattern.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.asyncmark.analyse.Value;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.Cells;
import org.asyncmark.pattern.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PipelinePatternTest {
  private final Pattern pattern = PipelineBenchmark.PATTERN;

  @Test
  void theTellingCellDrainsRequestsOfWhichSomeFail() {
    assertThat(pattern.cells(Pattern.Sizing.TELLING))
        .extracting(given -> Cells.all(pattern.cell(Model.LOOP, given, 2)).toString())
        .containsExactly(
            "{capacity=64, connections=64, delayMicros=0, failingPercent=10, items=1000, leaf=http,"
                + " mechanism=loop-queue, payloadBytes=64, periodMicros=1000, producers=4,"
                + " shutdown=sentinel, workers=16}");
  }

  @Test
  void blockingQueuesCannotBeClosed() {
    String reason = "n/a (a BlockingQueue cannot be closed; sentinel ends its workers)";
    assertThat(absence(Model.PLATFORM, Map.of("shutdown", "close"))).isEqualTo(reason);
    assertThat(absence(Model.VIRTUAL, Map.of("shutdown", "close"))).isEqualTo(reason);
    assertThat(absence(Model.FUTURE, Map.of("shutdown", "close"))).isNull();
    assertThat(absence(Model.LOOP, Map.of("shutdown", "close"))).isNull();
  }

  @ParameterizedTest
  @EnumSource
  void workThatComputesIsNotCancelled(Model model) {
    assertThat(absence(model, Map.of("shutdown", "cancel", "leaf", "cpu")))
        .isEqualTo("n/a (work that computes is not cancelled: it ends)");
    assertThat(absence(model, Map.of("shutdown", "cancel", "leaf", "timer"))).isNull();
  }

  @Test
  void eachTaskAndTheMonitorHaveAPlatformThread() {
    assertThat(threads(Model.PLATFORM, "producers=2 workers=3")).isEqualTo(2 + 3 + 1);
    assertThat(threads(Model.FUTURE, "producers=2 workers=3")).isEqualTo(2);
    assertThat(threads(Model.LOOP, "producers=2 workers=3")).isZero();
  }

  @Test
  void eachWorkerHasAConnection() {
    assertThat(Cells.params(pattern, Model.LOOP, "workers=100"))
        .containsEntry("connections", "100");
  }

  private String absence(Model model, Map<String, String> given) {
    Map<String, Value> values = new TreeMap<>();
    given.forEach((name, value) -> values.put(name, Value.of(value)));
    return pattern.absence(model, values);
  }

  private int threads(Model model, String given) {
    return pattern.threads(model, Cells.all(Cells.cell(pattern, model, given)));
  }
}
