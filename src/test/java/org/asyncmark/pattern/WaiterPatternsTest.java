package org.asyncmark.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.condition.ConditionPattern;
import org.asyncmark.pattern.event.EventPattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WaiterPatternsTest {
  static Stream<Pattern> patterns() {
    return Stream.of(new EventPattern(), new ConditionPattern());
  }

  @ParameterizedTest
  @MethodSource("patterns")
  void aHundredWaitersTellMost(Pattern pattern) {
    assertThat(pattern.series(Pattern.Sizing.TELLING))
        .extracting(series -> series.given().get("waiters"))
        .containsExactly("100");
  }

  @ParameterizedTest
  @MethodSource("patterns")
  void onlyTheFutureModelHasAPoolToChoose(Pattern pattern) {
    Map<String, String> params = pattern.complete(Map.of("poolSize", "3"));
    assertThat(pattern.relevant(Model.FUTURE, params)).containsEntry("poolSize", "3");
    for (Model model : List.of(Model.PLATFORM, Model.VIRTUAL, Model.LOOP)) {
      assertThat(pattern.relevant(model, params)).doesNotContainKey("poolSize");
    }
  }

  @ParameterizedTest
  @MethodSource("patterns")
  void everySeriesIsAllowedByItsParameters(Pattern pattern) {
    for (Pattern.Sizing sizing : Pattern.Sizing.values()) {
      for (Pattern.Series series : pattern.series(sizing)) {
        Map<String, String> params = pattern.complete(series.given());
        assertThat(pattern.params()).extracting("name").containsAll(params.keySet());
        pattern.params().stream()
            .filter(param -> params.containsKey(param.name()))
            .forEach(param -> param.check(params.get(param.name())));
      }
    }
  }

  @Test
  void theMechanismsAreThoseOfTheModels() {
    Pattern event = new EventPattern();
    Pattern condition = new ConditionPattern();
    assertThat(event.mechanisms(Model.PLATFORM, Map.of())).containsExactly("latch", "condition");
    assertThat(event.mechanisms(Model.LOOP, Map.of())).containsExactly("loop-event");
    assertThat(condition.mechanisms(Model.VIRTUAL, Map.of()))
        .containsExactly("reentrant", "monitor");
    assertThat(condition.mechanisms(Model.FUTURE, Map.of())).containsExactly("async-condition");
  }

  @Test
  void jmhGetsTheNamesOfConstantsAndTheIdOfTheMechanism() {
    Pattern condition = new ConditionPattern();
    Map<String, String> params =
        condition.complete(Map.of("notify", "one", "mechanism", "monitor"));
    assertThat(condition.jmhParams(Model.VIRTUAL, condition.relevant(Model.VIRTUAL, params)))
        .isEqualTo(
            Map.of("model", "VIRTUAL", "notify", "ONE", "mechanism", "monitor", "waiters", "100"));
  }
}
