package org.asyncmark.analyse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class InvalidForksTest {
  private static final double[] PLATFORM = {2, 2.1, 2.2, 2, 2.1, 2.2, 2.3, 2.4};
  private static final double[] VIRTUAL = {1, 1.1, 1, 1.2, 1.1, 1, 1.1, 1.2};

  private final List<ArmForks> arms = new ArrayList<>();

  /** Adds an arm some of whose forks are spoilt. */
  private InvalidForksTest arm(
      String model, double[] millis, int forks, UnaryOperator<OpenFork> spoil, Integer... spoilt) {
    List<Fork> all = new ArrayList<>();
    for (int round = 1; round <= forks; round++) {
      OpenFork fork = OpenFork.of(round).latency("response", Math.round(1e6 * millis[round - 1]));
      all.add((List.of(spoilt).contains(round) ? spoil.apply(fork) : fork).fork());
    }
    arms.add(new ArmForks(OpenFork.arm(model, "25", 500), all));
    return this;
  }

  private RunRecord run() {
    return Runs.of(Map.of("25", "25.0.3+9 Maker"), arms.get(0).forks().size(), arms, Map.of());
  }

  private ContrastRow.Score score() {
    return Contrasts.within(run(), Grouping.by("model"), List.of("p50"), 0.03)
        .get(0)
        .rows()
        .get(0)
        .scores()
        .get(0);
  }

  @Test
  void roundsWithAnInvalidForkAreLeftOutAndTheReasonIsTold() {
    arm("platform", PLATFORM, 8, fork -> fork.rate(500, 400), 2);
    arm("virtual", VIRTUAL, 8, fork -> fork.turns("lost", 1), 2, 5);
    Contrast contrast = score().contrast();
    assertThat(contrast.rounds()).isEqualTo(6);
    assertThat(contrast.dropped()).isEqualTo(2);
    assertThat(contrast.judgement().verdict()).isEqualTo(Verdict.FASTER);
    assertThat(contrast.judgement().annotation())
        .isEqualTo(
            "2 of 8 rounds are invalid: base, achieved less than 99.9 % of offered in 1; other,"
                + " requests lost in 2");
  }

  @Test
  void whatIsLeftHasToBeEnoughForAVerdict() {
    arm("platform", PLATFORM, 6, fork -> fork);
    arm("virtual", VIRTUAL, 6, fork -> fork.turns("growth", 2), 6);
    Judgement judgement = score().contrast().judgement();
    assertThat(judgement.verdict()).isEqualTo(Verdict.NONE);
    assertThat(judgement.annotation())
        .isEqualTo(
            "1 of 6 rounds is invalid: other, backlog grows in 1; a verdict needs 6 rounds, got 5;"
                + " fewer cannot reach p < 0.05");
  }

  @Test
  void theBaseIsToldByItsValidForks() {
    arm("platform", new double[] {1, 1, 1, 1, 1, 1, 9, 9}, 8, fork -> fork.rate(500, 4), 7, 8);
    arm("virtual", VIRTUAL, 8, fork -> fork);
    assertThat(score().base().text()).isEqualTo("1.00 ms");
  }

  @Test
  void anArmWithoutAValidForkHasNoNumberInAContrast() {
    arm("platform", PLATFORM, 2, fork -> fork.rate(500, 4), 1, 2);
    arm("virtual", VIRTUAL, 2, fork -> fork);
    assertThat(score().base()).isEqualTo(Amount.NONE);
    assertThat(score().contrast().percent()).isNull();
    assertThat(score().contrast().judgement().annotation())
        .startsWith("2 of 2 rounds are invalid: base, achieved less than 99.9 % of offered in 2; ");
  }

  @Test
  void invalidForksOfTwoRunsAreLeftOutAsWell() {
    arm("virtual", VIRTUAL, 8, fork -> fork.turns("lost", 1), 1);
    RunRecord base = run();
    arms.clear();
    RunRecord other = arm("virtual", PLATFORM, 8, fork -> fork).run();
    Contrast contrast =
        BetweenRuns.of(base, other, List.of(), List.of("p50"), 0.03, false)
            .rows()
            .get(0)
            .scores()
            .get(0)
            .contrast();
    assertThat(contrast.rounds()).isEqualTo(7);
    assertThat(contrast.judgement().annotation())
        .startsWith("1 invalid fork is left out: base, requests lost in 1; unpaired: ");
  }

  @Test
  void aChangeOfChangesTellsWhatIsLeftOutOfEither() {
    Pairs before = pairs("21", "1 of 6 rounds is invalid: base, requests lost in 1");
    Pairs after = pairs("25", "");
    assertThat(Pairs.interaction(before, after).excluded())
        .isEqualTo("1 of 6 rounds is invalid: base, requests lost in 1");
    assertThat(Pairs.interaction(after, after).excluded()).isEmpty();
  }

  private static Pairs pairs(String jdk, String excluded) {
    ArmPair subject =
        new ArmPair(SampleContrasts.arm("platform", jdk), SampleContrasts.arm("virtual", jdk));
    Pairs plain = SampleContrasts.differences(0.1, 0.2);
    return new Pairs(subject, plain.metric(), plain.logRatios(), plain.dropped(), "", excluded);
  }
}
