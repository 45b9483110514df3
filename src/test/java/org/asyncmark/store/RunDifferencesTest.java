package org.asyncmark.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.asyncmark.jdk.Jdk;
import org.asyncmark.plan.Plan;
import org.asyncmark.plan.PlannerTest;
import org.asyncmark.plan.Preset;
import org.asyncmark.plan.Terms;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunDifferencesTest {
  @TempDir private Path first;
  @TempDir private Path second;
  private RunStore base;
  private RunStore other;

  @BeforeEach
  void runs() {
    base = create(first, jdk("25", "25.0.1+8"), jdk("21", "21.0.4+7"));
    other = create(second, jdk("25", "25.0.1+8"), jdk("21", "21.0.4+7"));
  }

  private static Jdk jdk(String name, String build) {
    int feature = Integer.parseInt(name);
    Path home = Path.of("jdk");
    return new Jdk(name, home, home.resolve("java"), feature, build, "Maker", Jdk.HOT_SPOT);
  }

  private static RunStore create(Path results, Jdk... jdks) {
    Plan plan = PlannerTest.plan(Preset.SMOKE, 1, Map.of("leaf", List.of("cpu")), jdks);
    return RunStore.create(results, plan, RunEnvironment.ofThisMachine(jdks[0], List.of()));
  }

  private void edit(String name, Consumer<ObjectNode> edit) throws IOException {
    Path file = other.folder().resolve(name);
    ObjectNode root = (ObjectNode) RunJson.MAPPER.readTree(file.toFile());
    edit.accept(root);
    RunJson.write(file, root);
    other = RunStore.open(other.folder());
  }

  @Test
  void runsOfOneMachineOneJarAndTheSameJdksDoNotDiffer() {
    assertThat(RunDifferences.between(base, other)).isEmpty();
  }

  @Test
  void theMachineIsComparedFactByFact() throws IOException {
    edit(
        RunStore.ENV,
        env -> {
          ObjectNode machine = (ObjectNode) env.get("machine");
          ((ObjectNode) machine.get("cpu")).put("governor", "some governor");
          ((ObjectNode) machine.get("os")).put("kernel", "1.2.3-other");
        });
    assertThat(RunDifferences.between(base, other))
        .hasSize(2)
        .anyMatch(
            each -> each.matches("Different governor: \\S+ in run 1, some governor in run 2\\."))
        .anyMatch(
            each -> each.matches("Different kernel: .* in run 1, .* 1\\.2\\.3-other in run 2\\."));
  }

  @Test
  void codeJdksAndFlagsAreCompared() throws IOException {
    edit(
        RunStore.MANIFEST,
        plan -> {
          ((ObjectNode) plan.get("source")).put("git", "7654321");
          ((ObjectNode) plan.get("jdks").get(1)).put("build", "21.0.5+1");
          plan.withArray("jvmFlags").add("-Xlog:gc");
        });
    String jar = base.plan().source().jarSha256();
    String shown = jar.substring(0, Math.min(12, jar.length()));
    assertThat(RunDifferences.between(base, other))
        .containsExactly(
            "Different code: commit "
                + base.plan().source().git()
                + ", jar "
                + shown
                + " in run 1, commit 7654321, jar "
                + shown
                + " in run 2.",
            "Different JDK 21: 21.0.4+7 Maker in run 1, 21.0.5+1 Maker in run 2.",
            "Different flags of the JVM: none in run 1, -Xlog:gc in run 2.");
  }

  @Test
  void anotherServerOfTheHttpLeavesIsADifferenceAndItsJdkIsNotKnown() {
    Jdk jdk = jdk("25", "25.0.1+8");
    Plan plan = PlannerTest.plan(Preset.SMOKE, 1, Map.of(), jdk);
    RunEnvironment environment = RunEnvironment.ofThisMachine(jdk, List.of());
    RunStore one = RunStore.create(first.resolve("one"), plan, environment);
    RunStore two =
        RunStore.create(
            second.resolve("two"),
            plan.asking("http://some.host:80"),
            environment.servedElsewhere());
    assertThat(RunDifferences.between(one, two))
        .containsExactly(
            "Different server of http leaves: the suite's in run 1, http://some.host:80 in run 2.");
    assertThat(new RunReader(two).environment().serverJdk()).isEqualTo("unknown");
  }

  @Test
  void twoRunsOfOneJdkEachDifferInIt() {
    RunStore one = create(first.resolve("one"), jdk("21", "21.0.4+7"));
    RunStore two = create(second.resolve("two"), jdk("25", "25.0.1+8"));
    assertThat(RunDifferences.between(one, two))
        .containsExactly(
            "Different JDK: 21.0.4+7 Maker in run 1, 25.0.1+8 Maker in run 2.",
            "Different JDK of the server: 21.0.4+7 Maker in run 1, 25.0.1+8 Maker in run 2.");
  }

  @Test
  void aJdkThatOneRunLacksIsNoDifference() {
    RunStore one = create(first.resolve("one"), jdk("25", "25.0.1+8"));
    assertThat(RunDifferences.between(one, other)).isEmpty();
  }

  @Test
  void anotherMethodComesFirst() throws IOException {
    Plan plan = other.plan();
    Plan declared = plan.part("declared", plan.fork(), plan.arms()).declaring(0.03);
    RunStore third = RunStore.create(second, declared, new RunReader(other).environment());
    assertThat(RunDifferences.between(base, third))
        .containsExactly(
            "Different method version: 1 in run 1, "
                + Terms.METHOD_VERSION
                + " in run 2. What is measured changed in between, see CHANGELOG.md.");
  }
}
