package org.asyncmark.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.asyncmark.Source;
import org.asyncmark.analyse.Background;
import org.asyncmark.analyse.Fork;
import org.asyncmark.analyse.Question;
import org.asyncmark.analyse.RunRecord;
import org.asyncmark.analyse.Runs;
import org.asyncmark.analyse.Turns;
import org.asyncmark.model.Model;
import org.asyncmark.text.TextWidth;
import org.junit.jupiter.api.Test;

class SummaryTextTest {
  private static final Background COMMITTED =
      new Background(null, "commit 1a2b3c4", true, List.of(), 0, 3);

  private static double[] about(double p50) {
    return IntStream.range(0, 10).mapToDouble(i -> p50 * (1 + 0.002 * (i % 5))).toArray();
  }

  private static SampleRun sample() {
    return new SampleRun()
        .jdk("17", "17.0.15+6 Maker")
        .jdk("25", "25.0.3+9 Maker")
        .preset("standard", 10)
        .arm(Model.PLATFORM, "17", SampleRun.HTTP_100, 2000, about(1000))
        .absent(Model.VIRTUAL, "17", SampleRun.HTTP_100)
        .arm(Model.PLATFORM, "25", SampleRun.HTTP_100, 2000, about(800))
        .arm(Model.VIRTUAL, "25", SampleRun.HTTP_100, 2000, about(400))
        .arm(Model.LOOP, "25", SampleRun.HTTP_100, 2000, about(200));
  }

  private static RunRecord run() {
    return Runs.withBackground(sample().record(), COMMITTED);
  }

  private static RunRecord undecided() {
    double[] up = {950, 1050, 975, 1030, 1005, 995, 970, 1040, 1000, 985};
    double[] down = {1025, 970, 1005, 965, 1035, 1050, 995, 980, 1010, 1020};
    return new SampleRun()
        .jdk("25", "25.0.3+9 Maker")
        .preset("standard", 10)
        .arm(Model.PLATFORM, "25", SampleRun.HTTP_100, 2000, up)
        .arm(Model.VIRTUAL, "25", SampleRun.HTTP_100, 2000, down)
        .record();
  }

  @Test
  void theAnswerStandsBeforeEverythingElse() {
    assertThat(SummaryText.text(run()))
        .isEqualTo(
            """
            17:platform → 25:virtual? (run 2026-11-20T09-14-05Z_gather_1a2b3c4)
            Some CPU | 2 CPUs, 8 GB, Linux <6.1>; 17 is 17.0.15+6 Maker, 25 is 25.0.3+9 Maker
            Citable on 10 rounds, where it is decided.
            40 forks: none lost, unsteady or drifting. Measured with commit 1a2b3c4.

            all cells, p50 of one op; how much identical code differs was not measured
            cell         17:platform  25:virtual  JDK alone       model alone, on 25  both [95 % CI]
            gather http      1.01 ms      403 µs  -20.2 % faster  -50.0 % faster      -60.1 % [-60.2, -59.9] faster

            all cells, other models on 25
            cell         platform  loop [95 % CI]
            gather http    806 µs  -75.1 % [-75.1, -74.9] faster

            decided: 25:virtual is faster in gather http
            """);
  }

  private static Map<String, String> by(String mechanism) {
    Map<String, String> params = new LinkedHashMap<>(SampleRun.HTTP_100);
    params.put("mechanism", mechanism);
    return params;
  }

  @Test
  void aFurtherMechanismOfAModelIsToldByItsName() {
    RunRecord run =
        new SampleRun()
            .jdk("25", "25.0.3+9 Maker")
            .preset("standard", 10)
            .arm(Model.PLATFORM, "25", by("executor"), 2000, about(1000))
            .arm(Model.PLATFORM, "25", by("thread-per-task"), 2000, about(2000))
            .arm(Model.VIRTUAL, "25", by("executor"), 2000, about(500))
            .arm(Model.VIRTUAL, "25", by("structured-scope"), 2000, about(400))
            .arm(Model.FUTURE, "25", by("async-leaf"), 2000, about(800))
            .record();

    assertThat(SummaryText.text(run))
        .contains(
            """
            all cells, other models and mechanisms on 25
            cell                                             platform  change [95 % CI]
            gather http platform (thread-per-task, pool 64)   1.01 ms  +99.8 % [+99.1, +101] slower
            gather http virtual (structured-scope)            1.01 ms  -59.9 % [-60.0, -59.8] faster
            gather http future                                1.01 ms  -20.2 % [-20.7, -19.8] faster
            """);
  }

  private static RunRecord builds() {
    RunRecord run =
        new SampleRun()
            .jdk("base", "25.0.3+9 Maker with own.jar 1234567")
            .jdk("candidate", "25.0.3+9 Maker with own.jar abcdefa")
            .preset("standard", 10)
            .arm(Model.PLATFORM, "base", SampleRun.HTTP_100, 2000, about(1000))
            .arm(Model.PLATFORM, "candidate", SampleRun.HTTP_100, 2000, about(1100))
            .arm(Model.LOOP, "base", SampleRun.HTTP_100, 2000, about(500))
            .arm(Model.LOOP, "candidate", SampleRun.HTTP_100, 2000, about(500))
            .record();
    return Runs.withConditions(
        Runs.withBackground(run, COMMITTED), Map.of(RunRecord.BUILDS, "base of own.jar"));
  }

