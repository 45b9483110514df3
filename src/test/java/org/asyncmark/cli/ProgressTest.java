package org.asyncmark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.asyncmark.Source;
import org.asyncmark.analyse.Arm;
import org.asyncmark.analyse.Arms;
import org.asyncmark.jdk.Jdk;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.Cpus;
import org.asyncmark.pattern.Patterns;
import org.asyncmark.plan.Placebo;
import org.asyncmark.plan.Plan;
import org.asyncmark.plan.Preset;
import org.asyncmark.plan.Wanted;
import org.asyncmark.store.FailedFork;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private final StringWriter said = new StringWriter();

  @Test
  void forksThatAreMeasuredAgainAreAmongThoseThatAreAwaited() {
    Plan plan = plan();
    Arm arm = plan.arms().get(0).arm();
    Progress progress = new Progress(new PrintWriter(said), plan, 0);
    progress.failed(new FailedFork(arm, 1, false, "no"));
    progress.failed(new FailedFork(arm, 2, false, "no"));
    progress.repeats(1);
    progress.failed(new FailedFork(arm, 2, false, "no"));
    assertThat(said.toString().lines())
        .satisfiesExactly(
            line -> assertThat(line).startsWith("[1/2] round 1"),
            line -> assertThat(line).startsWith("[2/2] round 2"),
            line -> assertThat(line).startsWith("[3/3] round 2"));
  }

  @Test
  void thePlanSaysWhatMayMakeTheRunShorterOrLonger() {
    assertThat(PlanText.summary(plan(20).declaring(0.03, 0.025)).lines().skip(2))
        .containsExactly(
            "  ends after round 10, 15, 20 once every interval is within ±2.5 %; that is the most",
            "  at most 4 of 20 blocks (forks that take turns) are measured again if the host takes more"
                + " than 2 % of the CPU time from one of their forks");
    assertThat(PlanText.summary(plan(2).declaring(0.03)).lines()).hasSize(2);
  }

  @Test
  void thePlanSaysWhatFlagsTheForksHave() {
    assertThat(PlanText.summary(plan(2)).lines().skip(1))
        .containsExactly(
            "  JVM flags -Xms1g -Xmx1g -XX:+UseSerialGC -XX:+UnlockDiagnosticVMOptions"
                + " -XX:GuaranteedSafepointInterval=0");
  }

  private static Plan plan() {
    return plan(2, Model.LOOP);
  }

  private static Plan plan(int rounds) {
    return plan(rounds, Model.PLATFORM, Model.LOOP);
  }

  private static Plan plan(int rounds, Model... models) {
    return new Wanted(
            List.of(Patterns.of("gather")),
            List.of(models),
            List.of(
                new Jdk(
                    "25", Path.of("jdk"), Path.of("java"), 25, "25.0.1+1", "Maker", Jdk.HOT_SPOT)),
            Preset.QUICK,
            rounds,
            Arms.choices(Map.of("leaf", List.of("cpu"), "fanOut", List.of("10"))),
            List.of(Cpus.ALL),
            Placebo.NONE)
        .plan(new Wanted.Heading("id", "now", new Source("", false, ""), 1, List.of()));
  }
}
