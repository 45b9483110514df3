package org.asyncmark.analyse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LadderTest {
  private static final Slo TEN_MILLIS = Slo.of("p99=10ms");

  private final List<ArmForks> arms = new ArrayList<>();

  private LadderTest rate(int rate, double... millis) {
    arms.add(OpenFork.armForks("virtual", "25", rate, millis));
    return this;
  }

  private LadderTest forks(int rate, OpenFork... forks) {
    return hung(rate, 0, forks);
  }

  private LadderTest hung(int rate, int hung, OpenFork... forks) {
    List<Fork> all = Stream.of(forks).map(OpenFork::fork).toList();
    arms.add(new ArmForks(OpenFork.arm("virtual", "25", rate), all, Map.of(), 0, hung));
    return this;
  }

  private List<Ladder> ladders() {
    return Ladder.of(Runs.of(Map.of("25", "25.0.3+9 Maker"), 6, arms, Map.of()));
  }

  private Ladder ladder() {
    assertThat(ladders()).hasSize(1);
    return ladders().get(0);
  }

  private String knee() {
    Knee knee = ladder().knee(TEN_MILLIS);
    String held = knee.held() == null ? "nothing" : knee.held().label();
    return "last held "
        + held
        + (knee.broken() == null
            ? ", nothing broken"
            : ", first broken " + knee.broken().label() + ": " + knee.why());
  }

  @Test
  void aModelHasARungForEachRateTheLowestFirst() {
    rate(1_000, 3, 4, 5).rate(500, 1, 2, 3);
    Ladder ladder = ladder();
    assertThat(ladder.arm().params()).containsOnlyKeys("arrivals", "cpus", "fanOut");
    assertThat(ladder.rungs()).extracting(Rung::label).containsExactly("500/s", "1 000/s");
    assertThat(ladder.rungs()).extracting(Rung::offeredPerSecond).containsExactly(500.0, 1_000.0);
    assertThat(ladder.rungs().get(0).arm().forks()).hasSize(3);
  }

  @Test
  void modelsAndRuntimesHaveLaddersOfTheirOwn() {
    arms.add(OpenFork.armForks("platform", "17", 500, 1));
    arms.add(OpenFork.armForks("platform", "25", 500, 1));
    arms.add(OpenFork.armForks("loop", "25", 500, 1));
    assertThat(ladders())
        .extracting(ladder -> ladder.arm().model() + " " + ladder.arm().jdk())
        .containsExactly("platform 17", "platform 25", "loop 25");
  }

  @Test
  void loadsAreInTheirOrderThoughOfOneNoForkHasFinished() {
    for (int load : List.of(80, 50)) {
      SortedMap<String, Value> params = Arms.values(Map.of("arrivals", "fixed", "load", "" + load));
      List<Fork> forks = load == 80 ? List.of(OpenFork.of(1).fork()) : List.of();
      Arm arm = new Arm("gather", "platform", "25", params, new TreeMap<>());
      arms.add(new ArmForks(arm, forks));
    }
    assertThat(ladder().rungs()).extracting(Rung::label).containsExactly("50 %", "80 %");
  }

  @Test
  void aLimitOnWhatWasNotMeasuredIsNotHeld() {
    assertThat(rate(500, 1).ladder().knee(Slo.of("foo.p99=1s")).why())
        .isEqualTo("foo.p99 was not measured");
  }

  @Test
  void aRunWithoutRatesHasNoLadder() {
    arms.add(new ArmForks(OpenFork.callers("virtual", "25"), List.of()));
    assertThat(ladders()).isEmpty();
  }

  @Test
  void theKneeLiesBetweenTheLastThatIsHeldAndTheFirstThatIsNot() {
    rate(500, 1, 2, 3).rate(1_000, 8, 9, 99).rate(2_000, 1, 12, 15);
    assertThat(knee()).isEqualTo("last held 1 000/s, first broken 2 000/s: p99 12.0 ms");
    assertThat(ladder().knee(TEN_MILLIS).held()).isEqualTo(ladder().rungs().get(1));
    assertThat(ladder().knee(TEN_MILLIS).broken()).isEqualTo(ladder().rungs().get(2));
  }

  @Test
  void aRateAboveOneThatIsNotHeldIsOfNoAccount() {
    rate(500, 1).rate(1_000, 12).rate(2_000, 1);
    assertThat(knee()).isEqualTo("last held 500/s, first broken 1 000/s: p99 12.0 ms");
  }

  @Test
  void aRateWithAnInvalidForkIsNotHeld() {
    rate(500, 1);
    forks(1_000, OpenFork.of(1), OpenFork.of(2).turns("growth", 2));
    assertThat(knee())
        .isEqualTo(
            "last held 500/s, first broken 1 000/s: 1 of 2 forks are invalid (backlog grows in 1)");
  }

  @Test
  void aRateAtWhichAForkGaveNoResultIsNotHeld() {
    rate(500, 1).hung(1_000, 1, OpenFork.of(1));
    assertThat(knee())
        .isEqualTo("last held 500/s, first broken 1 000/s: 1 of 2 forks gave no result");
  }

  @Test
  void aRateOfWhichThePercentileIsNotKnownIsNotHeld() {
    forks(500, OpenFork.of(1).latency("response", 1_000_000, 999));
    assertThat(knee())
        .isEqualTo("last held nothing, first broken 500/s: p99 needs 1 000 samples in each fork");
  }

  @Test
  void aRateThatWasNotMeasuredYetIsNotHeld() {
    rate(500, 1).forks(1_000);
    assertThat(knee()).isEqualTo("last held 500/s, first broken 1 000/s: no fork has finished");
  }

  @Test
  void whereAllRatesAreHeldThereIsNoKnee() {
    rate(500, 1).rate(1_000, 2);
    assertThat(knee()).isEqualTo("last held 1 000/s, nothing broken");
    assertThat(ladder().knee(TEN_MILLIS).broken()).isNull();
  }

  @Test
  void whereTheLowestRateIsNotHeldThereIsNoneToName() {
    rate(500, 12);
    assertThat(knee()).isEqualTo("last held nothing, first broken 500/s: p99 12.0 ms");
    assertThat(ladder().knee(TEN_MILLIS).held()).isNull();
  }

  @Test
  void aLimitMayBeOfAnotherKindThanTheResponse() {
    forks(500, OpenFork.of(1).latency("response", 99_000_000).latency("service", 1_000_000));
    Knee knee = ladder().knee(Slo.of("service.p99=10ms"));
    assertThat(knee.held()).isEqualTo(ladder().rungs().get(0));
    assertThat(knee.broken()).isNull();
  }
}
