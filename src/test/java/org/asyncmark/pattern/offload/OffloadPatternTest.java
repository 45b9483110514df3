package org.asyncmark.pattern.offload;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.Cells;
import org.asyncmark.pattern.Pattern;
import org.junit.jupiter.api.Test;

class OffloadPatternTest {
  private final Pattern pattern = OffloadBenchmark.PATTERN;

  @Test
  void eachKindOfWorkHasThreadsEnoughByDefault() {
    assertThat(params(Model.LOOP, "work=blocking requests=7"))
        .containsEntry("offloadThreads", "7")
        .containsEntry("delayMicros", "1000")
        .doesNotContainKey("cpuTokens");
    assertThat(params(Model.LOOP, "work=cpu requests=7"))
        .containsEntry("offloadThreads", "2")
        .containsEntry("cpuTokens", "2500000")
        .doesNotContainKey("delayMicros");
  }

  @Test
  void requestsAreTwiceAsManyAsTheCpusThatTheyKeepBusy() {
    assertThat(params(Model.VIRTUAL, "")).containsEntry("requests", "4");
  }

  @Test
  void nothingIsOffloadedInline() {
    assertThat(params(Model.LOOP, "place=inline")).doesNotContainKey("offloadThreads");
  }

  @Test
  void theVictimAndEachRequestHaveAPlatformThread() {
    assertThat(threads(Model.PLATFORM, "requests=3 offloadThreads=5")).isEqualTo(3 + 1 + 5);
    assertThat(threads(Model.PLATFORM, "requests=3 place=inline")).isEqualTo(3 + 1);
    assertThat(threads(Model.VIRTUAL, "requests=3 place=inline")).isZero();
    assertThat(threads(Model.FUTURE, "requests=3 poolSize=2 offloadThreads=5")).isEqualTo(2 + 5);
    assertThat(threads(Model.LOOP, "requests=3 offloadThreads=5")).isEqualTo(5);
  }

  @Test
  void aLoopIsBlockedByOneInlineCallAfterTheOther() {
    assertThat(micros(Model.LOOP, "work=blocking place=inline requests=10 delayMicros=5000"))
        .isEqualTo(10 * 5_100 + 1_000);
    assertThat(micros(Model.LOOP, "work=blocking requests=10 delayMicros=5000"))
        .isEqualTo(5_100 + 1_000);
  }

  @Test
  void theMechanismSaysHowACallGetsThereAndBack() {
    assertThat(pattern.mechanisms(Model.VIRTUAL, Map.of())).containsExactly("pool-submit");
    assertThat(pattern.mechanisms(Model.FUTURE, Map.of())).containsExactly("supply-async");
    assertThat(pattern.mechanisms(Model.LOOP, Map.of())).containsExactly("run-in-executor");
  }

  private Map<String, String> params(Model model, String given) {
    return Cells.params(pattern, model, given);
  }

  private int threads(Model model, String given) {
    return pattern.threads(model, Cells.all(Cells.cell(pattern, model, given)));
  }

  private double micros(Model model, String given) {
    return pattern.opMicros(model, Cells.all(Cells.cell(pattern, model, given)));
  }
}
