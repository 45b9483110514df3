package org.asyncmark.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.asyncmark.analyse.ArmForks;
import org.asyncmark.analyse.Arms;
import org.asyncmark.analyse.Fork;
import org.asyncmark.analyse.RunRecord;
import org.asyncmark.analyse.Runs;
import org.junit.jupiter.api.Test;

class SelftestTextTest {
  @Test
  void armsMeasuredTwiceSayHowOftenTheSuiteIsWrong() {
    RunRecord run = run(List.of(arm("1000", 1.0, 0.01)), List.of(arm("1000", 1.0, -0.01)));
    assertThat(SelftestText.placebos(run))
        .singleElement()
        .asString()
        .startsWith(
            "identical code, cpus=1: differed by 0 %; 0 false alarms in 1 contrast (rate at most 95.0 %")
        .contains("consistent with 5 %); 80 % power for ");
  }

  @Test
  void aPlantedSlowDownIsHeldAgainstTheLeastWork() {
    RunRecord run = run(List.of(arm("1000", 1.0, 0.01), arm("1100", 1.1, -0.01)), List.of());
    assertThat(SelftestText.planted(run, Map.of("gather", "cpuTokens")))
        .singleElement()
        .asString()
        .startsWith("planted +10.0 % of work: found in 1 of 1 cells; estimates off by ");
  }

  private static RunRecord run(List<ArmForks> arms, List<ArmForks> placebos) {
    return Runs.withPlacebos(Runs.of(Map.of("25", "25"), 6, arms, Map.of()), placebos);
  }

  /** Six forks of a hundred equal values each, alternately more and less than a millisecond. */
  private static ArmForks arm(String tokens, double factor, double spread) {
    List<Fork> forks = new ArrayList<>();
    for (int round = 1; round <= 6; round++) {
      Histogram histogram = new Histogram(3);
      double value = 1_000_000 * factor * (1 + (round % 2 == 0 ? spread : -spread));
      histogram.recordValueWithCount(Math.round(value), 100);
      forks.add(Fork.of(round, Map.of("service", histogram), Map.of()));
    }
    return new ArmForks(
        Arms.of("gather", "loop", "25", Map.of("cpus", "1", "cpuTokens", tokens)), forks);
  }
}
