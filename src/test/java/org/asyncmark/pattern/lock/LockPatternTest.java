package org.asyncmark.pattern.lock;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.Pattern;
import org.asyncmark.pattern.Pattern.Sizing;
import org.asyncmark.pattern.PatternParam;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class LockPatternTest {
  private final LockPattern pattern = new LockPattern();

  @Test
  void aHoldHasItsOwnParametersOnly() {
    assertThat(pattern.complete(Map.of("hold", "cpu", "delayMicros", "7")))
        .containsEntry("cpuTokens", "500")
        .doesNotContainKeys("delayMicros", "payloadBytes", "connections");
    assertThat(pattern.complete(Map.of("hold", "timer")))
        .containsEntry("delayMicros", "1000")
        .doesNotContainKeys("cpuTokens", "payloadBytes", "connections");
    assertThat(pattern.complete(Map.of("hold", "http")))
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
    assertThat(pattern.complete(Map.of("hold", hold, "contenders", contenders, "locks", locks)))
        .containsEntry("acquisitions", wanted);
  }

  @Test
  void longerWorkMakesFewerAcquisitions() {
    assertThat(pattern.complete(Map.of("hold", "cpu", "contenders", "2", "cpuTokens", "20000")))
        .containsEntry("acquisitions", "250");
  }

  @Test
  void theFirstMechanismOfAModelIsTheIdiomaticOne() {
    Map<Model, String> first = new HashMap<>();
    for (Model model : Model.values()) {
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
    assertThat(pattern.absence(Model.LOOP, Map.of("hold", "timer", "mechanism", "confinement")))
        .isEqualTo("n/a (confinement ends where a task waits)");
    assertThat(pattern.absence(Model.LOOP, Map.of("hold", "cpu", "mechanism", "confinement")))
        .isNull();
    assertThat(pattern.absence(Model.LOOP, Map.of("hold", "timer", "mechanism", "loop-lock")))
        .isNull();
  }

  @Test
  void onlyTheFutureModelHasAPoolWhoseSizeIsFree() {
    Map<String, String> params = pattern.complete(Map.of());
    assertThat(pattern.relevant(Model.FUTURE, params)).containsKey("poolSize");
    for (Model model : List.of(Model.PLATFORM, Model.VIRTUAL, Model.LOOP)) {
      assertThat(pattern.relevant(model, params)).doesNotContainKey("poolSize");
    }
  }

  @Test
  void jmhGetsConstantsAndNumbers() {
    Map<String, String> params =
        new HashMap<>(Map.of("hold", "timer", "contenders", "12", "locks", "task"));
    params.put("mechanism", "reentrant-fair");
    assertThat(pattern.jmhParams(Model.VIRTUAL, params))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "model", "VIRTUAL",
                "mechanism", "reentrant-fair",
                "hold", "TIMER",
                "contenders", "12",
                "locks", "12"));
  }

  @ParameterizedTest
  @EnumSource
  void everySeriesIsMadeOfAllowedValues(Sizing sizing) {
    Map<String, PatternParam> known =
        pattern.params().stream().collect(Collectors.toMap(PatternParam::name, param -> param));
    for (Pattern.Series series : pattern.series(sizing)) {
      pattern.complete(series.given()).forEach((name, value) -> known.get(name).check(value));
    }
  }

  @Test
  void theCommonCellsHoldBothSettingsInWhichMonitorsDifferBetweenJdks() {
    Set<String> cells = new HashSet<>();
    for (Pattern.Series series : pattern.series(Sizing.COMMON)) {
      Map<String, String> given = series.given();
      cells.add(given.get("hold") + " " + given.get("locks") + " " + given.get(Pattern.MECHANISM));
    }
    assertThat(cells)
        .contains(
            "timer task synchronized",
            "timer task null",
            "none 1 synchronized",
            "none 1 null",
            "cpu 1 synchronized",
            "cpu 1 null");
  }
}