  @Test
  void buildsAreHeldAgainstTheFirstOfThemModelByModel() {
    assertThat(SummaryText.text(builds()))
        .isEqualTo(
            """
            base → candidate? (run 2026-11-20T09-14-05Z_gather_1a2b3c4)
            Some CPU | 2 CPUs, 8 GB, Linux <6.1>; base is 25.0.3+9 Maker with own.jar 1234567, candidate is 25.0.3+9 Maker
            with own.jar abcdefa
            Citable on 10 rounds, where it is decided.
            40 forks: none lost, unsteady or drifting. Measured with commit 1a2b3c4.

            all cells, p50 of one op; how much identical code differs was not measured
            cell                     base  candidate [95 % CI]
            gather http platform  1.01 ms  +10.1 % [+9.8, +10.5] slower
            gather http loop       504 µs  -0.1 % [-0.4, +0.2] same

            decided: candidate is slower in gather http platform. It is no different in gather http loop
            """);
  }

  @Test
  void theNumberBesideTheBaseIsTheBaseTimesThePairedRatio() {
    List<String> cells = Summary.of(run()).blocks().get(0).rows().get(0);

    assertThat(cells.get(1)).isEqualTo("1.01 ms");
    assertThat(cells.get(2)).isEqualTo("403 µs");
  }

  @Test
  void aDecidedCellWhoseForksDriftedIsNotToBeCited() {
    assertThat(Summary.of(turning(List.of(72.0, 76.0, 80.0, 84.0, 88.0, 92.0))).conclusions())
        .contains(
            "not to be cited: gather http; forks of a side became faster or slower while they were"
                + " measured");
    assertThat(Summary.of(turning(List.of(80.0, 81.0, 80.0, 81.0, 80.0, 81.0))).conclusions())
        .noneMatch(line -> line.startsWith("not to be cited"));
  }

  private static RunRecord turning(List<Double> turns) {
    Turns own = new Turns("", Map.of(Turns.p50("service"), turns));
    Fork[] forks =
        IntStream.rangeClosed(1, 10)
            .mapToObj(round -> SampleRun.flat(round, 2000, 400_000 + round))
            .map(fork -> new Fork(fork.round(), fork.latencies(), fork.counts(), own))
            .toArray(Fork[]::new);
    return new SampleRun()
        .jdk("25", "25.0.3+9 Maker")
        .preset("standard", 10)
        .arm(Model.PLATFORM, "25", SampleRun.HTTP_100, 2000, about(1000))
        .forks(Model.VIRTUAL, "25", SampleRun.HTTP_100, forks)
        .record();
  }

  @Test
  void aDifferenceThatIsEstimatedAtLessThanWhatMattersSaysSo() {
    double[] little = {996, 955, 997, 960, 994, 993, 950, 998, 963, 996};
    SampleRun sample =
        new SampleRun()
            .jdk("25", "25.0.3+9 Maker")
            .preset("standard", 10)
            .arm(Model.PLATFORM, "25", SampleRun.HTTP_100, 2000, about(1000))
            .arm(Model.VIRTUAL, "25", SampleRun.HTTP_100, 2000, little);
    assertThat(Summary.of(sample.record()).conclusions().get(0))
        .isEqualTo("decided: 25:virtual is faster in gather http (estimate below 3 %)");
  }

  @Test
  void whatIsUndecidedIsToldWithTheCommandThatWouldDecideIt() {
    List<String> lines = Summary.of(Runs.withBackground(undecided(), COMMITTED)).conclusions();

    assertThat(lines).hasSize(2);
    assertThat(lines.get(0)).matches("undecided: gather http \\(about \\d+ rounds\\)");
    assertThat(lines.get(1))
        .matches(
            "next, about \\d+ min: \\./run-benchmarks\\.sh run --preset standard --from 25:platform"
                + " --to 25:virtual --pattern gather --rounds \\d+");
  }

  @Test
  void armsThatAreMeasuredTwiceAreInTheTimeOfTheNextCommand() {
    RunRecord run = Runs.withBackground(undecided(), COMMITTED);
    RunRecord twice = Runs.withPlacebos(run, run.arms());
    assertThat(minutes(twice)).isCloseTo(2 * minutes(run), within(1L));
  }

  private static long minutes(RunRecord run) {
    String next = Summary.of(run).conclusions().get(1);
    return Long.parseLong(next.replaceFirst("next, about (\\d+) min: .*", "$1"));
  }

