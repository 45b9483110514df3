package org.asyncmark.pattern.fanout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.Cells;
import org.asyncmark.pattern.Pattern;
import org.junit.jupiter.api.Test;

class FanOutPatternTest {
  private final Pattern pattern = FanOutBenchmark.PATTERN;

  @Test
  void theTellingCellIsAHundredHttpLeavesTenAtATime() {
    assertThat(pattern.cells(Pattern.Sizing.TELLING))
        .extracting(given -> Cells.all(pattern.cell(Model.LOOP, given, 2)).toString())
        .containsExactly(
            "{connections=64, delayMicros=0, fanOut=100, leaf=http, limit=10,"
                + " mechanism=loop-semaphore, payloadBytes=64, permit=inside}");
  }

  @Test
  void thereAreAsManyConnectionsAsTheLimitAndSixtyFourAtLeast() {
    assertThat(params("limit=65")).containsEntry("connections", "65");
    assertThat(params("limit=63")).containsEntry("connections", "64");
  }

  @Test
  void fewerConnectionsThanTheLimitAreAnError() {
    assertThatThrownBy(() -> params("limit=10 connections=9"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "limit 10 needs connections=10 at least, got 9, which would be the limit instead;"
                + " raise connections or lower limit");
  }

  @Test
  void aPoolThatIsSmallerThanTheLimitIsAnErrorOnPlatformThreads() {
    String small = "leaf=timer poolSize=9";
    assertThatThrownBy(() -> Cells.params(pattern, Model.PLATFORM, small))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "limit 10 needs poolSize=10 at least, got 9, which would be the limit instead;"
                + " raise poolSize or lower limit");
    assertThat(Cells.params(pattern, Model.FUTURE, small)).containsEntry("poolSize", "9");
  }

  @Test
  void aPoolHoldsAllTasksThatWaitInsideUpToAThousand() {
    assertThat(params("fanOut=300")).containsEntry("poolSize", "300");
    assertThat(params("fanOut=10000")).containsEntry("poolSize", "1000");
    assertThat(params("fanOut=10000 limit=2000")).containsEntry("poolSize", "2000");
  }

  @Test
  void aPoolHoldsAsManyTasksAsTheLimitIfPermitsAreTakenBefore() {
    assertThat(params("permit=before")).containsEntry("poolSize", "10");
    assertThat(params("permit=before fanOut=7")).containsEntry("poolSize", "7");
  }

  @Test
  void aPoolThatIsTheLimitHasNeitherPermitsNorASizeOfItsOwn() {
    assertThat(params("poolSize=50 mechanism=pool")).doesNotContainKeys("permit", "poolSize");
  }

  @Test
  void modelsWithoutAPoolHaveNoPoolSize() {
    for (Model model : List.of(Model.VIRTUAL, Model.FUTURE, Model.LOOP)) {
      assertThat(Cells.params(pattern, model, "poolSize=50")).doesNotContainKey("poolSize");
    }
  }

  @Test
  void everyModelServesFirstWhoComesFirstUnlessAskedForSomethingElse() {
    assertThat(mechanisms(Model.PLATFORM)).containsExactly("semaphore-fair", "semaphore", "pool");
    assertThat(mechanisms(Model.VIRTUAL)).containsExactly("semaphore-fair", "semaphore");
    assertThat(mechanisms(Model.FUTURE)).containsExactly("async-semaphore");
    assertThat(mechanisms(Model.LOOP)).containsExactly("loop-semaphore");
  }

  @Test
  void jmhGetsTheNamesOfConstantsAndTheIdOfTheMechanism() {
    Pattern.Cell cell = Cells.cell(pattern, Model.VIRTUAL, "leaf=cpu");
    assertThat(pattern.jmhParams(Model.VIRTUAL, Cells.all(cell)))
        .containsEntry("model", "VIRTUAL")
        .containsEntry("leaf", "CPU")
        .containsEntry("permit", "INSIDE")
        .containsEntry("mechanism", "semaphore-fair");
  }

  private List<String> mechanisms(Model model) {
    return pattern.mechanisms(model, Map.of());
  }

  private Map<String, String> params(String given) {
    return Cells.params(pattern, Model.PLATFORM, given);
  }
}
