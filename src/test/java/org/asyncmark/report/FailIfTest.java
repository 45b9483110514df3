package org.asyncmark.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.asyncmark.analyse.ContrastTable;
import org.asyncmark.analyse.Contrasts;
import org.asyncmark.analyse.Grouping;
import org.asyncmark.analyse.RunRecord;
import org.asyncmark.model.Model;
import org.junit.jupiter.api.Test;

class FailIfTest {
  private final RunRecord run =
      new SampleRun()
          .jdk("17", "17.0.15+6 Debian")
          .jdk("25", "25.0.3+9 Adoptium")
          .arm(Model.LOOP, "17", SampleRun.HTTP_100, 2000, 100, 101, 102, 103, 104, 105)
          .arm(Model.LOOP, "25", SampleRun.HTTP_100, 2000, 110, 111, 112, 113, 114, 115)
          .record();

  private List<ContrastTable> table(String... jdkMetrics) {
    return Contrasts.within(run, Grouping.by("jdk"), List.of(jdkMetrics), 0.03);
  }

  @Test
  void aVerdictWithALargerEstimateMeetsIt() {
    assertThat(FailIf.of("slower>5%").met(table("throughput"))).hasSize(1);
    assertThat(FailIf.of("slower").met(table("throughput")).get(0))
        .startsWith("--fail-if slower>0%: gather http loop, 25 vs 17, throughput -");
  }

  @Test
  void aSmallerEstimateOrAnotherVerdictDoesNot() {
    assertThat(FailIf.of("slower > 50%").met(table("throughput"))).isEmpty();
    assertThat(FailIf.of("faster>5%").met(table("throughput"))).isEmpty();
  }

  private static List<String> undecided(String condition, ContrastTable table, boolean asked) {
    return FailIf.of(condition).undecided(List.of(table), asked);
  }

  @Test
  void fewRoundsCannotBeJudged() {
    RunRecord few =
        new SampleRun()
            .jdk("17", "17")
            .jdk("25", "25")
            .arm(Model.LOOP, "17", SampleRun.HTTP_100, 2000, 100, 101)
            .arm(Model.LOOP, "25", SampleRun.HTTP_100, 2000, 200, 202)
            .record();
    ContrastTable table = Contrasts.within(few, Grouping.by("jdk"), List.of("p50"), 0.03).get(0);
    assertThat(FailIf.of("slower>5%").met(List.of(table))).isEmpty();
    assertThat(undecided("slower>5%", table, false))
        .containsExactly(
            "--fail-if slower>5% could not be judged in 1 of 1 contrasts:",
            "  gather http loop, 25 vs 17, p50: a verdict needs 6 rounds, got 2; fewer cannot reach"
                + " p < 0.05");
  }

  @Test
  void aVerdictThatIsAnotherOneWasJudged() {
    assertThat(undecided("slower>50%", table("p50").get(0), true)).isEmpty();
    assertThat(undecided("faster", table("p50").get(0), true)).isEmpty();
  }

  @Test
  void aMetricThatCannotHaveTheVerdictIsNotJudged() {
    assertThat(undecided("more", table("p50").get(0), true))
        .containsExactly(
            "--fail-if more>0% could not be judged: nothing that was compared can be more");
  }

  @Test
  void aPercentileThatShortRunsLackCountsOnlyIfItWasAskedFor() {
    ContrastTable table = table("p50", "p99.9").get(0);
    assertThat(undecided("slower", table, false)).isEmpty();
    assertThat(undecided("slower", table, true))
        .containsExactly(
            "--fail-if slower>0% could not be judged in 1 of 2 contrasts:",
            "  gather http loop, 25 vs 17, p99.9: p99.9 needs 10 000 samples in each fork");
  }

  @Test
  void anythingElseIsRefused() {
    assertThatThrownBy(() -> FailIf.of("slow>5%"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "want faster, slower, less or more, and >N% after it, for example 'slower>5%', or"
                + " something that forks count and >N, for example 'threads.peak>100', got 'slow>5%'");
  }
}
