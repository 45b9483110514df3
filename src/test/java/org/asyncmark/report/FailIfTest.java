package org.asyncmark.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.asyncmark.analyse.RunRecord;
import org.asyncmark.model.Model;
import org.junit.jupiter.api.Test;

class FailIfTest {
  private final RunRecord run =
      new SampleRun()
          .jdk("17", "17.0.15+6 Debian")
          .jdk("25", "25.0.3+9 Adoptium")
          .arm(Model.LOOP, "17", SampleRun.HTTP_100, 2000, 100, 101, 102, 103, 104, 105)
          .arm(Model.LOOP, "25", SampleRun.HTTP_100, 2000, 110, 111, 112, 113, 114, 115)
          .record();

  private List<ContrastTable> table(String... jdkMetrics) {
    return Contrasts.within(run, Grouping.by("jdk"), List.of(jdkMetrics), 0.03);
  }

  @Test
  void aVerdictWithALargerEstimateMeetsIt() {
    assertThat(FailIf.of("slower>5%").met(table("throughput"))).hasSize(1);
    assertThat(FailIf.of("slower").met(table("throughput")).get(0))
        .startsWith("--fail-if slower>0%: gather http loop, 25 vs 17, throughput -");
  }

  @Test
  void aSmallerEstimateOrAnotherVerdictDoesNot() {
    assertThat(FailIf.of("slower > 50%").met(table("throughput"))).isEmpty();
    assertThat(FailIf.of("faster>5%").met(table("throughput"))).isEmpty();
  }

  @Test
  void anythingElseIsRefused() {
    assertThatThrownBy(() -> FailIf.of("slow>5"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "want faster, slower, less or more, and >N% after it, for example 'slower>5%', got 'slow>5'");
  }
}
