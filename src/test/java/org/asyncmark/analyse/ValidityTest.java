package org.asyncmark.analyse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.asyncmark.analyse.Validity.Rule;
import org.junit.jupiter.api.Test;

class ValidityTest {
  private static Validity of(OpenFork fork) {
    return Validity.of(fork.fork());
  }

  private static void assertBreaks(OpenFork fork, Rule rule, String words) {
    assertThat(of(fork).broken()).containsExactly(new Validity.Broken(rule, words));
    assertThat(of(fork).isValid()).isFalse();
    assertThat(of(fork).inWords()).isEqualTo(words);
  }

  @Test
  void aForkThatKeepsItsRateIsValid() {
    assertThat(of(OpenFork.of(1)).isValid()).isTrue();
    assertThat(of(OpenFork.of(1)).inWords()).isEmpty();
    assertThat(of(OpenFork.of(1)).unjudged()).isEmpty();
  }

  @Test
  void aForkOfAClosedLoopIsValid() {
    assertThat(of(OpenFork.ofCallers(1, 10, 1_000)).isValid()).isTrue();
  }

  @Test
  void aForkThatDoesNotAchieveWhatIsOfferedIsInvalid() {
    assertBreaks(OpenFork.of(1).rate(500, 465.5), Rule.ACHIEVED, "achieved 93.1 % of offered");
  }

  @Test
  void aThousandthOfWhatIsOfferedMayBeMissing() {
    assertThat(of(OpenFork.of(1).rate(1_000, 999)).isValid()).isTrue();
    assertBreaks(OpenFork.of(1).rate(10_000, 9_989), Rule.ACHIEVED, "achieved 99.8 % of offered");
  }

  @Test
  void aForkThatDoesNotSayWhatItAchievedIsInvalid() {
    assertBreaks(
        OpenFork.of(1).without("achieved"),
        Rule.ACHIEVED,
        "what was achieved of offered is not known");
  }

  @Test
  void aForkThatLosesARequestIsInvalid() {
    assertBreaks(OpenFork.of(1).turns("lost", 0, 2, 1), Rule.LOST, "3 requests lost");
    assertBreaks(OpenFork.of(1).turns("lost", 0, 1), Rule.LOST, "1 request lost");
  }

  @Test
  void lossesAreToldByTheirMeanWhereTheTurnsAreNotKnown() {
    assertBreaks(OpenFork.of(1).count("lost", 0.5), Rule.LOST, "0.500 requests lost in a window");
  }

  @Test
  void requestsAreHandedOverLateIfThatTakesATenthOfTheResponse() {
    assertThat(of(OpenFork.of(1).latency("sendlag", 99_000)).isValid()).isTrue();
    assertBreaks(
        OpenFork.of(1).latency("sendlag", 310_000),
        Rule.SEND_LAG,
        "p99.9 of sendlag 310 µs is 31 % of p99 of response");
  }

  @Test
  void whereSamplesAreFewTheHighestQuantilesThatTheySupportAreRead() {
    assertBreaks(
        OpenFork.of(1).latency("sendlag", 310_000, 1_000).latency("response", 1_000_000, 200),
        Rule.SEND_LAG,
        "p99 of sendlag 310 µs is 31 % of p95 of response");
  }

  @Test
  void whatSamplesAreTooFewForIsNotJudged() {
    OpenFork few = OpenFork.of(1).latency("sendlag", 310_000, 19);
    assertThat(of(few).isValid()).isTrue();
    assertThat(of(few).unjudged())
        .containsExactly("how late requests were handed over needs 20 samples, had 19");
  }

  @Test
  void theBacklogGrowsIfItDoesInMostWindows() {
    assertThat(of(OpenFork.of(1).turns("growth", 1, 9, 1.2)).isValid()).isTrue();
    assertBreaks(
        OpenFork.of(1).turns("growth", 1, 1.8, 1.8),
        Rule.BACKLOG,
        "backlog grows: 2nd half 1.80 times the 1st");
  }

  @Test
  void theBacklogIsToldByItsMeanWhereTheTurnsAreNotKnown() {
    assertBreaks(
        OpenFork.of(1).without("growth").count("growth", 1.5),
        Rule.BACKLOG,
        "backlog grows: 2nd half 1.50 times the 1st");
  }

  @Test
  void aBacklogOfWhichNothingIsKnownIsNotJudged() {
    OpenFork unknown = OpenFork.of(1).without("growth");
    assertThat(of(unknown).isValid()).isTrue();
    assertThat(of(unknown).unjudged())
        .containsExactly("whether the backlog grows needs requests in both halves of a window");
  }

  @Test
  void allRulesThatAForkBreaksAreTold() {
    assertThat(of(OpenFork.of(1).rate(500, 250).turns("growth", 2)).inWords())
        .isEqualTo("achieved 50 % of offered; backlog grows: 2nd half 2.00 times the 1st");
  }

  @Test
  void forksAreCountedByTheRulesThatTheyBreak() {
    assertThat(
            Validity.countInWords(
                List.of(
                    OpenFork.of(1).turns("growth", 2).fork(),
                    OpenFork.of(2).rate(500, 250).turns("growth", 2).fork(),
                    OpenFork.of(3).fork())))
        .isEqualTo("achieved less than 99.9 % of offered in 1, backlog grows in 2");
  }

  @Test
  void numbersAreToldOfTheValidForksOrOfAllIfNoneIs() {
    Fork valid = OpenFork.of(1).fork();
    Fork invalid = OpenFork.of(2).turns("lost", 1).fork();
    Arm arm = OpenFork.arm("loop", "25", 500);
    assertThat(new ArmForks(arm, List.of(valid, invalid)).counted().forks()).containsExactly(valid);
    assertThat(new ArmForks(arm, List.of(invalid)).counted().forks()).containsExactly(invalid);
    assertThat(new ArmForks(arm, List.of(invalid)).valid().forks()).isEmpty();
  }
}
