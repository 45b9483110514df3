package org.asyncmark.analyse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MainKindTest {
  private static final Fork OPEN = OpenFork.of(1).fork();
  private static final Fork CLOSED = OpenFork.ofCallers(1, 900, 2_000_000).fork();

  private static ArmForks open() {
    return new ArmForks(OpenFork.arm("virtual", "25", 500), List.of(OPEN));
  }

  private static ArmForks closed() {
    return new ArmForks(OpenFork.callers("virtual", "25"), List.of(CLOSED));
  }

  private static RunRecord run(ArmForks... arms) {
    return Runs.of(Map.of("25", "25.0.3+9 Maker"), 6, List.of(arms), Map.of());
  }

  private static Metric metric(String word, ArmForks arm) {
    return Measure.of(word, run(arm)).metric(arm, arm);
  }

  private static double score(String word, ArmForks arm) {
    Measure measure = Measure.of(word, run(arm));
    return measure.scores(arm, measure.metric(arm, arm)).byRound().get(1);
  }

  @Test
  void theResponseStandsForRequestsThatCameAtARate() {
    assertThat(OPEN.mainKind()).isEqualTo("response");
    assertThat(OPEN.main()).isSameAs(OPEN.latencies().get("response"));
    assertThat(open().mainKind()).isEqualTo("response");
  }

  @Test
  void theServiceStandsForOpsOfAClosedLoop() {
    assertThat(CLOSED.mainKind()).isEqualTo("service");
    assertThat(CLOSED.main()).isSameAs(CLOSED.latencies().get("service"));
    assertThat(closed().mainKind()).isEqualTo("service");
  }

  @Test
  void anOpenArmIsOneBeforeAnyOfItsForksHasFinished() {
    assertThat(new ArmForks(OpenFork.arm("loop", "25", 500), List.of()).mainKind())
        .isEqualTo("response");
  }

  @Test
  void aWordWithoutAKindMeansTheOneThatStandsForTheWholeOp() {
    assertThat(metric("p99", open()).name()).isEqualTo("response p99");
    assertThat(metric("p99", closed()).name()).isEqualTo("service p99");
    assertThat(score("p99", open())).isEqualTo(OPEN.latencies().get("response").nanosAt(0.99));
  }

  @Test
  void aWordWithAKindMeansThatOne() {
    assertThat(metric("service.p99.9", open()).name()).isEqualTo("service p99.9");
    assertThat(score("service.p99.9", open()))
        .isEqualTo(OPEN.latencies().get("service").nanosAt(0.999));
    assertThat(score("sendlag.p99.9", open()))
        .isEqualTo(OPEN.latencies().get("sendlag").nanosAt(0.999));
    assertThat(metric("service.p50", closed()).name()).isEqualTo("service p50");
  }

  @Test
  void armsOfWhichTheSameWordMeansAnotherTimeAreNotCompared() {
    assertThat(Measure.of("p50", run(open(), closed())).lack(open(), closed()))
        .isEqualTo(
            "p50 is of response in the base and of service in the other, which are not the same"
                + " time");
    assertThat(Measure.of("service.p50", run(open(), closed())).lack(open(), closed())).isEmpty();
  }

  @Test
  void theChoicesNameAKindWhereTheWordAloneMeansAnother() {
    assertThatThrownBy(() -> Measure.of("p1.p1", run(open(), closed())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "want a metric that was measured, got 'p1.p1'; there are achieved, growth, lost,"
                + " offered, p50, p90, p99, p99.9, sendlag.p50, service.p50, throughput, unfinished");
  }

  @Test
  void aTurnIsToldByTheKindThatStandsForTheWholeOp() {
    Turns open = new Turns("", Map.of("service:p50", List.of(1.0), "response:p50", List.of(2.0)));
    assertThat(open.p50s()).containsExactly(2.0);
    assertThat(open.own()).containsExactly(2.0);
    assertThat(new Turns("", Map.of("service:p50", List.of(1.0))).own()).containsExactly(1.0);
  }

  @Test
  void bothKindsThatMayStandForTheWholeOpAreRead() {
    assertThat(Measure.kindsOf(List.of("p99"))).accepts("service", "response").rejects("leaf");
  }

  @Test
  void requestsThatComeAtARateHaveNoThroughputOfTheirOwn() {
    Measure throughput = Measure.of("throughput", run(open(), closed()));
    assertThat(throughput.lack(open(), open())).isEqualTo("throughput was not measured");
  }
}
