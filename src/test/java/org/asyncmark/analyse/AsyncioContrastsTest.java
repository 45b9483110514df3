package org.asyncmark.analyse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.asyncmark.model.Model;
import org.asyncmark.report.AsyncioRun;
import org.asyncmark.report.SampleRun;
import org.junit.jupiter.api.Test;

class AsyncioContrastsTest {
  private static final List<String> P50 = List.of("p50");
  private static final String ON_3_11 = "asyncio on CPython 3.11.7 vs platform (pool 64)";
  private static final String ON_3_13 =
      "asyncio on CPython 3.13.0 free-threaded vs platform (pool 64)";

  private static ContrastTable table(RunRecord run, Grouping grouping) {
    return Contrasts.within(run, grouping, P50, 0.03).get(0);
  }

  private static ContrastTable table(RunRecord run, String column) {
    return table(run, Grouping.by(column));
  }

  private static List<ContrastRow> ofAsyncio(ContrastTable table) {
    return table.rows().stream().filter(row -> row.other().ofPython()).toList();
  }

  private static Contrast contrast(ContrastRow row) {
    return row.scores().get(0).contrast();
  }

  @Test
  void modelsAreHeldAgainstTheBaseOfEachJdkAndAsyncioIsTheLast() {
    List<ContrastRow> rows = table(AsyncioRun.sample().record(), "model").rows();
    assertThat(rows.subList(rows.size() - 4, rows.size()))
        .extracting(row -> row.label() + ": " + row.against())
        .containsExactly(
            "gather http JDK 25: virtual vs platform (pool 64)",
            "gather http JDK 25: future (pool 64) vs platform (pool 64)",
            "gather http JDK 25: loop vs platform (pool 64)",
            "gather http JDK 25: " + ON_3_11);
    List<ContrastRow> asyncio = ofAsyncio(table(AsyncioRun.sample().record(), "model"));
    assertThat(asyncio)
        .extracting(ContrastRow::label)
        .containsExactly("gather http JDK 17", "gather http JDK 25");
    assertThat(contrast(asyncio.get(0)).percent()).isCloseTo(50, within(2.0));
    assertThat(contrast(asyncio.get(0)).judgement().verdict()).isEqualTo(Verdict.SLOWER);
  }

  @Test
  void contrastsWithAsyncioAreOfTheFamilyOfModels() {
    ContrastTable table = table(AsyncioRun.sample().record(), "model");
    assertThat(ofAsyncio(table))
        .extracting(row -> contrast(row).significance().familySize())
        .containsOnly(7); // 2 on 17, 3 on 25, asyncio beside both
    assertThat(table.facts())
        .contains(
            "contrasts judged together, for each metric: 7 of gather; p adjusted for them"
                + " (Holm)");
  }

  @Test
  void theFloorIsThatOfThePlacebo() {
    ContrastTable table = table(AsyncioRun.withPlacebo(AsyncioRun.sample()), "model");
    assertThat(table.title())
        .startsWith(
            "model to model · JDK 17.0.15+6 Maker, 25.0.3+9 Maker; CPython 3.11.7 · Some CPU")
        .contains(" in p50 here (")
        .doesNotContain(Floors.NOT_MEASURED);
  }

  @Test
  void twoPythonsStandInTheGroupOfEachJdkAndAreToldApart() {
    ContrastTable table = table(AsyncioRun.twoPythons().record(), "model");
    assertThat(ofAsyncio(table))
        .extracting(ContrastRow::against)
        .containsExactly(ON_3_11, ON_3_13, ON_3_11, ON_3_13);
    assertThat(table.warnings()).isEmpty();
  }

  @Test
  void betweenJdksThereIsNoAsyncio() {
    ContrastTable table = table(AsyncioRun.sample().record(), "jdk");
    assertThat(ofAsyncio(table)).isEmpty();
    assertThat(table.title()).startsWith("JDK 17.0.15+6 Maker (base) vs 25.0.3+9 Maker · Some");
    assertThat(table.facts()).noneMatch(fact -> fact.contains("asyncio"));
    assertThat(table.rows())
        .filteredOn(row -> row.reason().isEmpty())
        .extracting(row -> contrast(row).significance().familySize())
        .containsOnly(3);
  }

  @Test
  void twoPythonsAreComparedWithEachOther() {
    ContrastTable table = table(AsyncioRun.twoPythons().record(), "jdk");
    assertThat(table.title())
        .startsWith(
            "JDK 17.0.15+6 Maker (base) vs 25.0.3+9 Maker;"
                + " CPython 3.11.7 (base) vs 3.13.0 free-threaded · Some");
    assertThat(ofAsyncio(table))
        .extracting(row -> row.label() + ": " + row.against())
        .containsExactly("gather http asyncio: py3.13t vs py3.11");
  }

