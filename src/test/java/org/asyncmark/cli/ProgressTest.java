package org.asyncmark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
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
  private final List<String> interim = new ArrayList<>();

  @Test
  void thereIsALineForEachBlockAndForEachForkThatFailed() {
    Plan plan = plan();
    Arm arm = plan.arms().get(0).arm();
    Progress progress = progress(plan, false);
    progress.begins(plan.blocks(1).get(0));
    progress.failed(new FailedFork(arm, 1, false, "no"));
    progress.begins(plan.blocks(2).get(0));
    progress.finished(2, arm, null, 1);
    progress.repeats(1);
    progress.begins(plan.blocks(2).get(0));
    progress.finished(2, arm, null, 1);
    assertThat(said.toString().lines())
        .satisfiesExactly(
            line ->
                assertThat(line)
                    .isEqualTo(
                        "FAILED in round 1, JDK 25, gather loop " + arm.paramsLabel() + ": no"),
            line -> assertThat(line).startsWith("[1/2] gather, round 1 of 2, 1 fork; "),
            line -> assertThat(line).isEqualTo("[2/2] gather, round 2 of 2, 1 fork; 0 s left"),
            line -> assertThat(line).isEqualTo("[3/3] gather, round 2 of 2, 1 fork; 0 s left"));
  }

  @Test
  void onATerminalItIsOneLineThatRewritesItself() {
    Plan plan = plan();
    Progress progress = progress(plan, true);
    progress.begins(plan.blocks(1).get(0));
    progress.finished(1, plan.arms().get(0).arm(), null, 1);
    progress.close();
    assertThat(said.toString())
        .matches(
            "\\r\\e\\[K\\[0/2] gather, round 1 of 2, 1 fork"
                + "\\r\\e\\[K\\[1/2] gather, round 1 of 2, 1 fork; \\d+ s left\\r\\e\\[K");
  }

  @Test
  void anInterruptIsReportedOnceAPatternIsDone() {
    Plan plan = plan();
    progress(plan, false).interrupted();
    assertThat(interim).isEmpty();
    Progress further = progress(plan, false);
    further.patternDone("gather"); // which is the last: the report comes
    further.interrupted();
    assertThat(interim).containsExactly("interrupted");
    further.patternDone("fanout");
    assertThat(interim).containsExactly("interrupted", "fanout");
    assertThat(said.toString()).contains("interrupted after 0 of 2 forks; go on with it");
  }

  private Progress progress(Plan plan, boolean terminal) {
    Interim told =
        new Interim() {
          @Override
          public void patternDone(String pattern) {
            interim.add(pattern);
          }

          @Override
          public void interrupted() {
            interim.add("interrupted");
          }

          @Override
          public String wayOn() {
            return "go on with it";
          }
        };
    return new Progress(new PrintWriter(said), plan.rounds(), plan.blocks(), 0, told, terminal);
  }

  @Test
  void thePlanSaysWhatMayMakeTheRunShorterOrLonger() {
    assertThat(PlanText.summary(plan(20).declaring(0.03, 0.025, null)).lines().skip(3))
        .containsExactly(
            "  ends after round 10, 15, 20 once every interval is within ±2.5 %; that is the most",
            "  at most 4 of 20 blocks (forks that take turns) are measured again if the host takes more"
                + " than 2 % of the CPU time from one of their forks");
    assertThat(PlanText.summary(plan(2).declaring(0.03)).lines().skip(2))
        .containsExactly("  question 25:platform → 25:loop");
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