  @Test
  void aServerThatIsNotTheSuitesIsToldAndAskedByTheNextCommand() {
    RunRecord run =
        Runs.withConditions(
            Runs.withBackground(undecided(), COMMITTED),
            Map.of(RunRecord.SERVER, "http://h:80, which is not the suite's server"));

    Summary summary = Summary.of(run);

    assertThat(summary.trust())
        .contains("The http leaves ask http://h:80, which is not the suite's server.");
    assertThat(summary.conclusions().get(1)).matches(".* --rounds \\d+ --backend http://h:80");
  }

  @Test
  void theCommandThatComesNextHasTheWordsThatChoseTheCells() {
    List<String> words = List.of("--jdk-flags", "zgc=25:-XX:+UseZGC -Xmx2g", "--param", "fanOut=5");
    Background chosen = new Background(null, "commit 1a2b3c4", true, List.of(), 0, 3, words);
    RunRecord run = Runs.withBackground(sample().preset("quick", 6).record(), chosen);
    assertThat(String.join("; ", Summary.of(run).conclusions()))
        .contains(" --jdk-flags 'zgc=25:-XX:+UseZGC -Xmx2g' --param fanOut=5");
  }

  @Test
  void sixRoundsAreNotToBeCited() {
    RunRecord run = sample().preset("quick", 6).record();

    assertThat(Summary.of(run).standing())
        .isEqualTo("Screening on 6 rounds: it tells where to look and is not to be cited.");
  }

  @Test
  void uncommittedCodeIsNotToBeCited() {
    String source = new Source("1a2b3c4", true, "").inWords();
    Background dirty = new Background(null, source, false, List.of(), 0, 3);

    Summary summary = Summary.of(Runs.withBackground(run(), dirty));

    assertThat(summary.standing()).isEqualTo("Not to be cited: what was measured is no commit.");
    assertThat(summary.trust())
        .contains("Measured with commit 1a2b3c4 and changes that are not committed.");
  }

  @Test
  void warningsOfTheDoctorAreToldWithoutWhatFollowsFromThem() {
    List<String> warnings =
        List.of(
            "load: 1.58 on 2 CPUs in the last minute: something else is running; stop it",
            "one: a; b",
            "two: c",
            "three: d");
    Background warned = new Background(null, "", true, warnings, 1, 0);

    assertThat(Trust.sentences(Runs.withBackground(run(), warned)))
        .contains(
            "When it began, the doctor warned of load: 1.58 on 2 CPUs in the last minute; one: a;"
                + " two: c; 1 more.",
            "1 block was measured again because the host took CPU time away.");
  }

  @Test
  void anotherQuestionIsAnsweredIfItIsAsked() {
    RunRecord run = run().asking(Question.of("17:platform", "25:platform"));

    assertThat(Summary.of(run).blocks().get(0).header())
        .containsExactly("cell", "17:platform", "25:platform", "change [95 % CI]");
  }

  @Test
  void manyCellsFitIntoFortyLinesOfOneHundredAndTenColumns() {
    SampleRun many = new SampleRun().jdk("25", "25.0.3+9 Maker").preset("standard", 10);
    for (int fanOut = 1; fanOut <= 60; fanOut++) {
      many.arm(Model.PLATFORM, "25", SampleRun.params("http", fanOut), 100, about(1000))
          .arm(Model.VIRTUAL, "25", SampleRun.params("http", fanOut), 100, about(500))
          .arm(Model.LOOP, "25", SampleRun.params("http", fanOut), 100, about(500));
    }

    List<String> lines = SummaryText.text(many.record()).lines().toList();

    assertThat(lines).hasSizeLessThanOrEqualTo(40);
    assertThat(lines).allMatch(line -> TextWidth.columns(line) <= 110);
    assertThat(lines).anyMatch(line -> line.matches("… \\d+ more lines in REPORT\\.md"));
  }

  @Test
  void aSmokeRunSaysThatItsNumbersMeanNothing() {
    RunRecord run = sample().preset("smoke", 1).record();

    assertThat(Summary.of(run).standing()).isEqualTo(Provenance.SMOKE);
  }

  @Test
  void aLongNameOfACellIsCutSoThatItsLineFits() {
    SampleRun longNames = new SampleRun().jdk("17", "17.0.15+6 Maker").jdk("25", "25.0.3+9 Maker");
    String[] leaves = {"http", "a-leaf-whose-name-takes-more-room-than-a-summary-can-have-for-it"};
    for (String leaf : leaves) {
      for (String jdk : List.of("17", "25")) {
        longNames
            .arm(Model.PLATFORM, jdk, SampleRun.params(leaf, 10), 100, about(1000))
            .arm(Model.VIRTUAL, jdk, SampleRun.params(leaf, 10), 100, about(500));
      }
    }

    List<String> lines = SummaryText.text(longNames.preset("quick", 10).record()).lines().toList();

    assertThat(lines).allMatch(line -> TextWidth.columns(line) <= 110);
    assertThat(lines).anyMatch(line -> line.startsWith("gather a-leaf-whose-name…  "));
  }
}