  @Test
  void oneJdkAndOnePythonAreComparedOverTheModel() {
    RunRecord run =
        new SampleRun()
            .jdk("25", "25.0.3+9 Maker")
            .jdk("py3.11", "3.11.7 CPython")
            .arm(Model.PLATFORM, "25", SampleRun.HTTP_100, 2000, AsyncioRun.about(2000))
            .arm(Model.ASYNCIO, "py3.11", SampleRun.HTTP_100, 2000, AsyncioRun.about(3000))
            .record();
    assertThat(table(run, Grouping.DEFAULT).rows())
        .extracting(row -> row.label() + ": " + row.against())
        .containsExactly("gather http: " + ON_3_11);
    assertThatThrownBy(() -> table(run, "jdk"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("want arms that differ in jdk alone, found none; arms differ in: model");
  }

  @Test
  void aRowThatIsNamedByTheJdkHasThatOfTheBase() {
    Grouping byJdk = new Grouping("model", List.of("jdk"), List.of());
    assertThat(ofAsyncio(table(AsyncioRun.sample().record(), byJdk)))
        .extracting(ContrastRow::label)
        .containsExactly("JDK 17", "JDK 25");
  }

  @Test
  void thatAsyncioRunsOnNoJvmIsNoWarning() {
    RunRecord run =
        new SampleRun()
            .jdk("17", "17.0.12+7 IBM OpenJ9")
            .jdk("py3.11", "3.11.7 CPython")
            .preset("standard", 10)
            .arm(Model.PLATFORM, "17", SampleRun.HTTP_100, 2000, AsyncioRun.about(2000))
            .arm(Model.ASYNCIO, "py3.11", SampleRun.HTTP_100, 2000, AsyncioRun.about(3000))
            .record();
    assertThat(table(run, "model").warnings()).isEmpty();
  }

  @Test
  void whatAModelGainsFromJdkToJdkIsNotAskedOfAsyncio() {
    ContrastTable table =
        Interactions.within(AsyncioRun.twoPythons().record(), "model", "jdk", P50, 0.03).get(0);
    assertThat(table.rows()).hasSize(2);
    assertThat(ofAsyncio(table)).isEmpty();
  }

  @Test
  void aQuestionMayEndInAsyncio() {
    Question question = Question.of("25:loop", "py3.11:asyncio");
    List<ContrastRow> rows =
        Migration.within(AsyncioRun.sample().record(), question, P50, 0.03).get(0).rows();
    assertThat(rows).hasSize(1);
    assertThat(rows.get(0).against()).isEqualTo("py3.11:asyncio vs 25:loop");
    assertThat(rows.get(0).step()).isEqualTo(Step.BOTH);
    assertThat(contrast(rows.get(0)).percent()).isCloseTo(216, within(8.0));
  }

  @Test
  void aQuestionMayBeginInAsyncio() {
    Question question = Question.of("py3.11:asyncio", "17:platform");
    List<ContrastRow> rows =
        Migration.within(AsyncioRun.sample().record(), question, P50, 0.03).get(0).rows();
    assertThat(rows)
        .extracting(ContrastRow::against)
        .containsExactly("17:platform (pool 64) vs py3.11:asyncio");
  }

  @Test
  void aQuestionFromPythonToPythonIsOfOneStep() {
    Question question = Question.of("py3.11:asyncio", "py3.13t:asyncio");
    assertThat(
            Migration.within(AsyncioRun.twoPythons().record(), question, P50, 0.03).get(0).rows())
        .extracting(ContrastRow::against)
        .containsExactly("py3.13t:asyncio vs py3.11:asyncio");
  }

  @Test
  void asyncioOnAJdkIsRefusedWithTheSidesThereAre() {
    Question question = Question.of("25:loop", "25:asyncio");
    RunRecord run = AsyncioRun.sample().record();
    assertThatThrownBy(() -> Migration.within(run, question, P50, 0.03))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "want a cell with 25:loop and 25:asyncio, found none in this run; it has 17:platform,"
                + " 17:future, 17:loop, 25:platform, 25:virtual, 25:future, 25:loop,"
                + " py3.11:asyncio, 17:virtual");
  }

  @Test
  void noRunAsksForAsyncioOfItself() {
    assertThat(AsyncioRun.sample().record().question())
        .contains(Question.of("17:platform", "25:virtual"));
    RunRecord oneModel =
        new SampleRun()
            .jdk("25", "25.0.3+9 Maker")
            .jdk("py3.11", "3.11.7 CPython")
            .arm(Model.LOOP, "25", SampleRun.HTTP_100, 2000, 800)
            .arm(Model.ASYNCIO, "py3.11", SampleRun.HTTP_100, 2000, 3000)
            .record();
    assertThat(oneModel.question()).isEmpty();
  }

  private static RunRecord run(String jdk, String python) {
    return new SampleRun()
        .jdk(jdk, jdk + ".0.1 Maker")
        .jdk("py" + python, python + ".1 CPython")
        .arm(Model.LOOP, jdk, SampleRun.HTTP_100, 2000, AsyncioRun.about(800))
        .arm(Model.ASYNCIO, "py" + python, SampleRun.HTTP_100, 2000, AsyncioRun.about(3000))
        .record()
        .named(jdk + " and " + python);
  }

  @Test
  void runsOfOneJdkAndOnePythonEachAreComparedWhateverThoseAre() {
    ContrastTable table =
        BetweenRuns.of(run("21", "3.11"), run("25", "3.12"), List.of(), P50, 0.03, false);
    assertThat(table.rows())
        .extracting(row -> row.label() + ": " + row.against())
        .containsExactly("gather http loop: 25 vs 21", "gather http asyncio: py3.12 vs py3.11");
    assertThat(table.title())
        .startsWith(
            "UNPAIRED · run 1 (base) 21 and 3.11, JDK 21.0.1 Maker; CPython 3.11.1 ·"
                + " run 2 25 and 3.12, JDK 25.0.1 Maker; CPython 3.12.1 ·");
  }

  private static RunRecord file(String version) {
    String jdk = version + " (main)";
    Arm arm = Arms.of("X.op", "", jdk, Map.of("model", "asyncio"), Map.of("mode", "avgt"));
    List<Fork> forks =
        IntStream.rangeClosed(1, 6)
            .mapToObj(i -> Fork.of(i, Map.of(), Map.of("score", new Count(3 + 0.01 * i, "us/op"))))
            .toList();
    Map<String, String> builds = Map.of(jdk, jdk + " CPython");
    return Runs.of(builds, 6, List.of(new ArmForks(arm, forks)), Map.of()).named(version);
  }

  @Test
  void filesOfJmhThatAreOfPythonsPairWhicheverThoseAre() {
    ContrastTable table =
        BetweenRuns.of(file("3.11.7"), file("3.12.1"), List.of(), List.of("score"), 0.03, false);
    assertThat(table.rows())
        .extracting(ContrastRow::against)
        .containsExactly("3.12.1 (main) vs 3.11.7 (main)");
    assertThat(table.title()).startsWith("UNPAIRED · run 1 (base) 3.11.7, CPython 3.11.7 (main) ·");
  }

  @Test
  void anArmOfAsyncioThatOneRunLacksIsNoQuestionOfItsJdk() {
    RunRecord without =
        new SampleRun()
            .jdk("21", "21.0.1 Maker")
            .arm(Model.LOOP, "21", SampleRun.HTTP_100, 2000, AsyncioRun.about(800))
            .record();
    ContrastTable table = BetweenRuns.of(run("21", "3.11"), without, List.of(), P50, 0.03, false);
    assertThat(table.rows()).extracting(ContrastRow::label).containsExactly("gather http loop");
    assertThat(table.warnings())
        .contains("1 arm is in one of the runs only. Run 1: gather http asyncio.");
  }

  @Test
  void asyncioAndAModelOfJavaDifferInTheModelAndNotInTheJdk() {
    SampleRun asyncio =
        new SampleRun()
            .jdk("py3.11", "3.11.7 CPython")
            .arm(Model.ASYNCIO, "py3.11", SampleRun.HTTP_100, 2000, AsyncioRun.about(3000));
    SampleRun loop =
        new SampleRun()
            .jdk("21", "21.0.1 Maker")
            .arm(Model.LOOP, "21", SampleRun.HTTP_100, 2000, AsyncioRun.about(800));
    RunRecord one = asyncio.record().named("one");
    RunRecord two = loop.record().named("two");
    assertThatThrownBy(() -> BetweenRuns.of(one, two, List.of(), P50, 0.03, false))
        .isInstanceOf(UndecidedException.class)
        .hasMessage(
            "want arms that both runs have, found none in one and two: the model is asyncio in one"
                + " and loop in two; measure both alike");
  }
}
