package org.asyncmark.analyse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.asyncmark.model.Model;
import org.asyncmark.report.ContrastText;
import org.asyncmark.report.Golden;
import org.asyncmark.report.SampleRun;
import org.junit.jupiter.api.Test;

class ContrastsTest {
  private static ContrastTable table(RunRecord run, String column) {
    return Contrasts.within(run, Grouping.by(column), List.of("p50"), 0.03).get(0);
  }

  private static Contrast contrast(ContrastTable table, int row) {
    return table.rows().get(row).scores().get(0).contrast();
  }

  private static double[] about(double p50, int rounds) {
    return IntStream.range(0, rounds).mapToDouble(i -> p50 * (1 + 0.002 * (i % 5))).toArray();
  }

  private static RunRecord twoJdks(int rounds, double factor) {
    return new SampleRun()
        .jdk("17", "17.0.15+6 Debian")
        .jdk("25", "25.0.3+9 Adoptium")
        .preset("standard", rounds)
        .arm(Model.LOOP, "17", SampleRun.HTTP_100, 2000, about(800, rounds))
        .arm(Model.LOOP, "25", SampleRun.HTTP_100, 2000, about(800 * factor, rounds))
        .record();
  }

  @Test
  void anArmOnALaterJdkIsHeldAgainstTheSameOnTheFirst() {
    ContrastTable table = table(twoJdks(10, 0.8), "jdk");
    assertThat(table.rows()).hasSize(1);
    assertThat(table.rows().get(0).against()).isEqualTo("25 vs 17");
    assertThat(contrast(table, 0).judgement().verdict()).isEqualTo(Verdict.FASTER);
    assertThat(contrast(table, 0).judgement().standing()).isEqualTo(Standing.CITABLE);
    assertThat(contrast(table, 0).significance().adjustment()).isEqualTo(Adjustment.HOLM);
  }

  @Test
  void sixRoundsAreScreeningAndSaySo() {
    ContrastTable table = table(twoJdks(6, 0.8), "jdk");
    assertThat(contrast(table, 0).judgement().standing()).isEqualTo(Standing.SCREENING);
    assertThat(contrast(table, 0).significance().adjustment()).isEqualTo(Adjustment.NONE);
    assertThat(table.warnings())
        .containsExactly(
            "6 rounds are screening: verdicts are not adjusted for their number and not to be cited.");
  }

  @Test
  void throughputGoesTheOtherWayThanTime() {
    ContrastTable table =
        Contrasts.within(twoJdks(10, 0.8), Grouping.by("jdk"), List.of("throughput"), 0.03).get(0);
    assertThat(contrast(table, 0).judgement().verdict()).isEqualTo(Verdict.FASTER);
    assertThat(contrast(table, 0).estimate().percent()).isBetween(20.0, 30.0);
  }

  @Test
  void modelsAreHeldAgainstPlatformThreadsOnTheSameJdk() {
    ContrastTable table = table(SampleRun.threeJdks(), "model");
    assertThat(table.rows())
        .filteredOn(row -> row.label().contains("fanOut=100") && row.label().contains("JDK 25"))
        .extracting(ContrastRow::against)
        .containsExactly(
            "virtual vs platform (pool 64)",
            "future (pool 64) vs platform (pool 64)",
            "loop vs platform (pool 64)");
  }

  @Test
  void whatAJdkCannotRunKeepsItsRow() {
    assertThat(table(SampleRun.threeJdks(), "jdk").rows())
        .filteredOn(row -> !row.reason().isEmpty())
        .extracting(ContrastRow::reason)
        .containsOnly("n/a (virtual threads are final from JDK 21)")
        .hasSize(2);
  }

  @Test
  void allContrastsOfOnePatternAreOneFamily() {
    ContrastTable table = table(SampleRun.threeJdks(), "model");
    long compared = table.rows().stream().filter(row -> row.reason().isEmpty()).count();
    assertThat(contrast(table, 0).significance().familySize()).isEqualTo((int) compared);
    assertThat(contrast(table, 0).significance().family()).isEqualTo("gather, model, p50");
  }

