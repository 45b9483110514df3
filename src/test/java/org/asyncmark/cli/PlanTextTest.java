package org.asyncmark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.asyncmark.Source;
import org.asyncmark.analyse.Value;
import org.asyncmark.jdk.Jdk;
import org.asyncmark.jdk.Python;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.Cpus;
import org.asyncmark.pattern.Patterns;
import org.asyncmark.pattern.Traffic;
import org.asyncmark.plan.Offered;
import org.asyncmark.plan.Placebo;
import org.asyncmark.plan.Plan;
import org.asyncmark.plan.PlannerTest;
import org.asyncmark.plan.Preset;
import org.asyncmark.plan.Wanted;
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

  @Test
  void aServerThatIsNotTheSuitesIsTold() {
    Plan plan = PlannerTest.plan(Preset.SMOKE, 1, Map.of(), JDK);
    String line = "  the http leaves ask http://some.host:80, which is not the suite's server";
    assertThat(PlanText.summary(plan.asking("http://some.host:80")).lines()).contains(line);
    assertThat(PlanText.summary(plan)).doesNotContain("the http leaves ask");
  }

  @Test
  void whatTheClosedLoopBesideTheRatesIsForIsSaidOfItsModels() {
    Plan plan =
        new Wanted(
                List.of(Patterns.of("gather")),
                List.of(Model.PLATFORM, Model.LOOP),
                List.of(JDK),
                Preset.QUICK,
                6,
                new TreeMap<>(),
                List.of(Cpus.ALL),
                Placebo.NONE)
            .offering(
                new Offered(List.of(Value.of(500)), List.of(), Traffic.Spacing.POISSON, true),
                what -> {})
            .plan(new Wanted.Heading("id", "now", new Source("", false, ""), 1, List.of()));
    assertThat(PlanText.cells(plan).lines())
        .containsOnlyOnce(
            "    a closed loop of 64 callers beside the rates, for the most that the model does:"
                + " platform, loop");
  }

  @Test
  void theRuntimesOfAPlanAreJdksAndPythons() {
    Plan plan =
        new Wanted(
                List.of(Patterns.of("gather")),
                List.of(Model.LOOP),
                List.of(JDK),
                List.of(new Python("py3.11", Path.of("py"), "3.11.7", false, Python.ASYNCIO)),
                Preset.QUICK,
                6,
                new TreeMap<>(),
                List.of(Cpus.ALL),
                Placebo.NONE)
            .plan(new Wanted.Heading("id", "now", new Source("", false, ""), 1, List.of()));
    assertThat(PlanText.summary(plan))
        .startsWith("plan: 2 arms, JDK 25.0.3+9 Maker, CPython 3.11.7, 6 rounds, 12 forks of ");
    assertThat(PlanText.cells(plan)).contains("    25: loop (loop-gather)", "    py3.11: asyncio");
  }
}
