package org.asyncmark.pattern.wait;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.Cells;
import org.asyncmark.pattern.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WaitPatternTest {
  private final Pattern pattern = WaitBenchmark.PATTERN;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "platform | until=first | completion-service",
        "virtual | until=first-success | invoke-any, completion-service, structured-scope",
        "virtual | until=first-failure | completion-service, structured-scope",
        "virtual | until=all | completion-service, structured-scope",
        "virtual | until=as-completed | completion-service",
        "virtual | until=first-success losers=leave | completion-service",
        "virtual | until=first-success hedgeMicros=5 | completion-service",
        "platform | until=as-completed | completion-service",
        "future | until=first | any-of, when-complete",
        "future | until=first hedgeMicros=5 | when-complete",
        "future | until=first-success | when-complete",
        "future | until=all | all-of, when-complete",
        "loop | until=first | loop-wait, loop-as-completed",
        "loop | until=first hedgeMicros=5 | loop-wait",
        "loop | until=as-completed | loop-as-completed",
      })
  void aMechanismIsThereForWhatItCanDo(String model, String given, String mechanisms) {
    assertThat(String.join(", ", pattern.mechanisms(Model.of(model), Cells.given(given))))
        .isEqualTo(mechanisms);
  }

  @Test
  void whereAllAreWaitedForThereAreNoLosersAndNoHedge() {
    for (String until : List.of("all", "as-completed")) {
      assertThat(Cells.params(pattern, Model.LOOP, "hedgeMicros=5 until=" + until))
          .doesNotContainKeys("losers", "hedgeMicros");
    }
    assertThat(Cells.params(pattern, Model.LOOP, "until=first-failure"))
        .containsKey("losers")
        .doesNotContainKey("hedgeMicros");
  }

  @Test
  void oneLeafFailsWhereTheRaceIsAboutThat() {
    assertThat(failing("until=first")).isEqualTo("0");
    assertThat(failing("until=all")).isEqualTo("0");
    assertThat(failing("until=first-success")).isEqualTo("1");
    assertThat(failing("until=first-failure")).isEqualTo("1");
    assertThat(failing("until=first-success fanOut=1")).isEqualTo("0");
    assertThat(failing("until=first-success hedgeMicros=5")).isEqualTo("0");
  }

  private String failing(String given) {
    return Cells.params(pattern, Model.LOOP, given).get("failing");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "failing=4 fanOut=3 | failing=4 needs as many leaves, got 3",
        "until=first-success failing=3 fanOut=3 | until=first-success needs a leaf that does not"
            + " fail; lower failing or raise fanOut",
        "failing=1 hedgeMicros=5 | hedgeMicros is for leaves that are late, and failing for those"
            + " that fail; give one",
        "fanOut=61 delayMicros=1000000 | the last leaf would wait for more than a minute; lower"
            + " fanOut or delayMicros",
      })
  void valuesThatContradictEachOtherAreRefused(String given, String message) {
    assertThatThrownBy(() -> Cells.params(pattern, Model.LOOP, given))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void aCpuLeafIsNoLeafOfARace() {
    assertThat(Cells.cell(pattern, Model.LOOP, "leaf=cpu").absence())
        .isEqualTo("n/a (a cpu leaf does not end at a time that is drawn)");
    assertThat(Cells.cell(pattern, Model.LOOP, "leaf=timer").absence()).isNull();
  }

  @Test
  void eachLeafHasAThreadAndAConnection() {
    assertThat(Cells.params(pattern, Model.PLATFORM, "fanOut=300"))
        .containsEntry("poolSize", "300")
        .containsEntry("connections", "300");
    assertThat(Cells.params(pattern, Model.PLATFORM, "fanOut=3"))
        .containsEntry("poolSize", "64")
        .containsEntry("connections", "64");
  }

  @Test
  void futuresHaveAPoolOverHttpOnlyIfTheyAreHedged() {
    assertThat(Cells.params(pattern, Model.FUTURE, "leaf=http")).doesNotContainKey("poolSize");
    assertThat(Cells.params(pattern, Model.FUTURE, "leaf=http hedgeMicros=5"))
        .containsKey("poolSize");
  }

  @Test
  void anOpTakesTheTimeOfTheLeavesThatItWaitsFor() {
    assertThat(opMicros("until=first leaf=timer")).isEqualTo(1_100);
    assertThat(opMicros("until=first leaf=timer losers=leave")).isEqualTo(10_100);
    assertThat(opMicros("until=all leaf=timer")).isEqualTo(10_100);
  }

  private double opMicros(String given) {
    return pattern.opMicros(Model.LOOP, Cells.all(Cells.cell(pattern, Model.LOOP, given)));
  }
}