  @Test
  void theFloorOfThePlacebosIsInTheTitleAndWidensTheMargin() {
    RunRecord run = twoJdks(10, 0.96);
    List<ArmForks> again =
        new SampleRun()
            .arm(Model.LOOP, "17", SampleRun.HTTP_100, 2000, about(800 * 1.06, 10))
            .record()
            .arms();
    RunRecord calibrated = Runs.withPlacebos(run, again);
    ContrastTable table = table(calibrated, "jdk");
    assertThat(table.title())
        .contains("equivalent within ±3 % · identical code differed by ")
        .endsWith(" % in p50 here (1 false alarm in 1 contrast, a rate of at most 100 %)");
    assertThat(contrast(table, 0).judgement().margin()).isBetween(0.05, 0.07);
    assertThat(contrast(table, 0).judgement().verdict()).isEqualTo(Verdict.EQUIVALENT);
    assertThat(table.warnings())
        .singleElement()
        .asString()
        .startsWith("This machine cannot resolve 3 % today: the smallest honest claim is about ");
  }

  @Test
  void aForkWithoutTheSamplesForAQuantileLeavesNoVerdict() {
    RunRecord run =
        new SampleRun()
            .jdk("17", "17")
            .jdk("25", "25")
            .preset("standard", 10)
            .arm(Model.LOOP, "17", SampleRun.HTTP_100, 2000, about(800, 10))
            .arm(Model.LOOP, "25", SampleRun.HTTP_100, 900, about(400, 10))
            .record();
    ContrastTable table = Contrasts.within(run, Grouping.by("jdk"), List.of("p99"), 0.03).get(0);
    assertThat(contrast(table, 0).judgement().verdict()).isEqualTo(Verdict.NONE);
    assertThat(contrast(table, 0).judgement().annotation())
        .isEqualTo("p99 needs 1 000 samples in each fork");
    assertThat(table.rows().get(0).scores().get(0).other().text()).isEmpty();
  }

  @Test
  void eachValueOfATableKeyHasATableAndTheFamilyStaysWhole() {
    Grouping grouping = new Grouping("model", List.of(), List.of("jdk"));
    List<ContrastTable> tables =
        Contrasts.within(SampleRun.threeJdks(), grouping, List.of("p50"), 0.03);
    assertThat(tables)
        .extracting(table -> table.title().substring(0, 8))
        .containsExactly("JDK 17 ·", "JDK 21 ·", "JDK 25 ·");
    assertThat(tables)
        .extracting(table -> contrast(table, 0).significance().familySize())
        .containsOnly(
            contrast(table(SampleRun.threeJdks(), "model"), 0).significance().familySize());
  }

  @Test
  void armsOnOneCpuAndOnAllAreInTablesAndFamiliesOfTheirOwn() {
    SampleRun run = new SampleRun().jdk("17", "17").jdk("25", "25").preset("standard", 10);
    for (String cpus : List.of("1", "all")) {
      Map<String, String> params = new TreeMap<>(SampleRun.HTTP_100);
      params.put("cpus", cpus);
      run.arm(Model.LOOP, "17", params, 2000, about(800, 10));
      run.arm(Model.LOOP, "25", params, 2000, about(700, 10));
    }
    List<ContrastTable> tables =
        Contrasts.within(run.record(), Grouping.by("jdk"), List.of("p50"), 0.03);
    assertThat(tables)
        .extracting(table -> contrast(table, 0).significance().family())
        .containsExactly("gather cpus=1, jdk, p50", "gather cpus=all, jdk, p50");
    assertThat(tables.get(0).title()).startsWith("cpus=1 · JDK 17 (base) vs 25");
  }

  @Test
  void theColumnIsTheFirstKeyThatHasSeveralValues() {
    assertThat(table(twoJdks(6, 1), "").rows().get(0).against()).isEqualTo("25 vs 17");
    RunRecord oneJdk =
        new SampleRun()
            .jdk("25", "25")
            .arm(Model.LOOP, "25", SampleRun.HTTP_100, 20, 1)
            .arm(Model.VIRTUAL, "25", SampleRun.HTTP_100, 20, 2)
            .record();
    assertThat(table(oneJdk, "").rows().get(0).against()).isEqualTo("loop vs virtual");
  }

