package org.asyncmark.pattern.gather;

import static org.assertj.core.api.Assertions.assertThat;

import org.asyncmark.analyse.Value;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.Cells;
import org.asyncmark.pattern.Pattern;
import org.junit.jupiter.api.Test;

class GatherPatternTest {
  private final Pattern pattern = GatherBenchmark.PATTERN;

  @Test
  void theCommonCellsHoldTheDefaultExecutorWhichJdksDifferIn() {
    assertThat(pattern.cells(Pattern.Sizing.COMMON))
        .filteredOn(given -> Value.of("default-executor").equals(given.get("mechanism")))
        .singleElement()
        .hasToString("{delayMicros=1000, fanOut=20, leaf=http, mechanism=default-executor}");
  }

  @Test
  void leavesThatHaveNotEnoughConnectionsOrThreadsAreInWaves() {
    assertThat(waves(Model.LOOP, "leaf=http fanOut=200"))
        .isEqualTo("200 leaves on 64 connections are 4 waves");
    assertThat(waves(Model.PLATFORM, "leaf=timer fanOut=200 poolSize=50"))
        .isEqualTo("200 leaves on 50 threads are 4 waves");
    assertThat(waves(Model.PLATFORM, "leaf=http fanOut=200 poolSize=50 connections=100"))
        .isEqualTo("200 leaves on 50 threads are 4 waves");
    assertThat(waves(Model.VIRTUAL, "leaf=timer fanOut=200")).isEmpty();
    assertThat(waves(Model.LOOP, "leaf=http fanOut=64")).isEmpty();
    assertThat(waves(Model.PLATFORM, "leaf=cpu fanOut=200")).isEmpty();
  }

  @Test
  void anOpTakesTheTimeOfItsWaves() {
    assertThat(opMicros(Model.LOOP, "leaf=timer fanOut=200 delayMicros=5000")).isEqualTo(5_100);
    assertThat(opMicros(Model.PLATFORM, "leaf=timer fanOut=200 delayMicros=5000"))
        .isEqualTo(4 * 5_100);
    assertThat(opMicros(Model.LOOP, "leaf=http fanOut=200 delayMicros=5000"))
        .isEqualTo(4 * 5_060 + 200 * 10);
    assertThat(opMicros(Model.LOOP, "leaf=cpu fanOut=10 cpuTokens=100000")).isEqualTo(2_000);
  }

  private double opMicros(Model model, String given) {
    return pattern.opMicros(model, Cells.all(Cells.cell(pattern, model, given)));
  }

  private String waves(Model model, String given) {
    return pattern.waves(model, Cells.all(Cells.cell(pattern, model, given)));
  }

  @Test
  void theDefaultExecutorHasNoPoolToChoose() {
    assertThat(Cells.params(pattern, Model.FUTURE, "leaf=timer")).containsKey("poolSize");
    assertThat(Cells.params(pattern, Model.FUTURE, "leaf=timer mechanism=default-executor"))
        .containsEntry("mechanism", "default-executor")
        .doesNotContainKey("poolSize");
  }
}
