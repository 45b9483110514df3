package org.asyncmark.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.asyncmark.report.SampleRun.HTTP_100;
import static org.asyncmark.report.SampleRun.flat;

import java.util.Map;
import java.util.stream.IntStream;
import org.asyncmark.analyse.Fork;
import org.asyncmark.model.Model;
import org.junit.jupiter.api.Test;

class ComparisonTextTest {
  private static final String WHERE =
      "On JDK 25.0.3+9, gather (fanOut=100 leaf=http variant=fail-fast): ";

  private final SampleRun run = new SampleRun().jdk("25", "25.0.3+9-LTS Eclipse Adoptium");

  private String finding() {
    RunView view = new RunView(run.record());
    return ComparisonText.text(view, view.comparisons(view.rows().get(0)).get(0));
  }

  /** Returns six forks, three at each end of a range. */
  private static Fork[] spread(long lowNanos, long highNanos) {
    return IntStream.rangeClosed(1, 6)
        .mapToObj(round -> flat(round, 20, round <= 3 ? lowNanos : highNanos))
        .toArray(Fork[]::new);
  }

  @Test
  void fewerThanSixForksAreALook() {
    run.forks(Model.LOOP, "25", HTTP_100, flat(1, 20, 800_000), flat(2, 20, 820_000));
    run.forks(Model.FUTURE, "25", HTTP_100, flat(1, 20, 1_100_000), flat(2, 20, 1_300_000));
    assertThat(finding())
        .endsWith("1.20 ms (1.10 to 1.30 ms). 2 forks show where to look; a verdict needs 6.");
  }

  @Test
  void aDifferenceIsToldWithItsIntervalAndVerdict() {
    run.forks(Model.LOOP, "25", HTTP_100, spread(800_000, 820_000));
    run.forks(Model.FUTURE, "25", HTTP_100, spread(1_100_000, 1_300_000));
    assertThat(finding())
        .isEqualTo(
            WHERE
                + "selector loop had the lowest p50, 810 µs (forks 800 to 820 µs); CompletableFuture"
                + " took 1.48x as long, 1.20 ms (1.10 to 1.30 ms). Paired change of p50 against"
                + " CompletableFuture [95 % CI]: selector loop -32.3 % [-36.9, -27.3] n=6 faster,"
                + " screening.");
  }

  @Test
  void whatWasNotShownIsInconclusive() {
    run.forks(Model.LOOP, "25", HTTP_100, spread(100_000, 120_000));
    run.forks(Model.FUTURE, "25", HTTP_100, spread(130_000, 140_000));
    run.forks(Model.VIRTUAL, "25", HTTP_100, spread(110_000, 300_000));
    assertThat(finding())
        .startsWith(WHERE + "selector loop had the lowest p50, 110 µs")
        .endsWith(
            "Paired change of p50 against virtual threads [95 % CI]: CompletableFuture -25.7 %"
                + " [-53.3, +18.2] n=6 inconclusive: about 27 rounds would decide; selector loop"
                + " -39.7 % [-60.0, -9.1] n=6 faster, screening.");
  }

  @Test
  void whatWasMeasuredOnceHasNoKnownSpread() {
    run.forks(Model.LOOP, "25", HTTP_100, flat(1, 20, 800_000));
    run.forks(Model.FUTURE, "25", HTTP_100, flat(1, 20, 1_600_000));
    assertThat(finding())
        .isEqualTo(
            WHERE
                + "selector loop had the lowest p50, 800 µs; CompletableFuture took 2.00x as long,"
                + " 1.60 ms. Measured once; spread unknown.");
  }

  @Test
  void aModelWithOneForkAmongOthersWithSeveralIsNamed() {
    run.forks(Model.LOOP, "25", HTTP_100, spread(800_000, 810_000));
    run.forks(Model.FUTURE, "25", HTTP_100, flat(1, 20, 1_600_000));
    assertThat(finding()).endsWith("1.60 ms. Measured once, spread unknown: CompletableFuture.");
  }

  @Test
  void twoThatTookAsLongAreNotTimesEachOther() {
    run.forks(Model.LOOP, "25", HTTP_100, flat(1, 20, 972_000));
    run.forks(Model.FUTURE, "25", HTTP_100, flat(1, 20, 976_000));
    assertThat(finding()).contains("972 µs; CompletableFuture took about as long, 976 µs.");
  }

  @Test
  void equalMediansAreSaidToBeEqual() {
    run.forks(Model.LOOP, "25", HTTP_100, flat(1, 20, 800_000));
    run.forks(Model.FUTURE, "25", HTTP_100, flat(1, 20, 800_000));
    assertThat(finding())
        .isEqualTo(
            WHERE
                + "CompletableFuture and selector loop had the same lowest p50, 800 µs."
                + " Measured once; spread unknown.");
  }

  @Test
  void anAbsentModelIsNamedWithItsReason() {
    run.forks(Model.LOOP, "25", HTTP_100, spread(800_000, 820_000));
    run.absent(Model.VIRTUAL, "25", HTTP_100);
    assertThat(finding())
        .isEqualTo(
            WHERE
                + "selector loop had a p50 of 810 µs (6 forks, 800 to 820 µs); there is no other"
                + " model to compare it with. Virtual threads: n/a (virtual threads are final from"
                + " JDK 21).");
  }

  @Test
  void modelsWithoutNumbersAreNamedWithWhatTheyLack() {
    run.forks(Model.LOOP, "25", HTTP_100);
    run.forks(Model.FUTURE, "25", HTTP_100, flat(1, 19, 800_000));
    assertThat(finding())
        .isEqualTo(
            WHERE
                + "no model has a p50, so there is nothing to compare. CompletableFuture: too few"
                + " samples for a p50, which needs 20 per fork and had 19. Selector loop: no fork has finished.");
  }

  @Test
  void thePoolIsNamedWhereAModelHasSeveral() {
    run.pooled(Model.PLATFORM, "25", HTTP_100, 8, 100, 900);
    run.pooled(Model.PLATFORM, "25", HTTP_100, 64, 100, 400);
    assertThat(finding())
        .contains("platform threads (pool 64) had the lowest p50")
        .contains("platform threads (pool 8) took 2.23x as long");
  }

  @Test
  void jdksOfOneVersionAreToldApartByName() {
    run.jdk("25-b", "25.0.3+9-LTS Amazon");
    run.forks(Model.LOOP, "25", HTTP_100, flat(1, 20, 800_000));
    assertThat(finding()).startsWith("On JDK 25.0.3+9 (25), gather");
  }

  @Test
  void parametersThatDifferBetweenCellsAreInTheName() {
    Map<String, String> slow = new java.util.HashMap<>(HTTP_100);
    slow.put("delayMicros", "500");
    run.forks(Model.LOOP, "25", HTTP_100, flat(1, 20, 800_000));
    run.forks(Model.LOOP, "25", slow, flat(1, 20, 900_000));
    assertThat(finding())
        .startsWith(
            "On JDK 25.0.3+9, gather (delayMicros=0 fanOut=100 leaf=http variant=fail-fast)");
  }
}
