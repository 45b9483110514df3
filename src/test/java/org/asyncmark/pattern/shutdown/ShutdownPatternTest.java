package org.asyncmark.pattern.shutdown;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.Cells;
import org.asyncmark.pattern.Pattern;
import org.junit.jupiter.api.Test;

class ShutdownPatternTest {
  private final Pattern pattern = ShutdownBenchmark.PATTERN;

  @Test
  void noOfferWaitsForAThreadOrAConnection() {
    assertThat(Cells.params(pattern, Model.PLATFORM, "offers=100"))
        .containsEntry("poolSize", "100")
        .containsEntry("connections", "100");
    assertThat(Cells.params(pattern, Model.PLATFORM, "offers=10"))
        .containsEntry("poolSize", "10")
        .containsEntry("connections", "64");
  }

  @Test
  void nothingOfTheFutureModelBlocksAThread() {
    assertThat(Cells.params(pattern, Model.FUTURE, "leaf=timer offers=100"))
        .containsEntry("poolSize", "2");
    for (Model model : List.of(Model.VIRTUAL, Model.LOOP)) {
      assertThat(Cells.params(pattern, model, "")).doesNotContainKey("poolSize");
    }
  }

  @Test
  void leavesOfBothKindsWaitForTheSameTime() {
    for (String leaf : List.of("timer", "http")) {
      assertThat(Cells.params(pattern, Model.LOOP, "leaf=" + leaf))
          .containsEntry("delayMicros", "10000");
    }
  }

  @Test
  void anOpTakesThreeTimesTheWaitOfALeafAndThePoolItsThreads() {
    assertThat(opMicros(Model.LOOP)).isEqualTo(30_000);
    assertThat(opMicros(Model.PLATFORM)).isEqualTo(30_600);
  }

  @Test
  void everyMechanismTellsWhatItStandsOn() {
    assertThat(pattern.mechanisms(Model.FUTURE, Map.of()))
        .extracting(pattern::described)
        .containsExactly("admission-flag (flag, allOf and orTimeout, cancel tokens)");
    for (ShutdownMechanism mechanism : ShutdownMechanism.values()) {
      assertThat(mechanism.facility()).isNotEmpty();
    }
  }

  private double opMicros(Model model) {
    return pattern.opMicros(model, Cells.all(Cells.cell(pattern, model, "leaf=timer offers=10")));
  }
}
