package org.asyncmark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.asyncmark.jdk.Jdk;
import org.asyncmark.plan.Plan;
import org.asyncmark.plan.PlannerTest;
import org.asyncmark.plan.Preset;
import org.junit.jupiter.api.Test;

class PlanTextTest {
  private static final Jdk JDK =
      new Jdk("25", Path.of("jdk"), Path.of("jdk/bin/java"), 25, "25.0.3+9", "Maker", Jdk.HOT_SPOT);

  @Test
  void twoSizesOfAPoolAreToldApart() {
    Plan plan =
        PlannerTest.plan(
            Preset.QUICK,
            6,
            Map.of("leaf", List.of("cpu"), "fanOut", List.of("7"), "poolSize", List.of("8", "64")),
            JDK);
    assertThat(PlanText.cells(plan).lines())
        .containsExactly(
            "  gather cpuTokens=1000 cpus=all fanOut=7 leaf=cpu variant=fail-fast, 6 rounds",
            "    25: platform (task-per-leaf, pool 8), platform (task-per-leaf, pool 64), virtual"
                + " (task-per-leaf), future (async-leaf, pool 8), future (async-leaf, pool 64), loop"
                + " (loop-gather)");
  }
}
