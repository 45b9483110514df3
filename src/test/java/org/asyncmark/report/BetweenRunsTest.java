package org.asyncmark.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.asyncmark.EnvironmentException;
import org.asyncmark.analyse.Contrast;
import org.asyncmark.analyse.RunRecord;
import org.asyncmark.analyse.Standing;
import org.asyncmark.analyse.Verdict;
import org.asyncmark.model.Model;
import org.junit.jupiter.api.Test;

class BetweenRunsTest {
  private static RunRecord run(String machine, String jdk, double factor) {
    RunRecord record =
        new SampleRun()
            .jdk(jdk, jdk + ".0.1")
            .arm(
                Model.LOOP,
                jdk,
                SampleRun.HTTP_100,
                2000,
                800 * factor,
                804 * factor,
                808 * factor,
                802 * factor,
                806 * factor,
                801 * factor)
            .record();
    return new RunRecord(
        "run-" + factor,
        record.startedUtc(),
        machine,
        record.preset(),
        record.jdkBuilds(),
        record.rounds(),
        record.arms(),
        Map.of());
  }

  private static ContrastTable table(RunRecord base, RunRecord other, boolean crossMachine) {
    return BetweenRuns.of(base, other, List.of(), List.of("p50"), 0.03, crossMachine);
  }

  @Test
  void aLargeDifferenceIsNoMoreThanSuggestive() {
    ContrastTable table = table(run("here", "25", 1), run("here", "25", 2), false);
    Contrast contrast = table.rows().get(0).scores().get(0).contrast();
    assertThat(contrast.judgement().verdict()).isEqualTo(Verdict.SLOWER);
    assertThat(contrast.judgement().standing()).isEqualTo(Standing.SUGGESTIVE);
    assertThat(table.title()).startsWith("UNPAIRED · run 1 (base) run-1.0, JDK 25.0.1 · run 2");
    assertThat(table.rows().get(0).against()).isEqualTo("run 2 vs run 1");
  }

  @Test
  void runsOfOneJdkEachAreComparedOverTheJdk() {
    ContrastTable table = table(run("here", "17", 1), run("here", "25", 2), false);
    assertThat(table.rows().get(0).against()).isEqualTo("25 vs 17");
  }

  @Test
  void machinesThatDifferAreRefused() {
    assertThatThrownBy(() -> table(run("here", "25", 1), run("there", "25", 1), false))
        .isInstanceOf(EnvironmentException.class)
        .hasMessage(
            "want two runs of one machine, got 'here' and 'there'; with --cross-machine they are compared all the same");
  }

  @Test
  void machinesThatDifferAreNamedWhereThatIsAllowed() {
    ContrastTable table = table(run("here", "25", 1), run("there", "25", 1), true);
    assertThat(table.title()).contains("here (base) vs there");
    assertThat(table.warnings())
        .contains("The machines differ: the difference may be theirs alone.");
  }

  @Test
  void runsWithoutACommonArmAreRefused() {
    RunRecord none =
        new SampleRun()
            .jdk("25", "25.0.1")
            .arm(Model.FUTURE, "25", SampleRun.HTTP_100, 20, 1)
            .record();
    assertThatThrownBy(() -> table(run("here", "25", 1), none, true))
        .isInstanceOf(EnvironmentException.class)
        .hasMessageStartingWith("want arms that both runs have, found none in run-1.0 and ");
  }
}