  @Test
  void aRunWithNothingToCompareIsRefusedWithWhatThereIs() {
    assertThatThrownBy(() -> table(twoJdks(6, 1), "model"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("want arms that differ in model alone, found none; arms differ in: jdk");
  }

  @Test
  void anUnknownMetricIsRefusedWithWhatThereIs() {
    assertThatThrownBy(
            () -> Contrasts.within(twoJdks(6, 1), Grouping.by("jdk"), List.of("speed"), 0.03))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "want a metric that was measured, got 'speed'; there are leaf.p50, p50, p90, p99, p99.9, throughput");
  }

  @Test
  void anUnknownKeyIsRefusedWithThoseThereAre() {
    assertThatThrownBy(() -> table(twoJdks(6, 1), "size"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "want a key of the arms, got 'size'; there are connections, delayMicros, fanOut, jdk, leaf, model, pattern, payloadBytes, variant");
  }

  @Test
  void aParameterThatBearsTheNameOfAKeyIsPairedAndComparedAsAParameter() {
    SampleRun run = new SampleRun().jdk("17", "17").jdk("25", "25").preset("standard", 10);
    for (String jdk : List.of("17", "25")) {
      for (String pattern : List.of("a", "b")) {
        double p50 = pattern.equals("a") ? 800 : 400;
        Map<String, String> params = Map.of("pattern", pattern, "jdk", "any", "leaf", "cpu");
        run.arm(Model.LOOP, jdk, params, 2000, about(p50, 10));
      }
    }
    ContrastTable jdks = table(run.record(), "jdk");
    assertThat(jdks.rows())
        .extracting(ContrastRow::label)
        .containsExactly("gather cpu pattern=a loop", "gather cpu pattern=b loop");
    assertThat(contrast(jdks, 0).judgement().verdict()).isEqualTo(Verdict.EQUIVALENT);
    assertThat(table(run.record(), "param:pattern").rows())
        .extracting(ContrastRow::against)
        .containsExactly("b vs a", "b vs a");
  }

  @Test
  void jvmsOfDifferentKindsAreWarnedOfBeforeTheirVerdicts() {
    RunRecord run =
        new SampleRun()
            .jdk("17", "17.0.15+6 Debian")
            .jdk("25", "25.0.3+9 Adoptium")
            .jdk("25-ibm", "25.0.1+8 IBM OpenJ9")
            .preset("standard", 10)
            .arm(Model.LOOP, "17", SampleRun.HTTP_100, 2000, about(800, 10))
            .arm(Model.LOOP, "25", SampleRun.HTTP_100, 2000, about(700, 10))
            .arm(Model.LOOP, "25-ibm", SampleRun.HTTP_100, 2000, about(600, 10))
            .record();
    assertThat(table(run, "jdk").warnings())
        .containsExactly(
            "Different kinds of JVM are compared: HotSpot (17.0.15+6 Debian) and OpenJ9 (25.0.1+8"
                + " IBM OpenJ9). They differ in compilers, collectors and defaults, so a verdict"
                + " between them says nothing of a version of the JDK.");
    assertThat(table(twoJdks(10, 0.8), "jdk").warnings()).isEmpty();
  }

  @Test
  void whatStandsBesideTheBaseIsTheBaseTimesTheEstimatedRatio() {
    RunRecord run =
        new SampleRun()
            .jdk("17", "17")
            .jdk("25", "25")
            .preset("standard", 7)
            .arm(Model.LOOP, "17", SampleRun.HTTP_100, 2000, 100, 300, 100, 300, 200, 300, 100)
            .arm(Model.LOOP, "25", SampleRun.HTTP_100, 2000, 110, 330, 110, 330, 190, 330, 110)
            .record();
    ContrastRow.Score score = table(run, "jdk").rows().get(0).scores().get(0);
    assertThat(score.other().number()).isLessThan(score.base().number());
    assertThat(score.contrast().percent()).isPositive();
    assertThat(score.beside())
        .isEqualTo(
            LatencyUnit.text(score.base().number() * (1 + score.contrast().percent() / 100)));
  }

  @Test
  void rowsOfOneNameWarnOfTheKeyThatTheyHide() {
    ContrastTable table =
        Contrasts.within(
                SampleRun.threeJdks(),
                new Grouping("jdk", List.of("pattern", "model"), List.of()),
                List.of("p50"),
                0.03)
            .get(0);
    assertThat(table.warnings())
        .anyMatch(warning -> warning.startsWith("Rows of one name differ in fanOut"));
  }

  @Test
  void everyFormatIsAsRecorded() throws IOException {
    List<ContrastTable> table =
        Contrasts.within(SampleRun.threeJdks(), Grouping.by("model"), List.of("p50", "p99"), 0.03);
    for (ContrastText text : ContrastText.values()) {
      Golden.check("contrasts." + text.suffix(), text.render(table));
    }
  }

  @Test
  void theOrderOfModelsIsThatOfTheirEnum() {
    assertThat(Arm.MODELS).isEqualTo(Model.ids());
  }
}
