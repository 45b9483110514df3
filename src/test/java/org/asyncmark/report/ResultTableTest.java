package org.asyncmark.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.asyncmark.report.SampleRun.HTTP_100;
import static org.asyncmark.report.SampleRun.flat;

import java.util.List;
import java.util.Map;
import org.asyncmark.analyse.Fork;
import org.asyncmark.model.Model;
import org.junit.jupiter.api.Test;

class ResultTableTest {
  private final SampleRun run = new SampleRun().jdk("25", "25.0.3+9");

  private ResultTable table() {
    RunView view = new RunView(run.record());
    return ResultTable.of(view.comparisons(view.cells().get(0)).get(0));
  }

  @Test
  void quantilesAreTheMedianOfTheForksAndTheMaximumIsThatOfAll() {
    run.forks(
        Model.LOOP,
        "25",
        HTTP_100,
        flat(1, 10_000, 100_000),
        flat(2, 10_000, 300_000),
        flat(3, 10_000, 200_000));
    assertThat(table().unit()).isEqualTo("µs");
    assertThat(table().rows())
        .containsExactly(
            new ResultTable.Row(
                "loop",
                List.of("3", "200", "[100, 300]", "200", "200", "200", "300", "10 000", "200"),
                ""));
    assertThat(table().notes()).isEmpty();
  }

  @Test
  void aPercentileWithoutItsSamplesIsNotShownAndANoteSaysWhy() {
    run.forks(Model.LOOP, "25", HTTP_100, flat(1, 10_000, 100_000), flat(2, 9_999, 300_000));
    assertThat(table().rows().get(0).cells().get(5)).isEqualTo("–");
    assertThat(table().notes())
        .containsExactly("– p99.9 needs 10 000 samples per fork, had 9 999 in loop");
  }

  @Test
  void aForkWithoutSamplesHidesTheQuantilesOfItsArm() {
    run.forks(
        Model.LOOP, "25", HTTP_100, flat(1, 10_000, 100_000), new Fork(2, Map.of(), Map.of()));
    assertThat(table().notes().get(0)).isEqualTo("– p50 needs 20 samples per fork, had 0 in loop");
  }

  @Test
  void modelsWithoutNumbersHaveARowWithTheReason() {
    run.forks(Model.PLATFORM, "25", HTTP_100);
    run.absent(Model.VIRTUAL, "25", HTTP_100);
    assertThat(table().rows())
        .containsExactly(
            new ResultTable.Row("platform (pool 64)", List.of(), "no fork has finished"),
            new ResultTable.Row(
                "virtual", List.of(), "n/a (virtual threads are final from JDK 21)"));
  }

  @Test
  void anArmWithOneForkHasNoRange() {
    run.forks(Model.LOOP, "25", HTTP_100, flat(1, 20, 100_000));
    assertThat(table().rows().get(0).cells()).startsWith("1", "100", "[one fork]");
  }
}
