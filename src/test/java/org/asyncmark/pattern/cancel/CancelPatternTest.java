package org.asyncmark.pattern.cancel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.Cells;
import org.asyncmark.pattern.Pattern;
import org.asyncmark.pattern.ResultCheck;
import org.junit.jupiter.api.Test;

class CancelPatternTest {
  private final Pattern pattern = CancelBenchmark.PATTERN;

  @Test
  void eachTaskHasAConnectionOfItsOwn() {
    assertThat(Cells.params(pattern, Model.LOOP, "waiting=http tasks=7"))
        .containsEntry("connections", "7");
    assertThatThrownBy(() -> Cells.params(pattern, Model.LOOP, "tasks=7 connections=8"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "each of 7 tasks has a connection of its own, got connections=8; leave that out");
  }

  @Test
  void whatIsWaitedForHasItsOwnParametersOnly() {
    for (String waiting : List.of("timer", "lock", "queue")) {
      assertThat(Cells.params(pattern, Model.VIRTUAL, "waiting=" + waiting))
          .doesNotContainKeys("connections", "payloadBytes", "delayMicros", "cpuTokens");
    }
  }

  @Test
  void onlyTheFutureModelHasAPoolWhoseSizeIsFree() {
    assertThat(Cells.params(pattern, Model.FUTURE, "poolSize=3")).containsEntry("poolSize", "3");
    for (Model model : List.of(Model.PLATFORM, Model.VIRTUAL, Model.LOOP)) {
      assertThat(Cells.params(pattern, model, "poolSize=3")).doesNotContainKey("poolSize");
    }
    assertThat(pattern.threads(Model.PLATFORM, Cells.given("tasks=70"))).isEqualTo(70);
  }

  @Test
  void everyMechanismTellsHowATaskLearnsOfIt() {
    assertThat(pattern.mechanisms(Model.PLATFORM, Map.of()))
        .extracting(pattern::described)
        .contains("future-cancel (interrupt)");
    for (CancelMechanism mechanism : CancelMechanism.values()) {
      assertThat(mechanism.facility()).isNotEmpty();
    }
  }

  @Test
  void aTaskThatWasNotCancelledWhereItWaitedIsAnError() {
    CancelOp op = new CancelOp(2, Waiting.LOCK, new LeafGate.OfTime());
    op.cancelled(0);
    assertThatThrownBy(() -> op.require(new ResultCheck("cancel", Model.LOOP, "x")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("cancel, model loop, mechanism x: task 1 of 2 was cancelled 0 times");
  }
}
