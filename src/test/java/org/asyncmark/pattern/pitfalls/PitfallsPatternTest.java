package org.asyncmark.pattern.pitfalls;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.asyncmark.analyse.Value;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.Cells;
import org.asyncmark.pattern.Heartbeat;
import org.asyncmark.pattern.Pattern;
import org.asyncmark.pattern.PatternParam;
import org.asyncmark.pattern.ResultCheck;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PitfallsPatternTest {
  private final Pattern pattern = PitfallsBenchmark.PATTERN;

  @ParameterizedTest
  @EnumSource
  void listNamesTheInstrumentOfEachPitfall(Pitfall pitfall) {
    assertThat(pattern.param("pitfall").meaning())
        .containsPattern(
            PatternParam.id(pitfall)
                + " by (the |a )?"
                + java.util.regex.Pattern.quote(pitfall.instrument()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "PLATFORM | blocking-handler | n/a (a thread that blocks is its request's own)",
        "VIRTUAL | blocking-handler | n/a (a thread that blocks is its request's own)",
        "PLATFORM | pinned | n/a (a platform thread has no carrier to keep)",
        "FUTURE | pinned | n/a (no monitor is held across a wait that is a step)",
        "LOOP | pinned | n/a (no monitor is held across a wait that is a step)",
      })
  void aMistakeThatAModelCannotMakeIsAbsentWithTheReason(
      Model model, String pitfall, String reason) {
    assertThat(pattern.absence(model, Map.of("pitfall", Value.of(pitfall)))).isEqualTo(reason);
  }

  @Test
  void eachMistakeHasAModelThatCanMakeIt() {
    assertThat(Pitfall.values())
        .allSatisfy(
            pitfall ->
                assertThat(Model.ofJava()).anyMatch(model -> pitfall.absence(model) == null));
  }

  @Test
  void aPitfallHasItsOwnParametersOnly() {
    assertThat(Cells.params(pattern, Model.LOOP, "pitfall=lock-order"))
        .containsOnlyKeys("pitfall", "way", "mechanism");
    assertThat(Cells.params(pattern, Model.LOOP, "pitfall=orphan"))
        .containsOnlyKeys("pitfall", "way", "mechanism", "tasks", "percent", "cpuTokens");
    assertThat(Cells.params(pattern, Model.LOOP, "pitfall=blocking-handler"))
        .containsOnlyKeys(
            "pitfall", "way", "mechanism", "tasks", "percent", "periodMicros", "delayMicros");
    assertThat(Cells.params(pattern, Model.LOOP, "pitfall=session-per-request"))
        .containsOnlyKeys("pitfall", "way", "mechanism", "tasks", "delayMicros", "payloadBytes");
  }

  @Test
  void asManyTasksAreDrawnAsTheShareSaysAndTheSameEachTime() {
    assertThat(plan(16, 25).drawn().cardinality()).isEqualTo(4);
    assertThat(plan(16, 25).drawn()).isEqualTo(plan(16, 25).drawn());
    assertThat(plan(16, 0).drawn().isEmpty()).isTrue();
    assertThat(plan(3, 100).drawn().cardinality()).isEqualTo(3);
  }

  private static PitfallPlan plan(int tasks, int percent) {
    return PitfallPlan.of(
        Pitfall.ORPHAN,
        Way.MISTAKE,
        tasks,
        percent,
        new Heartbeat(1),
        new ResultCheck("pitfalls", Model.LOOP, "x"));
  }
}
