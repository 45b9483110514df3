package org.asyncmark.analyse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class LeastAmountTest {
  private static final Criteria CRITERIA = new Criteria(0.03, 0);
  private static final double[] NONE = {0, 2e-5, 4e-6, 0, 1e-4, 3e-5};
  private static final double[] FORTY = {40, 40.02, 39.99, 40.01, 40, 40.03};

  private static Contrast unpaired(String unit, double[] base, double[] other) {
    Metric metric = new Metric("allocated", unit, Goodness.LOWER_IS_CHEAPER);
    ForkScores before = SampleContrasts.scores(base);
    ForkScores after = SampleContrasts.scores(other);
    Contrast contrast =
        Unpaired.contrast(
            SampleContrasts.VIRTUAL_AGAINST_PLATFORM, metric, before, after, CRITERIA);
    return LeastAmount.judged(contrast, before, after, CRITERIA);
  }

  private static double[] times(double[] values, double factor) {
    return DoubleStream.of(values).map(value -> factor * value).toArray();
  }

  @Test
  void nothingAndThreeTimesNothingAreEquivalent() {
    double[] some = {1e-5, 1.1e-5, 0.9e-5, 1e-5, 1.2e-5, 1e-5};
    Contrast contrast = unpaired("B/op", some, times(some, 3));
    assertThat(contrast.judgement().verdict()).isEqualTo(Verdict.EQUIVALENT);
    assertThat(contrast.percent()).isNull();
    assertThat(contrast.judgement().annotation())
        .isEqualTo("unpaired: 6 forks against 6; both are less than 0.001 B/op, which is nothing");
  }

  @Test
  void fromNothingToSomethingIsMoreWithoutARatio() {
    Contrast contrast = unpaired("B/op", NONE, FORTY);
    assertThat(contrast.judgement().verdict()).isEqualTo(Verdict.MORE);
    assertThat(contrast.percent()).isNull();
    // one order of 12 choose 6 = 924, two-sided
    assertThat(contrast.significance().p()).isEqualTo(2 / 924.0, within(1e-15));
    assertThat(unpaired("B/op", FORTY, NONE).judgement().verdict()).isEqualTo(Verdict.LESS);
  }

  @Test
  void whatIsNothingDoesNotDependOnTheUnit() {
    double[] kilobytes = {9e-7, 9e-7, 8e-7, 9e-7, 9e-7, 9e-7};
    assertThat(unpaired("KB/op", kilobytes, times(kilobytes, 0.5)).judgement().verdict())
        .isEqualTo(Verdict.EQUIVALENT);
    assertThat(unpaired("KB/op", times(kilobytes, 100), times(kilobytes, 200)).percent())
        .isEqualTo(100, within(1e-9));
  }

  @Test
  void aRateBelowThatOfTheHarnessIsNothing() {
    double[] rates = {1e-4, 2e-4, 6e-3, 1e-4, 1e-4, 1e-4};
    assertThat(unpaired("MB/sec", rates, times(rates, 1.5)).judgement().verdict())
        .isEqualTo(Verdict.EQUIVALENT);
  }

  @Test
  void oneForkThatAllocatesLeavesNoVerdict() {
    double[] one = {0, 0, 0, 0, 0, 40};
    assertThat(unpaired("B/op", NONE, one).judgement().verdict()).isEqualTo(Verdict.NONE);
  }

  @Test
  void exactCountsAreJudgedThoughTheyDoNotVary() {
    double[] exact = {32, 32, 32, 32, 32, 32};
    assertThat(unpaired("B/op", exact, exact).judgement().verdict()).isEqualTo(Verdict.EQUIVALENT);
    Contrast more = unpaired("B/op", exact, times(exact, 2));
    assertThat(more.judgement().verdict()).isEqualTo(Verdict.MORE);
    assertThat(more.percent()).isEqualTo(100, within(1e-9));
  }

  @Test
  void fewForksHaveNoVerdictHereEither() {
    Judgement judgement = unpaired("B/op", new double[] {0, 0}, FORTY).judgement();
    assertThat(judgement.verdict()).isEqualTo(Verdict.NONE);
    assertThat(judgement.annotation())
        .isEqualTo("unpaired: 6 forks against 2; a verdict needs 6 forks of each arm, got 2");
  }

  @Test
  void aTimeOfZeroIsNotNothing() {
    Contrast contrast = unpaired("us/op", NONE, FORTY);
    assertThat(contrast.judgement().verdict()).isEqualTo(Verdict.NONE);
    assertThat(contrast.judgement().annotation())
        .isEqualTo("unpaired; the 0.0 of round 1 has no logarithm");
  }

  @Test
  void inAFamilyTheOrderHasToHoldForAllOfIt() {
    Metric metric = new Metric("allocated", "B/op", Goodness.LOWER_IS_CHEAPER);
    ForkScores base = SampleContrasts.scores(NONE);
    ForkScores other = SampleContrasts.scores(FORTY);
    Pairs pairs = Pairs.of(SampleContrasts.VIRTUAL_AGAINST_PLATFORM, metric, base, other);
    Contrast alone = new Family("one", Adjustment.HOLM, CRITERIA).judge(List.of(pairs)).get(0);
    Contrast among =
        new Family("two", Adjustment.HOLM, CRITERIA).judge(List.of(pairs, pairs)).get(0);
    // 2 / 2^6 = 0.031, twice that is above 0.05
    assertThat(LeastAmount.judged(alone, base, other, CRITERIA).judgement().verdict())
        .isEqualTo(Verdict.MORE);
    assertThat(LeastAmount.judged(among, base, other, CRITERIA).judgement().verdict())
        .isEqualTo(Verdict.NONE);
  }
}
