package org.asyncmark.profile.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.asyncmark.analyse.Adjustment;
import org.asyncmark.analyse.Arm;
import org.asyncmark.analyse.ArmPair;
import org.asyncmark.analyse.Arms;
import org.asyncmark.analyse.Contrast;
import org.asyncmark.analyse.Criteria;
import org.asyncmark.analyse.Family;
import org.asyncmark.analyse.ForkScores;
import org.asyncmark.analyse.Goodness;
import org.asyncmark.analyse.Metric;
import org.asyncmark.analyse.Pairs;
import org.asyncmark.profile.evidence.Expectation.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpectationTest {
  @ParameterizedTest
  @CsvSource({
    "SLOWER, 30, FOUND",
    "SLOWER, 0.5, NOT_FOUND",
    "SLOWER, 1.001, NOT_FOUND",
    "FASTER, 0.5, FOUND",
    "FASTER, 30, NOT_FOUND",
    "ALIKE, 1.001, FOUND",
    "ALIKE, 30, NOT_FOUND"
  })
  void aDirectionIsFoundIfTheTestShowsIt(Expectation expectation, double ratio, Outcome outcome) {
    assertThat(expectation.outcome(contrast(ratio, 6))).isEqualTo(outcome);
  }

  @ParameterizedTest
  @CsvSource({"SLOWER", "FASTER", "ALIKE"})
  void withTooFewRoundsNothingIsDecided(Expectation expectation) {
    assertThat(expectation.outcome(contrast(30, 5))).isEqualTo(Outcome.UNDECIDED);
  }

  @Test
  void pinningIsExpectedUpToJdk23AndTheUnblockerFrom24() {
    List<MechanismCheck> checks = MechanismCheck.of("lock");
    assertThat(checks.get(0).expected().apply(23)).contains(Expectation.SLOWER);
    assertThat(checks.get(0).expected().apply(24)).contains(Expectation.ALIKE);
    assertThat(checks.get(1).expected().apply(23)).contains(Expectation.ALIKE);
    assertThat(checks.get(1).expected().apply(24)).contains(Expectation.SLOWER);
  }

  @Test
  void syncedFilesAreExpectedAlikeAndOfTheTimeOfCachedOnesNothingIsSaid() {
    List<MechanismCheck> checks = MechanismCheck.of("files");
    assertThat(checks)
        .allSatisfy(check -> assertThat(check.counts()).contains(EvidenceRow.CARRIERS));
    assertThat(checks.get(0).expected().apply(25)).isEmpty();
    assertThat(checks.get(1).expected().apply(22)).isEmpty();
    assertThat(checks.get(1).expected().apply(23)).contains(Expectation.ALIKE);
  }

  @Test
  void aPatternWithoutChecksNamesThoseThatHave() {
    assertThatThrownBy(() -> MechanismCheck.of("queue"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "--explain queue wants a pattern with mechanism checks; choose from files, gather, lock,"
                + " offload, taskgroup");
  }

  private static Contrast contrast(double ratio, int rounds) {
    Arm base = Arms.of("lock", "virtual", "21", Map.of("mechanism", "reentrant"));
    Arm other = Arms.of("lock", "virtual", "21", Map.of("mechanism", "synchronized"));
    TreeMap<Integer, Double> baseScores = new TreeMap<>();
    TreeMap<Integer, Double> otherScores = new TreeMap<>();
    for (int round = 1; round <= rounds; round++) {
      baseScores.put(round, 1_000.0 + round);
      otherScores.put(round, (1_000.0 + round) * (ratio + round * 1e-4));
    }
    Pairs pairs =
        Pairs.of(
            new ArmPair(base, other),
            new Metric("service p50", "ns", Goodness.LOWER_IS_FASTER),
            new ForkScores(baseScores),
            new ForkScores(otherScores));
    return new Family("mechanism", Adjustment.NONE, new Criteria(0.25, 0))
        .judge(List.of(pairs))
        .get(0);
  }
}
