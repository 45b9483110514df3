package org.asyncmark.analyse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.asyncmark.EnvironmentException;
import org.asyncmark.model.Model;
import org.asyncmark.report.ContrastText;
import org.asyncmark.report.SampleRun;
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
    return Runs.on(record, machine, record.preset()).named("run-" + factor);
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

  private static ArmForks jmh(
      String name, Map<String, String> params, String mode, Count... scores) {
    Arm arm = Arms.of(name, "", "25", params, Map.of("mode", mode, "threads", "1"));
    List<Fork> forks = new ArrayList<>();
    for (Count score : scores) {
      forks.add(Fork.of(forks.size() + 1, Map.of(), Map.of("score", score)));
    }
    return new ArmForks(arm, forks);
  }

  private static Count[] about(double score, String unit) {
    return IntStream.range(0, 6)
        .mapToObj(i -> new Count(score * (1 + 0.002 * i), unit))
        .toArray(Count[]::new);
  }

  private static RunRecord file(String id, ArmForks... arms) {
    String unknown = RunRecord.UNKNOWN_MACHINE;
    List<ArmForks> all = List.of(arms);
    return Runs.on(Runs.of(Map.of("25", "25"), 6, all, Map.of()), unknown, "jmh").named(id);
  }

  private static ContrastTable files(RunRecord base, RunRecord other) {
    return BetweenRuns.of(base, other, List.of(), List.of("score"), 0.03, false);
  }

  @Test
  void eachRowHasTheUnitOfItsBaseAndADirectionOfItsOwn() {
    ContrastTable table =
        files(
            file(
                "a",
                jmh("X.rate", Map.of(), "thrpt", about(3, "ops/ms")),
                jmh("X.time", Map.of(), "avgt", about(500, "us/op"))),
            file(
                "b",
                jmh("X.rate", Map.of(), "thrpt", about(6_000, "ops/s")),
                jmh("X.time", Map.of(), "avgt", about(1, "ms/op"))));
    assertThat(table.rows())
        .extracting(row -> row.scores().get(0).other().text())
        .containsExactly("6.03 ops/ms", "1 000 µs/op");
    assertThat(table.rows())
        .extracting(row -> row.scores().get(0).contrast().judgement().verdict())
        .containsExactly(Verdict.FASTER, Verdict.SLOWER);
    assertThat(ContrastText.CSV.render(List.of(table))).contains(",score,ops/ms,", ",score,us/op,");
  }

  @Test
  void theRatioOfTheScoresShownIsTheChange() {
    ContrastTable table =
        files(
            file("a", jmh("X.x", Map.of(), "avgt", counts(1, 1, 1, 1, 9, 9))),
            file("b", jmh("X.x", Map.of(), "avgt", counts(2, 2, 2, 2, 2, 2.5))));
    ContrastRow.Score score = table.rows().get(0).scores().get(0);
    assertThat(100 * (score.other().number() / score.base().number() - 1))
        .isCloseTo(score.contrast().percent(), within(1e-9));
  }

  private static Count[] counts(double... values) {
    return DoubleStream.of(values)
        .mapToObj(value -> new Count(value, "us/op"))
        .toArray(Count[]::new);
  }

  @Test
  void aBenchmarkInAnotherModeIsARowWithTheReason() {
    ContrastTable table =
        files(
            file("a", jmh("X.x", Map.of(), "thrpt", about(3, "ops/us"))),
            file("b", jmh("X.x", Map.of(), "avgt", about(3, "us/op"))));
    assertThat(table.rows()).singleElement().extracting(ContrastRow::label).isEqualTo("X.x");
    assertThat(table.rows().get(0).reason())
        .isEqualTo(
            "mode thrpt in run 1, avgt in run 2: they measure different things; run both with the"
                + " same -bm");
  }

  @Test
  void aBenchmarkInSeveralModesIsComparedInEach() {
    RunRecord both =
        file(
            "a",
            jmh("X.x", Map.of(), "thrpt", about(3, "ops/us")),
            jmh("X.x", Map.of(), "avgt", about(3, "us/op")));
    assertThat(files(both, both).rows())
        .extracting(ContrastRow::label)
        .containsExactly("X.x mode=thrpt", "X.x mode=avgt");
  }

  @Test
  void unitsThatCannotBeConvertedLeaveNoVerdict() {
    ContrastTable table =
        files(
            file("a", jmh("X.x", Map.of(), "avgt", about(3, "#/op"))),
            file("b", jmh("X.x", Map.of(), "avgt", about(3, "us/op"))));
    assertThat(table.rows().get(0).scores().get(0).contrast().judgement().annotation())
        .isEqualTo(
            "score is in #/op in the base and in µs/op in the other, and neither can be given in"
                + " the other's");
  }

  @Test
  void aParameterThatOnlyOneRunHasIsNamed() {
    Count[] scores = about(3, "us/op");
    RunRecord without = file("a", jmh("X.x", Map.of("n", "1"), "avgt", scores));
    RunRecord with = file("b", jmh("X.x", Map.of("n", "1", "zip", "lz4"), "avgt", scores));
    assertThatThrownBy(() -> files(without, with))
        .isInstanceOf(UndecidedException.class)
        .hasMessage(
            "want arms that both runs have, found none in a and b: the parameter zip is in b alone"
                + " (zip=lz4); measure both alike");
  }

  @Test
  void benchmarksThatDifferAreNamed() {
    Count[] scores = about(3, "us/op");
    assertThatThrownBy(
            () ->
                files(
                    file("a", jmh("X.x", Map.of(), "avgt", scores)),
                    file("b", jmh("Y.y", Map.of(), "avgt", scores))))
        .isInstanceOf(UndecidedException.class)
        .hasMessage(
            "want arms that both runs have, found none in a and b: the benchmarks differ, X.x in a"
                + " and Y.y in b; compare runs that have some in common");
  }

  @Test
  void whatIsLeftOverIsNamedWithWhatDiffers() {
    Count[] scores = about(3, "us/op");
    ContrastTable table =
        files(
            file(
                "a",
                jmh("X.x", Map.of("n", "1"), "avgt", scores),
                jmh("X.x", Map.of("n", "2"), "avgt", scores)),
            file(
                "b",
                jmh("X.x", Map.of("n", "1"), "avgt", scores),
                jmh("X.x", Map.of("n", "3"), "avgt", scores)));
    assertThat(table.warnings())
        .contains(
            "2 arms are in one of the runs only. Run 1: X.x n=2; run 2: X.x n=3. What differs: the"
                + " parameter n is 2 in run 1 and 3 in run 2.");
    assertThat(table.runs().missing()).containsExactly("X.x n=2");
  }

  @Test
  void severalJdksInARunThatTheOtherLacksAreNamed() {
    RunRecord two =
        new SampleRun()
            .jdk("17", "17.0.1")
            .jdk("21", "21.0.1")
            .arm(Model.LOOP, "17", SampleRun.HTTP_100, 2000, 800)
            .arm(Model.LOOP, "21", SampleRun.HTTP_100, 2000, 800)
            .record();
    assertThatThrownBy(() -> table(run("here", "25", 1), two, true))
        .isInstanceOf(UndecidedException.class)
        .hasMessageEndingWith(
            ": the JDK is 25 in run-1.0 and 17 in "
                + two.id()
                + "; measure both alike, or keep the results of one JDK in each file: files of one"
                + " JDK each pair, whichever it is");
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
