package org.asyncmark.analyse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.asyncmark.model.Model;
import org.asyncmark.report.Means;
import org.asyncmark.report.SampleRun;
import org.junit.jupiter.api.Test;

class InteractionsTest {
  private static double[] about(double p50) {
    return IntStream.range(0, 10).mapToDouble(i -> p50 * (1 + 0.002 * (i % 5))).toArray();
  }

  /** Virtual threads take as long as platform threads on 21, and half of that on 25. */
  private static RunRecord run() {
    return new SampleRun()
        .jdk("21", "21.0.7+6 Maker")
        .jdk("25", "25.0.3+9 Maker")
        .preset("standard", 10)
        .arm(Model.PLATFORM, "21", SampleRun.HTTP_100, 2000, about(1000))
        .arm(Model.VIRTUAL, "21", SampleRun.HTTP_100, 2000, about(1000))
        .arm(Model.PLATFORM, "25", SampleRun.HTTP_100, 2000, about(800))
        .arm(Model.VIRTUAL, "25", SampleRun.HTTP_100, 2000, about(400))
        .record();
  }

  @Test
  void whatAModelGainsIsHeldAgainstWhatItGainedOnTheFirstJdk() {
    ContrastTable table = Interactions.within(run(), "model", "jdk", List.of("p50"), 0.03).get(0);
    assertThat(table.rows()).hasSize(1);
    ContrastRow row = table.rows().get(0);
    assertThat(row.against()).isEqualTo("virtual vs platform (pool 64), 25 vs 21");
    ContrastRow.Score score = row.scores().get(0);
    assertThat(score.contrast().estimate().percent()).isBetween(-53.0, -47.0);
    assertThat(score.contrast().judgement().verdict()).isEqualTo(Verdict.LESS);
    assertThat(score.contrast().rounds()).isEqualTo(10);
  }

  @Test
  void oneKeyAloneIsNoInteraction() {
    assertThatThrownBy(() -> Interactions.within(run(), "jdk", "jdk", List.of("p50"), 0.03))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("want two keys for --across and --col, got jdk for both");
  }

  @Test
  void theMeanOfTheRowsStandsBelowThemWithItsInterval() {
    ContrastTable table = Contrasts.within(run(), Grouping.by("jdk"), List.of("p50"), 0.03).get(0);
    List<String> facts = Means.added(run(), table).facts();
    assertThat(facts.get(facts.size() - 1))
        .matches(
            "geometric mean of p50, 25 vs 21, over 2 listed cells: -4\\d\\.\\d % \\[-4\\d\\.\\d, -4\\d\\.\\d\\],"
                + " n=10 \\(95 %, bootstrap of whole rounds\\)");
  }
}
