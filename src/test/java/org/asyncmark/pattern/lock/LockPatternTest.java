package org.asyncmark.pattern.lock;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.asyncmark.analyse.Value;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.Cells;
import org.asyncmark.pattern.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LockPatternTest {
  private final Pattern pattern = LockBenchmark.PATTERN;

  @Test
  void aHoldHasItsOwnParametersOnly() {
    assertThat(params("hold=cpu delayMicros=7"))
        .containsEntry("cpuTokens", "500")
        .doesNotContainKeys("delayMicros", "payloadBytes", "connections");
    assertThat(params("hold=timer"))
        .containsEntry("delayMicros", "1000")
        .doesNotContainKeys("cpuTokens", "payloadBytes", "connections");
    assertThat(params("hold=http"))
        .containsEntry("delayMicros", "0")
        .containsEntry("payloadBytes", "64")
        .containsEntry("connections", "64")
        .doesNotContainKey("cpuTokens");
  }

  @ParameterizedTest
  @CsvSource({
    "none,  2,   1,    10000",
    "none,  768, 1,    26",
    "none,  768, task, 26",
    "timer, 2,   1,    2",
    "timer, 768, 1,    1",
    "timer, 768, 16,   1",
    "timer, 768, task, 1",
    "timer, 8,   task, 4",
    "http,  2,   1,    50",
    "http,  768, task, 1",
    "http,  8,   task, 62",
    "cpu,   2,   1,    10000",
  })
  void anOpHasAsManyAcquisitionsAsFitItsTime(
      String hold, String contenders, String locks, String wanted) {
    assertThat(params("hold=" + hold + " contenders=" + contenders + " locks=" + locks))
        .containsEntry("acquisitions", wanted);
  }

  @Test
  void longerWorkMakesFewerAcquisitions() {
    assertThat(params("hold=cpu contenders=2 cpuTokens=20000"))
        .containsEntry("acquisitions", "250");
  }

  @Test
  void theFirstMechanismOfAModelIsTheIdiomaticOne() {
    Map<Model, String> first = new HashMap<>();
    for (Model model : Model.ofJava()) {
      first.put(model, pattern.mechanisms(model, Map.of()).get(0));
    }
    assertThat(first)
        .isEqualTo(
            Map.of(
                Model.PLATFORM, "reentrant",
                Model.VIRTUAL, "reentrant",
                Model.FUTURE, "async-mutex",
                Model.LOOP, "loop-lock"));
  }

  @Test
  void confinementIsAbsentWhereTheHoldWaits() {
    assertThat(absence("hold=timer mechanism=confinement"))
        .isEqualTo("n/a (confinement ends where a task waits)");
    assertThat(absence("hold=cpu mechanism=confinement")).isNull();
    assertThat(absence("hold=timer mechanism=loop-lock")).isNull();
  }

  @Test
  void onlyTheFutureModelHasAPoolWhoseSizeIsFree() {
    assertThat(Cells.params(pattern, Model.FUTURE, "poolSize=3")).containsEntry("poolSize", "3");
    for (Model model : List.of(Model.PLATFORM, Model.VIRTUAL, Model.LOOP)) {
      assertThat(Cells.params(pattern, model, "poolSize=3")).doesNotContainKey("poolSize");
    }
  }

  @Test
  void jmhGetsConstantsAndNumbers() {
    assertThat(
            pattern.jmhParams(
                Model.VIRTUAL,
                Cells.given("hold=timer contenders=12 locks=task mechanism=reentrant-fair")))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "model", "VIRTUAL",
                "mechanism", "reentrant-fair",
                "hold", "TIMER",
                "contenders", "12",
                "locks", "0"));
  }

  @Test
  void theCommonCellsHoldBothSettingsInWhichMonitorsDifferBetweenJdks() {
    Set<String> cells = new HashSet<>();
    for (Map<String, Value> given : pattern.cells(Pattern.Sizing.COMMON)) {
      Value locks = pattern.cell(Model.VIRTUAL, given, 2).params().get("locks");
      cells.add(given.get("hold") + " " + locks + " " + given.get("mechanism"));
    }
    assertThat(cells).contains("timer task synchronized", "cpu 1 synchronized");
  }

  private Map<String, String> params(String given) {
    return Cells.params(pattern, Model.VIRTUAL, given);
  }

  private @Nullable String absence(String given) {
    return Cells.cell(pattern, Model.LOOP, given).absence();
  }
}
