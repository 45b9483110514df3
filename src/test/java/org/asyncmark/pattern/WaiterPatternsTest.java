package org.asyncmark.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.asyncmark.model.Model;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WaiterPatternsTest {
  static Stream<Pattern> patterns() {
    return Stream.of(Patterns.of("event"), Patterns.of("condition"));
  }

  @ParameterizedTest
  @MethodSource("patterns")
  void aHundredWaitersTellMost(Pattern pattern) {
    assertThat(pattern.cells(Pattern.Sizing.TELLING))
        .extracting(given -> given.get("waiters").toString())
        .containsExactly("100");
  }

  @ParameterizedTest
  @MethodSource("patterns")
  void onlyTheFutureModelHasAPoolToChoose(Pattern pattern) {
    assertThat(Cells.params(pattern, Model.FUTURE, "poolSize=3")).containsEntry("poolSize", "3");
    for (Model model : List.of(Model.PLATFORM, Model.VIRTUAL, Model.LOOP)) {
      assertThat(Cells.params(pattern, model, "poolSize=3")).doesNotContainKey("poolSize");
    }
  }

  @Test
  void theMechanismsAreThoseOfTheModels() {
    Pattern event = Patterns.of("event");
    Pattern condition = Patterns.of("condition");
    assertThat(event.mechanisms(Model.PLATFORM, Map.of())).containsExactly("latch", "condition");
    assertThat(event.mechanisms(Model.LOOP, Map.of())).containsExactly("loop-event");
    assertThat(condition.mechanisms(Model.VIRTUAL, Map.of()))
        .containsExactly("reentrant", "monitor");
    assertThat(condition.mechanisms(Model.FUTURE, Map.of())).containsExactly("async-condition");
  }

  @Test
  void jmhGetsTheNamesOfConstantsAndTheIdOfTheMechanism() {
    Pattern condition = Patterns.of("condition");
    Pattern.Cell cell = Cells.cell(condition, Model.VIRTUAL, "notify=one mechanism=monitor");
    assertThat(condition.jmhParams(Model.VIRTUAL, Cells.all(cell)))
        .isEqualTo(
            Map.of("model", "VIRTUAL", "notify", "ONE", "mechanism", "monitor", "waiters", "100"));
  }
}
