package org.asyncmark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.asyncmark.analyse.Arm;
import org.asyncmark.analyse.ArmForks;
import org.asyncmark.analyse.OpenFork;
import org.asyncmark.analyse.Runs;
import org.junit.jupiter.api.Test;

class ClosedMaximumTest {
  private static final Arm ARM = OpenFork.callers("virtual", "25");

  private static ClosedMaximum of(ArmForks forks) {
    return new ClosedMaximum(Runs.of(Map.of("25", "25.0.1 Maker"), 3, List.of(forks), Map.of()));
  }

  @Test
  void itIsTheMedianOfWhatTheForksAchieved() {
    ArmForks forks =
        new ArmForks(
            ARM,
            List.of(
                OpenFork.ofCallers(1, 900, 1_000_000).fork(),
                OpenFork.ofCallers(2, 2_000, 1_000_000).fork(),
                OpenFork.ofCallers(3, 1_100, 1_000_000).fork()));
    assertThat(of(forks).perSecond(ARM)).hasValue(1_100);
  }

  @Test
  void anArmWithoutAForkHasNone() {
    assertThat(of(new ArmForks(ARM, List.of())).perSecond(ARM)).isEmpty();
    assertThat(of(new ArmForks(ARM, List.of())).perSecond(OpenFork.callers("loop", "25")))
        .isEmpty();
  }
}
