package org.asyncmark.analyse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.asyncmark.model.Model;
import org.asyncmark.report.SampleRun;
import org.junit.jupiter.api.Test;

class MigrationTest {
  private static final List<String> P50 = List.of("p50");

  private static double[] about(double p50) {
    return IntStream.range(0, 10).mapToDouble(i -> p50 * (1 + 0.002 * (i % 5))).toArray();
  }

  private static SampleRun sample() {
    return new SampleRun()
        .jdk("21", "21.0.7+6 Maker")
        .jdk("25", "25.0.3+9 Maker")
        .preset("standard", 10);
  }

  /** Virtual threads take as long as platform threads on 21, and half of that on 25. */
  private static RunRecord square() {
    return sample()
        .arm(Model.PLATFORM, "21", SampleRun.HTTP_100, 2000, about(1000))
        .arm(Model.VIRTUAL, "21", SampleRun.HTTP_100, 2000, about(1000))
        .arm(Model.PLATFORM, "25", SampleRun.HTTP_100, 2000, about(800))
        .arm(Model.VIRTUAL, "25", SampleRun.HTTP_100, 2000, about(400))
        .record();
  }

  private static List<ContrastRow> rows(RunRecord run, String from, String to) {
    return Migration.within(run, Question.of(from, to), P50, 0.03).get(0).rows();
  }

  private static double percent(ContrastRow row) {
    return row.scores().get(0).contrast().percent();
  }

  @Test
  void eachStepOfTheWayIsAContrastOfItsOwn() {
    List<ContrastRow> rows = rows(square(), "21:platform", "25:virtual");

    assertThat(rows)
        .extracting(ContrastRow::step)
        .containsExactly(Step.JDK_ALONE, Step.MODEL_ALONE, Step.BOTH, Step.INTERACTION);
    assertThat(rows)
        .extracting(ContrastRow::against)
        .containsExactly(
            "JDK alone, 25:platform vs 21:platform",
            "model alone, 21:virtual vs 21:platform (pool 64)",
            "both, 25:virtual vs 21:platform (pool 64)",
            "interaction");
    assertThat(percent(rows.get(0))).isCloseTo(-20, within(1.5));
    assertThat(percent(rows.get(1))).isCloseTo(0, within(1.5));
    assertThat(percent(rows.get(2))).isCloseTo(-60, within(1.5));
    assertThat(percent(rows.get(3))).isCloseTo(-50, within(1.5));
  }

  @Test
  void theStepsOfAPatternAreOneFamilyAndItsInteractionsAnother() {
    List<ContrastRow> rows = rows(square(), "21:platform", "25:virtual");

    assertThat(rows)
        .extracting(row -> row.scores().get(0).contrast().significance().familySize())
        .containsExactly(3, 3, 3, 1);
  }

  @Test
  void whereTheModelIsMissingOnTheFirstJdkItIsToldOnTheLast() {
    RunRecord run =
        sample()
            .arm(Model.PLATFORM, "21", SampleRun.HTTP_100, 2000, about(1000))
            .absent(Model.VIRTUAL, "21", SampleRun.HTTP_100)
            .arm(Model.PLATFORM, "25", SampleRun.HTTP_100, 2000, about(800))
            .arm(Model.VIRTUAL, "25", SampleRun.HTTP_100, 2000, about(400))
            .record();

    List<ContrastRow> rows = rows(run, "21:platform", "25:virtual");

    assertThat(rows)
        .extracting(ContrastRow::against)
        .containsExactly(
            "JDK alone, 25:platform vs 21:platform",
            "model alone, 25:virtual vs 25:platform (pool 64)",
            "both, 25:virtual vs 21:platform (pool 64)");
    assertThat(percent(rows.get(1))).isCloseTo(-50, within(1.5));
  }

  @Test
  void aQuestionOfOneJdkHasOneStep() {
    assertThat(rows(square(), "25:platform", "25:virtual"))
        .extracting(ContrastRow::step)
        .containsExactly(Step.MODEL_ALONE);
  }

  @Test
  void aQuestionOfOneModelHasOneStep() {
    assertThat(rows(square(), "21:virtual", "25:virtual"))
        .extracting(ContrastRow::step)
        .containsExactly(Step.JDK_ALONE);
  }

  @Test
  void theWayBackIsTheSameTurnedRound() {
    ContrastRow both = rows(square(), "25:virtual", "21:platform").get(2);

    assertThat(both.step()).isEqualTo(Step.BOTH);
    assertThat(percent(both)).isCloseTo(150, within(8.0));
  }

  @Test
  void anEndThatCannotExistIsToldWithItsReason() {
    RunRecord run =
        sample()
            .arm(Model.PLATFORM, "21", SampleRun.HTTP_100, 2000, about(1000))
            .arm(Model.PLATFORM, "25", SampleRun.HTTP_100, 2000, about(800))
            .arm(Model.VIRTUAL, "25", SampleRun.HTTP_100, 2000, about(400))
            .absent(Model.VIRTUAL, "21", SampleRun.HTTP_100)
            .record();

    List<ContrastRow> rows = rows(run, "25:platform", "21:virtual");

    assertThat(rows)
        .extracting(ContrastRow::reason)
        .containsExactly("", "", "n/a (virtual threads are final from JDK 21)");
  }

  @Test
  void aRunWithoutTheSidesSaysWhichItHas() {
    assertThatThrownBy(() -> rows(square(), "17:platform", "25:loop"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "want a cell with 17:platform and 25:loop, found none in this run; it has 21:platform,"
                + " 21:virtual, 25:platform, 25:virtual");
  }

  @Test
  void aRunThatDeclaresNothingAsksForVirtualThreadsOnItsNewestJdk() {
    assertThat(square().question().orElseThrow().inWords()).isEqualTo("21:platform → 25:virtual");
  }

  @Test
  void theNewestJdkIsFoundByItsBuildAndNotByItsPlace() {
    RunRecord run =
        new SampleRun()
            .jdk("new", "25.0.3+9 Maker")
            .jdk("old", "17.0.15+6 Maker")
            .arm(Model.PLATFORM, "new", SampleRun.HTTP_100, 2000, 1000)
            .arm(Model.LOOP, "new", SampleRun.HTTP_100, 2000, 1000)
            .record();

    assertThat(run.question().orElseThrow().inWords()).isEqualTo("new:platform → new:loop");
  }

  @Test
  void whatARunDeclaresIsWhatItAnswers() {
    Question asked = Question.of("21:virtual", "25:virtual");

    assertThat(square().asking(asked).question()).contains(asked);
  }
}
