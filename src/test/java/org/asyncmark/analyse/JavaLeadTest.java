package org.asyncmark.analyse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.asyncmark.model.Model;
import org.asyncmark.report.AsyncioRun;
import org.asyncmark.report.SampleRun;
import org.junit.jupiter.api.Test;

class JavaLeadTest {
  private static final List<Model> JAVA = Model.ofJava();

  @Test
  void theBestOfEachJdkIsTheArmWithTheLowestRatio() {
    List<JavaLead> leads = JavaLead.of(AsyncioRun.sample().record());
    assertThat(leads)
        .extracting(lead -> lead.cell() + ": " + lead.jdk() + " " + lead.best())
        .containsExactly("gather http: 17 loop", "gather http: 25 virtual");
    assertThat(leads.get(0).times().orElseThrow()).isCloseTo(3.0, within(0.05));
    assertThat(leads.get(1).times().orElseThrow()).isCloseTo(3.75, within(0.05));
  }

  @Test
  void thoseOfTwoPythonsAreTwo() {
    assertThat(JavaLead.of(AsyncioRun.twoPythons().record()))
        .extracting(lead -> lead.asyncio().jdk() + ": " + lead.jdk() + " " + lead.best())
        .containsExactly(
            "py3.11: 17 loop", "py3.11: 25 virtual", "py3.13t: 17 loop", "py3.13t: 25 virtual");
  }

  @Test
  void allContrastsWithAsyncioAreJudgedTogether() {
    Significance significance =
        JavaLead.of(AsyncioRun.sample().record()).get(0).contrast().significance();
    assertThat(significance.family()).isEqualTo("gather, asyncio, p50");
    assertThat(significance.familySize()).isEqualTo(7);
    assertThat(significance.adjustment()).isEqualTo(Adjustment.HOLM);
  }

  @Test
  void anArmBesideOthersOfItsModelIsCalledByItsWay() {
    List<ArmForks> forks = new ArrayList<>();
    forks.add(forks(arm("loop", "25", "turns"), 800));
    forks.add(forks(arm("loop", "25", "fair"), 700));
    forks.add(forks(arm("asyncio", "py3.11", "asyncio"), 3000));
    RunRecord run =
        Runs.of(Map.of("25", "25.0.3+9", "py3.11", "3.11.7 CPython"), 10, forks, Map.of());
    assertThat(JavaLead.of(run)).extracting(JavaLead::best).containsExactly("loop (fair)");
  }

  @Test
  void whatIsInAnotherCellIsNotHeldAgainstIt() {
    RunRecord run =
        AsyncioRun.jdks()
            .jdk("py3.11", "3.11.7 CPython")
            .arm(Model.ASYNCIO, "py3.11", SampleRun.params("http", 7), 2000, AsyncioRun.about(30))
            .record();
    assertThat(JavaLead.of(run)).isEmpty();
  }

  @Test
  void aRunWithoutAsyncioHasNone() {
    assertThat(JavaLead.of(AsyncioRun.jdks().record())).isEmpty();
  }

  @Test
  void oneArmThatWasNotChosenAmongOthersHasItsOwnInterval() {
    RunRecord run =
        new SampleRun()
            .jdk("25", "25.0.3+9 Maker")
            .jdk("py3.11", "3.11.7 CPython")
            .preset("standard", 10)
            .arm(Model.LOOP, "25", SampleRun.HTTP_100, 2000, AsyncioRun.about(800))
            .arm(Model.ASYNCIO, "py3.11", SampleRun.HTTP_100, 2000, AsyncioRun.about(3000))
            .record();
    JavaLead lead = JavaLead.of(run).get(0);
    assertThat(lead.interval()).isEqualTo(lead.contrast().interval());
  }

  @Test
  void whereRoundsAreTooFewForTheChoiceTheIntervalSaysSo() {
    JavaLead lead = JavaLead.of(drawn(new Random(7), 6)).get(0);
    assertThat(lead.interval().level()).isEqualTo(0.875); // 1 - 4 * 2^-5
    assertThat(lead.interval().lower()).isEqualTo(lead.contrast().interval().lower());
  }

  /**
   * Four models that are equally fast and vary by 5 % from fork to fork, as asyncio does: of the
   * best of them the interval must hold as often as that of one that was not chosen.
   */
  @Test
  void theIntervalHoldsThoughTheBestWasChosen() {
    Random random = new Random(20261127);
    int runs = 400;
    int wide = 0;
    int narrow = 0;
    double sum = 0;
    for (int i = 0; i < runs; i++) {
      JavaLead lead = JavaLead.of(drawn(random, 10)).get(0);
      wide += holds(lead.interval()) ? 1 : 0;
      narrow += holds(lead.contrast().interval()) ? 1 : 0;
      sum += Math.log(lead.times().orElseThrow());
      assertThat(lead.interval().level()).isEqualTo(0.95);
    }
    assertThat(wide / (double) runs).isBetween(0.95, 1.0);
    assertThat(narrow).isLessThan(wide);
    // a contrast varies by 0.05 * sqrt(2 / 10) = 0.022, and the best of four is 0.7 of that ahead
    assertThat(sum / runs).isCloseTo(0.016, within(0.004));
  }

  private static boolean holds(Interval interval) {
    return interval.lower() <= 0 && 0 <= interval.upper();
  }

  private static RunRecord drawn(Random random, int rounds) {
    List<ArmForks> arms =
        Stream.concat(
                JAVA.stream().map(model -> arm(model.id(), "25", "same")),
                Stream.of(arm("asyncio", "py3.11", "asyncio")))
            .map(arm -> forks(arm, rounds, random))
            .toList();
    return Runs.of(Map.of("25", "25.0.3+9", "py3.11", "3.11.7 CPython"), rounds, arms, Map.of());
  }

  private static Arm arm(String model, String jdk, String mechanism) {
    return Arms.of("gather", model, jdk, Map.of("mechanism", mechanism));
  }

  private static ArmForks forks(Arm arm, int rounds, Random random) {
    List<Fork> forks = new ArrayList<>();
    for (int round = 1; round <= rounds; round++) {
      double nanos = 1e6 * Math.exp(0.05 * random.nextGaussian());
      forks.add(SampleRun.flat(round, 20, Math.round(nanos)));
    }
    return new ArmForks(arm, forks);
  }

  private static ArmForks forks(Arm arm, long micros) {
    List<Fork> forks = new ArrayList<>();
    for (int round = 1; round <= 10; round++) {
      forks.add(SampleRun.flat(round, 20, 1000 * micros));
    }
    return new ArmForks(arm, forks);
  }
}
