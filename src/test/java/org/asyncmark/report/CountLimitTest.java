package org.asyncmark.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.asyncmark.report.SampleRun.HTTP_100;

import java.util.List;
import java.util.Map;
import org.asyncmark.analyse.Count;
import org.asyncmark.analyse.Fork;
import org.asyncmark.analyse.RunRecord;
import org.asyncmark.model.Model;
import org.junit.jupiter.api.Test;

class CountLimitTest {
  private static final String PINNED = "pinned";

  private static Fork counted(int round, String name, double value) {
    return Fork.of(round, Map.of(), Map.of(name, new Count(value, "#/op")));
  }

  private static Fork silent(int round) {
    return Fork.of(round, Map.of(), Map.of());
  }

  private static List<RunRecord> run(SampleRun sample) {
    return List.of(sample.jdk("21", "21").jdk("25", "25").record());
  }

  private static CountLimit limit(String text) {
    return CountLimit.of(text).orElseThrow();
  }

  @Test
  void theForkWithMostMeetsIt() {
    List<RunRecord> run =
        run(
            new SampleRun()
                .forks(Model.VIRTUAL, "21", HTTP_100, counted(1, PINNED, 0), counted(2, PINNED, 3))
                .forks(
                    Model.VIRTUAL, "25", HTTP_100, counted(1, PINNED, 0), counted(2, PINNED, 0)));
    assertThat(limit("pinned > 0").met(run))
        .containsExactly(
            "--fail-if pinned>0: gather http virtual JDK 21, up to 3.00 /op in 2 forks");
    assertThat(limit("pinned>3").met(run)).isEmpty();
    assertThat(limit("pinned>3").unmeasured(run)).isEmpty();
  }

  @Test
  void aModelThatNeverCountsItIsLeftAlone() {
    List<RunRecord> run =
        run(
            new SampleRun()
                .forks(Model.PLATFORM, "21", HTTP_100, silent(1))
                .forks(Model.VIRTUAL, "21", HTTP_100, counted(1, PINNED, 0)));
    assertThat(limit("pinned>0").unmeasured(run)).isEmpty();
  }

  @Test
  void anArmThatLacksWhatOthersOfItsModelCountedWasNotMeasured() {
    List<RunRecord> run =
        run(
            new SampleRun()
                .forks(Model.VIRTUAL, "21", HTTP_100, counted(1, PINNED, 0), silent(2))
                .forks(Model.VIRTUAL, "25", HTTP_100));
    assertThat(limit("pinned>0").unmeasured(run))
        .containsExactly(
            "--fail-if pinned>0 could not be measured: gather http virtual JDK 21, counted in 1 of"
                + " 2 forks",
            "--fail-if pinned>0 could not be measured: gather http virtual JDK 25, counted in 0 of"
                + " 0 forks");
  }

  @Test
  void whatNoForkCountedWasNotMeasured() {
    List<RunRecord> run =
        run(new SampleRun().forks(Model.VIRTUAL, "21", HTTP_100, counted(1, "cpu", 2)));
    assertThat(limit("pinned>0").unmeasured(run))
        .containsExactly(
            "--fail-if pinned>0 could not be measured: no fork counted pinned; counted were cpu");
    assertThat(limit("pinned>0").met(run)).isEmpty();
  }

  @Test
  void theWordsOfTablesAreUnderstood() {
    List<RunRecord> run =
        run(
            new SampleRun()
                .forks(Model.LOOP, "21", HTTP_100, counted(1, "gc.alloc.rate.norm", 30_600)));
    assertThat(limit("allocated>30000").met(run)).hasSize(1);
  }

  @Test
  void verdictsAndPercentagesAreNoCounts() {
    assertThat(List.of("slower>5%", "slower", "slower>5", "pinned", "pinned>5%", ">5"))
        .allMatch(text -> CountLimit.of(text).isEmpty());
  }
}
