package org.asyncmark.analyse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FamilyTest {
  private static final Criteria THREE_PERCENT = new Criteria(0.03, 0);
  private static final Pairs FASTER =
      SampleContrasts.pairs(SampleContrasts.BASE, SampleContrasts.FASTER);
  private static final Pairs ALIKE =
      SampleContrasts.pairs(SampleContrasts.BASE, SampleContrasts.ALIKE);

  /** Ten differences of about 2 %, all of one sign: p is 0.002. */
  private static final double[] SMALL = {
    .0190, .0191, .0193, .0197, .0201, .0203, .0207, .0211, .0214, .0220
  };

  /** Ten differences about 0 of about 10 %. */
  private static final double[] WIDE = {-.14, .11, -.09, .10, -.07, .13, .03, -.04, .06, -.12};

  @Test
  void fewRoundsHaveTheIntervalThatTheirNumberAllowsForScreening() {
    Contrast contrast =
        new Family("few", Adjustment.NONE, new Criteria(0.03, 0))
            .judge(List.of(SampleContrasts.differences(0.1, 0.3, 0.2)))
            .get(0);
    assertThat(contrast.estimate()).isNull();
    assertThat(contrast.judgement().verdict()).isEqualTo(Verdict.NONE);
    assertThat(contrast.screening()).isEqualTo(new Screening(0.2, new Interval(0.1, 0.3, 0.75)));
  }

  @Test
  void aContrastCarriesAllThatATableShows() {
    Contrast contrast = alone(FASTER, THREE_PERCENT);
    assertThat(contrast.subject()).isEqualTo(SampleContrasts.VIRTUAL_AGAINST_PLATFORM);
    assertThat(contrast.metric()).isEqualTo(SampleContrasts.P50);
    assertThat(contrast.rounds()).isEqualTo(10);
    assertThat(contrast.dropped()).isZero();
    // R 4.2.2: 100 * (exp(c(-0.121183450555866, -0.139073255356177, -0.101571068189385)) - 1)
    Estimate estimate = contrast.estimate();
    assertThat(estimate.percent()).isEqualTo(-11.4129, within(1e-4));
    assertThat(estimate.interval().lowerPercent()).isEqualTo(-12.9836, within(1e-4));
    assertThat(estimate.interval().upperPercent()).isEqualTo(-9.6583, within(1e-4));
    assertThat(estimate.interval().level()).isEqualTo(0.95);
    assertThat(contrast.significance())
        .isEqualTo(new Significance("gather", 1, Adjustment.HOLM, 0.001953125, 0.001953125));
    assertThat(contrast.judgement())
        .isEqualTo(new Judgement(Verdict.FASTER, Standing.CITABLE, "", 0, 0.03));
  }

  @Test
  void moreTimeIsSlower() {
    Contrast contrast =
        alone(SampleContrasts.pairs(SampleContrasts.FASTER, SampleContrasts.BASE), THREE_PERCENT);
    assertThat(contrast.judgement().verdict()).isEqualTo(Verdict.SLOWER);
  }

  @ParameterizedTest
  @CsvSource({
    "LOWER_IS_FASTER, FASTER, SLOWER",
    "HIGHER_IS_FASTER, SLOWER, FASTER",
    "LOWER_IS_CHEAPER, LESS, MORE",
    "NONE, LESS, MORE"
  })
  void theWordDependsOnWhatIsGood(Goodness goodness, Verdict ofLess, Verdict ofMore) {
    Metric metric = new Metric("x", "y", goodness);
    assertThat(alone(metric, SampleContrasts.BASE, SampleContrasts.FASTER)).isEqualTo(ofLess);
    assertThat(alone(metric, SampleContrasts.FASTER, SampleContrasts.BASE)).isEqualTo(ofMore);
  }

  @Test
  void armsAreEquivalentIfTheNarrowIntervalLiesWithinTheMargin() {
    Judgement judgement = alone(ALIKE, THREE_PERCENT).judgement();
    assertThat(judgement)
        .isEqualTo(new Judgement(Verdict.EQUIVALENT, Standing.CITABLE, "", 0, 0.03));
  }

  @Test
  void theMarginOfEquivalenceIsOpenAndOnTheScaleOfLogarithms() {
    // the narrow interval of ALIKE is [-0.00459, 0.00642], as R says
    assertThat(alone(ALIKE, new Criteria(Math.expm1(0.00643), 0)).judgement().verdict())
        .isEqualTo(Verdict.EQUIVALENT);
    assertThat(alone(ALIKE, new Criteria(Math.expm1(0.00641), 0)).judgement().verdict())
        .isEqualTo(Verdict.INCONCLUSIVE);
  }

  @Test
  void equivalenceComesBeforeASmallDifferenceAndSaysSo() {
    Judgement judgement = alone(SampleContrasts.differences(SMALL), THREE_PERCENT).judgement();
    assertThat(judgement.verdict()).isEqualTo(Verdict.EQUIVALENT);
    assertThat(judgement.annotation()).isEqualTo("also p < 0.05: a difference of less than 3 %");
  }

  @Test
  void aDifferenceWhoseSizeIsNotSureSaysWhenItIsLessThanTheMargin() {
    double[] uneven = {.008, .012, .016, .020, .024, .030, .050, .060, .070, .080};
    Judgement judgement =
        alone(SampleContrasts.differences(uneven), new Criteria(0.04, 0)).judgement();
    assertThat(judgement.verdict()).isEqualTo(Verdict.SLOWER);
    assertThat(judgement.annotation()).isEqualTo("estimate is less than 4 %");
  }

  @Test
  void theFloorOfTheMachineWidensTheMargin() {
    Judgement judgement = alone(ALIKE, new Criteria(0.001, 0.02)).judgement();
    assertThat(judgement.verdict()).isEqualTo(Verdict.EQUIVALENT);
    assertThat(judgement.margin()).isEqualTo(0.02);
  }

  @Test
  void whatIsInconclusiveSaysHowManyRoundsWouldDo() {
    Contrast contrast = alone(SampleContrasts.differences(WIDE), THREE_PERCENT);
    assertThat(contrast.judgement().verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(contrast.judgement().annotation()).isEmpty();
    // standard deviation of the differences; at an estimate of -0.005 that they are alike is shown
    // first
    assertThat(contrast.estimate().deviation()).isEqualTo(0.101111, within(1e-6));
    assertThat(contrast.judgement().roundsNeeded()).isEqualTo(104);
  }

  @Test
  void aNarrowIntervalAcrossTheEdgeOfTheMarginNeedsMoreRoundsToo() {
    // the intervals reach to 0.0067 and 0.0064 at an estimate of 0.00075, and 0.00525 are left
    Judgement judgement = alone(ALIKE, new Criteria(Math.expm1(0.006), 0)).judgement();
    assertThat(judgement.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(judgement.roundsNeeded()).isEqualTo(20);
  }

  @Test
  void aDifferenceThatDoesNotOutlastItsFamilyIsInconclusive() {
    // p = 0.0039 for the first: one of the ten signs is against it, with the least rank
    double[] differences = {.10, .11, .12, .13, .14, .15, .16, .17, .18, -.01};
    List<Pairs> declared = new ArrayList<>();
    declared.add(SampleContrasts.differences(differences));
    declared.addAll(Collections.nCopies(13, SampleContrasts.differences(WIDE)));
    Contrast first = new Family("gather", Adjustment.HOLM, THREE_PERCENT).judge(declared).get(0);
    assertThat(first.significance().p()).isEqualTo(0.00390625);
    assertThat(first.significance().adjustedP()).isEqualTo(14 * 0.00390625);
    assertThat(first.judgement().verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(first.judgement().annotation()).isEqualTo("p < 0.05 alone, not among 14 contrasts");
    assertThat(first.judgement().roundsNeeded()).isGreaterThan(10);
  }

  @Test
  void aFamilyThatIsTooLargeForItsRoundsIsToldSo() {
    Contrast contrast =
        new Family("all", Adjustment.HOLM, THREE_PERCENT)
            .judge(Collections.nCopies(200, FASTER))
            .get(0);
    assertThat(contrast.judgement())
        .isEqualTo(
            new Judgement(
                Verdict.INCONCLUSIVE,
                Standing.CITABLE,
                "p < 0.05 alone, not among 200 contrasts; "
                    + "200 contrasts need 13 rounds to show any difference, 10 rounds do for 25",
                13,
                0.03));
  }

  @Test
  void anOverviewIsScreening() {
    Contrast contrast =
        new Family("overview", Adjustment.BENJAMINI_HOCHBERG, THREE_PERCENT)
            .judge(Collections.nCopies(30, FASTER))
            .get(0);
    assertThat(contrast.judgement())
        .isEqualTo(new Judgement(Verdict.FASTER, Standing.SCREENING, "", 0, 0.03));
  }

  @Test
  void sixRoundsAreScreening() {
    Contrast contrast =
        alone(
            SampleContrasts.pairs(
                Arrays.copyOf(SampleContrasts.BASE, 6), Arrays.copyOf(SampleContrasts.FASTER, 6)),
            THREE_PERCENT);
    assertThat(contrast.significance().p()).isEqualTo(0.03125);
    assertThat(contrast.judgement())
        .isEqualTo(new Judgement(Verdict.FASTER, Standing.SCREENING, "", 0, 0.03));
  }

  @Test
  void fewerThanSixRoundsHaveNoVerdict() {
    Contrast contrast =
        alone(
            SampleContrasts.pairs(
                Arrays.copyOf(SampleContrasts.BASE, 5), Arrays.copyOf(SampleContrasts.FASTER, 5)),
            THREE_PERCENT);
    assertThat(contrast.estimate()).isNull();
    assertThat(contrast.significance().p()).isEqualTo(1);
    assertThat(contrast.judgement().verdict()).isEqualTo(Verdict.NONE);
    assertThat(contrast.judgement().annotation())
        .isEqualTo("a verdict needs 6 rounds, got 5; fewer cannot reach p < 0.05");
  }

  @Test
  void aSecondLookCostsLevel() {
    Criteria twice = new Criteria(0.03, 0, 2);
    Contrast contrast = alone(FASTER, twice);
    assertThat(contrast.estimate().interval().level()).isEqualTo(0.975);
    assertThat(contrast.estimate().narrow().level()).isEqualTo(0.95);
    Pairs six =
        SampleContrasts.pairs(
            Arrays.copyOf(SampleContrasts.BASE, 6), Arrays.copyOf(SampleContrasts.FASTER, 6));
    assertThat(alone(six, twice).judgement().annotation())
        .isEqualTo("a verdict needs 7 rounds, got 6; fewer cannot reach p < 0.025");
  }

  @Test
  void aContrastWithoutAnEstimateStillCountsInItsFamily() {
    Pairs none = SampleContrasts.pairs(new double[] {0}, new double[] {1});
    List<Contrast> contrasts =
        new Family("gather", Adjustment.HOLM, THREE_PERCENT).judge(List.of(none, FASTER));
    assertThat(contrasts.get(0).judgement().annotation())
        .isEqualTo("the 0.0 of round 1 has no logarithm");
    assertThat(contrasts.get(1).significance())
        .isEqualTo(new Significance("gather", 2, Adjustment.HOLM, 0.001953125, 0.00390625));
  }

  @Test
  void droppedRoundsAreCounted() {
    Pairs pairs =
        new Pairs(
            FASTER.subject(), FASTER.metric(), FASTER.logRatios(), new TreeSet<>(List.of(11)), "");
    assertThat(alone(pairs, THREE_PERCENT).dropped()).isEqualTo(1);
  }

  @Test
  void anInteractionIsLessOrMoreButNeverFaster() {
    Pairs interaction = Pairs.interaction(ALIKE, FASTER);
    assertThat(alone(interaction, THREE_PERCENT).judgement().verdict()).isEqualTo(Verdict.LESS);
  }

  @Test
  void armsThatNeverDifferAreEquivalent() {
    Contrast contrast =
        alone(SampleContrasts.pairs(SampleContrasts.BASE, SampleContrasts.BASE), THREE_PERCENT);
    assertThat(contrast.estimate().percent()).isZero();
    assertThat(contrast.judgement().verdict()).isEqualTo(Verdict.EQUIVALENT);
  }

  @Test
  void anEstimateOfZeroIsNoDifferenceHoweverSmallItsP() {
    // 15 ties of the two arms and 6 rounds of one sign: p is 2 / 2^6, the estimate in the middle 0
    double[] differences = new double[21];
    Arrays.fill(differences, 0, 6, 0.2);
    Contrast contrast = alone(SampleContrasts.differences(differences), THREE_PERCENT);
    assertThat(contrast.significance().p()).isEqualTo(0.03125);
    assertThat(contrast.estimate().log()).isZero();
    assertThat(contrast.judgement().verdict()).isEqualTo(Verdict.INCONCLUSIVE);
  }

  private static Contrast alone(Pairs pairs, Criteria criteria) {
    return new Family("gather", Adjustment.HOLM, criteria).judge(List.of(pairs)).get(0);
  }

  private static Verdict alone(Metric metric, double[] base, double[] other) {
    Pairs pairs =
        Pairs.of(
            SampleContrasts.VIRTUAL_AGAINST_PLATFORM,
            metric,
            SampleContrasts.scores(base),
            SampleContrasts.scores(other));
    return alone(pairs, THREE_PERCENT).judgement().verdict();
  }
}
