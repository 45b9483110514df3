package org.asyncmark.analyse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.asyncmark.model.Model;
import org.asyncmark.report.SampleRun;
import org.junit.jupiter.api.Test;

class MeasureTest {
  private static RunRecord counted(Map<String, Count> counts) {
    RunRecord run =
        new SampleRun()
            .jdk("25", "25.0.3+9 Adoptium")
            .arm(Model.LOOP, "25", SampleRun.HTTP_100, 2000, 800)
            .record();
    ArmForks arm = run.arms().get(0);
    Fork fork = new Fork(1, arm.forks().get(0).latencies(), counts, Turns.NONE);
    return run.with(List.of(new ArmForks(arm.arm(), List.of(fork), Map.of(), 0, 0)));
  }

  @Test
  void whatAnOpTakesBesideTimeIsComparedWhereItWasCounted() {
    assertThat(
            Measure.usual(
                counted(
                    Map.of(
                        "cpu", new Count(9, "us/op"), "gc.alloc.rate.norm", new Count(4, "B/op")))))
        .containsExactly("p50", "p99", "cpu", "allocated");
  }

  @Test
  void whatWasNotCountedIsNotCompared() {
    assertThat(Measure.usual(counted(Map.of()))).containsExactly("p50", "p99");
  }

  @Test
  void aPercentileOfJmhIsFoundByItsUsualName() {
    RunRecord run = counted(Map.of("p0.999", new Count(7, "us/op")));
    ArmForks arm = run.arms().get(0);
    Measure measure = new Measure("p99.9", Measure.Source.COUNTS);
    assertThat(measure.scores(arm, measure.metric(arm, arm)).values()).containsExactly(7);
  }

  @Test
  void percentilesNeedTheirKindsOfLatencyOnly() {
    assertThat(Measure.kindsOf(List.of())).accepts("service").rejects("leaf");
    assertThat(Measure.kindsOf(List.of("p99", "leaf.p50")))
        .accepts("service", "leaf")
        .rejects("acquire");
  }

  @Test
  void aWordThatMayBeOfAnythingNeedsAllKinds() {
    assertThat(Measure.kindsOf(List.of("p50", "cpu"))).accepts("service", "leaf", "acquire");
  }
}
