package org.asyncmark.pattern.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.Cells;
import org.asyncmark.pattern.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class QueuePatternTest {
  private static final String NO_CLOSE =
      "n/a (a BlockingQueue cannot be closed; sentinel and join end its consumers)";

  private final Pattern pattern = QueueBenchmark.PATTERN;

  @Test
  void theTellingCellPassesTenThousandItemsThroughSixteenPlaces() {
    assertThat(pattern.cells(Pattern.Sizing.TELLING))
        .extracting(given -> Cells.all(pattern.cell(Model.LOOP, given, 2)).toString())
        .containsExactly(
            "{capacity=16, consumers=1, items=10000, mechanism=loop-queue, producers=1,"
                + " shutdown=sentinel}");
  }

  @Test
  void theIdiomaticQueueOfThreadsFollowsFromTheCapacity() {
    for (Model model : List.of(Model.PLATFORM, Model.VIRTUAL)) {
      assertThat(mechanisms(model, "capacity=0")).containsExactly("synchronous", "transfer");
      assertThat(mechanisms(model, "capacity=1")).containsExactly("array", "linked");
      assertThat(mechanisms(model, "capacity=unbounded")).containsExactly("linked", "transfer");
    }
  }

  @Test
  void futureAndLoopHaveAQueueOfTheirOwn() {
    assertThat(mechanisms(Model.FUTURE, "capacity=0")).containsExactly("async-queue");
    assertThat(mechanisms(Model.LOOP, "capacity=16")).containsExactly("loop-queue");
  }

  @Test
  void theLoopHasNoCapacityOfZero() {
    assertThat(absence(Model.LOOP, "capacity=0"))
        .isEqualTo("n/a (the loop's queue is asyncio's, where 0 stands for no limit)");
    assertThat(absence(Model.LOOP, "capacity=unbounded")).isNull();
    assertThat(absence(Model.FUTURE, "capacity=0")).isNull();
  }

  @Test
  void blockingQueuesCannotBeClosed() {
    assertThat(absence(Model.VIRTUAL, "shutdown=close")).isEqualTo(NO_CLOSE);
    assertThat(absence(Model.PLATFORM, "shutdown=close")).isEqualTo(NO_CLOSE);
    assertThat(absence(Model.FUTURE, "shutdown=close")).isNull();
    assertThat(absence(Model.LOOP, "shutdown=close")).isNull();
  }

  @Test
  void onlyTheFutureModelHasAPoolSizeToChoose() {
    assertThat(Cells.params(pattern, Model.FUTURE, "poolSize=3")).containsEntry("poolSize", "3");
    assertThat(Cells.params(pattern, Model.PLATFORM, "poolSize=3")).doesNotContainKey("poolSize");
  }

  @Test
  void noWorkIsNotPartOfALabel() {
    assertThat(Cells.params(pattern, Model.LOOP, "capacity=16")).doesNotContainKey("cpuTokens");
    assertThat(Cells.params(pattern, Model.LOOP, "cpuTokens=7")).containsEntry("cpuTokens", "7");
  }

  @Test
  void jmhGetsNumbersAndNamesOfConstants() {
    Pattern.Cell cell =
        Cells.cell(pattern, Model.VIRTUAL, "capacity=unbounded shutdown=join mechanism=transfer");
    assertThat(pattern.jmhParams(Model.VIRTUAL, Cells.all(cell)))
        .containsEntry("model", "VIRTUAL")
        .containsEntry("capacity", "2147483647")
        .containsEntry("shutdown", "JOIN")
        .containsEntry("mechanism", "transfer");
  }

  @Test
  void aQueueThatAModelDoesNotHaveNamesTheChoices() {
    assertThatThrownBy(() -> Cells.cell(pattern, Model.PLATFORM, "capacity=0 mechanism=array"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "model platform has no mechanism 'array' for this cell; choose from synchronous,"
                + " transfer");
  }

  private List<String> mechanisms(Model model, String given) {
    return pattern.mechanisms(model, Cells.given(given));
  }

  private @Nullable String absence(Model model, String given) {
    return Cells.cell(pattern, model, given).absence();
  }
}
