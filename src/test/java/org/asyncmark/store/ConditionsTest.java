package org.asyncmark.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.asyncmark.Source;
import org.asyncmark.analyse.Arms;
import org.asyncmark.jdk.Jdk;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.Cpus;
import org.asyncmark.pattern.Patterns;
import org.asyncmark.plan.Placebo;
import org.asyncmark.plan.Plan;
import org.asyncmark.plan.PlannerTest;
import org.asyncmark.plan.Preset;
import org.asyncmark.plan.Wanted;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConditionsTest {
  private static final Jdk JDK =
      new Jdk("25", Path.of("jdk"), Path.of("jdk/bin/java"), 25, "25.0.1+8", "Maker", Jdk.HOT_SPOT);

  private final Plan plan =
      PlannerTest.plan(Preset.SMOKE, 1, Map.of("leaf", List.of("cpu")), JDK).withFolders();

  @Test
  void collectorHeapSourceAndSeedAreTold() {
    Map<String, String> conditions =
        Conditions.of(plan, RunEnvironment.ofThisMachine(JDK, List.of()));
    assertThat(conditions)
        .containsEntry("Collector", "Serial")
        .containsEntry("Heap", "-Xms1g -Xmx1g")
        .containsEntry("Seed", Long.toString(plan.seed()));
    assertThat(conditions.get("Source"))
        .startsWith("commit " + plan.source().git())
        .endsWith(", jar sha256 " + plan.source().jarSha256());
  }

  @Test
  void aServerThatIsNotTheSuitesIsTold() {
    String name = "Server of http leaves";
    RunEnvironment environment = RunEnvironment.ofThisMachine(JDK, List.of());
    Plan asking = PlannerTest.plan(Preset.SMOKE, 1, Map.of(), JDK).asking("http://some.host:80");
    assertThat(Conditions.of(asking, environment))
        .containsEntry(name, "http://some.host:80, which is not the suite's server");
    assertThat(Conditions.of(plan, environment)).doesNotContainKey(name);
  }

  @Test
  void theUsersWordsForJmhAreKeptBehindThoseForCells(@TempDir Path results) {
    Plan some =
        new Wanted(
                List.of(Patterns.of("gather")),
                List.of(Model.LOOP),
                List.of(JDK),
                Preset.SMOKE,
                1,
                Arms.choices(Map.of()),
                List.of(Cpus.ALL),
                Placebo.NONE)
            .plan(
                new Wanted.Heading("id", "now", new Source("", false, ""), 1, List.of("-i", "5"))
                    .choosing(List.of("--cpus", "all")));
    RunStore store = RunStore.create(results, some, RunEnvironment.ofThisMachine(JDK, List.of()));
    assertThat(new RunReader(store).read().background().words())
        .containsExactly("--cpus", "all", "--", "-i", "5");
  }
}
