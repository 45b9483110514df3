package org.asyncmark.analyse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class UnpairedTest {
  private static final Criteria THREE_PERCENT = new Criteria(0.03, 0);
  private static final double[] EIGHT = Arrays.copyOf(SampleContrasts.BASE, 8);

  @Test
  void welchOnLogarithmsGivesTheNumbersOfR() {
    // R 4.2.2: t.test(log(o2), log(b[1:8])), and the same with conf.level = .9
    Contrast contrast = contrast(EIGHT, SampleContrasts.ALIKE);
    assertThat(contrast.significance().p()).isEqualTo(0.8900713804606026, within(1e-10));
    Estimate estimate = contrast.estimate();
    assertThat(estimate.log()).isEqualTo(7.522247071037001 - 7.520448727828741, within(1e-10));
    assertThat(estimate.interval().lower()).isEqualTo(-0.0254788798007357, within(1e-10));
    assertThat(estimate.interval().upper()).isEqualTo(0.0290755662172557, within(1e-10));
    assertThat(estimate.narrow().lower()).isEqualTo(-0.0206334870092738, within(1e-10));
    assertThat(estimate.narrow().upper()).isEqualTo(0.0242301734257938, within(1e-10));
  }

  @Test
  void aDifferenceIsNoMoreThanSuggestive() {
    // R 4.2.2: t.test(log(o), log(b[1:8]))$p.value
    Contrast contrast = contrast(EIGHT, SampleContrasts.FASTER);
    assertThat(contrast.significance().p()).isEqualTo(1.10464288968101e-07, within(1e-15));
    assertThat(contrast.judgement())
        .isEqualTo(
            new Judgement(
                Verdict.FASTER, Standing.SUGGESTIVE, "unpaired: 10 forks against 8", 0, 0.03));
  }

  @Test
  void armsOfDifferentRunsCanBeEquivalentAsFarAsItGoes() {
    Judgement judgement = contrast(EIGHT, SampleContrasts.ALIKE).judgement();
    assertThat(judgement.verdict()).isEqualTo(Verdict.EQUIVALENT);
    assertThat(judgement.standing()).isEqualTo(Standing.SUGGESTIVE);
  }

  @Test
  void fewerThanSixForksHaveNoVerdict() {
    Contrast contrast = contrast(Arrays.copyOf(EIGHT, 5), SampleContrasts.ALIKE);
    assertThat(contrast.estimate()).isNull();
    assertThat(contrast.judgement().annotation())
        .isEqualTo("unpaired; a verdict needs 6 forks of each arm, got 5");
  }

  @Test
  void fewerThanSixForksHaveTheIntervalOfWelchForScreening() {
    // R 4.2.2: t.test(log(o), log(b))$conf.int, and of the first two of each
    double[] b = {10.2, 9.9, 10.4, 10.1, 9.8};
    double[] o = {12.9, 12.2, 13.4, 12.6, 12.5};
    Screening five = contrast(b, o).screening();
    assertThat(five.log()).isEqualTo(0.232339467045511, within(1e-12));
    assertThat(five.interval().lower()).isEqualTo(0.187169627016424, within(1e-12));
    assertThat(five.interval().upper()).isEqualTo(0.277509307074597, within(1e-12));
    assertThat(five.interval().level()).isEqualTo(0.95);
    Screening two = contrast(Arrays.copyOf(b, 2), Arrays.copyOf(o, 2)).screening();
    assertThat(two.interval().lower()).isEqualTo(0.0365296402026456, within(1e-12));
    assertThat(two.interval().upper()).isEqualTo(0.407211145473422, within(1e-12));
    assertThat(contrast(b, Arrays.copyOf(o, 3)).screening().interval().upper())
        .isEqualTo(0.342134847436942, within(1e-12));
    assertThat(contrast(b, o).judgement().verdict()).isEqualTo(Verdict.NONE);
  }

  @Test
  void oneForkHasARatioAndNoInterval() {
    Screening one = contrast(new double[] {20}, EIGHT).screening();
    assertThat(one.interval()).isNull();
    assertThat(one.log()).isLessThan(100);
    assertThat(contrast(new double[] {4}, new double[] {5}).percent()).isEqualTo(25, within(1e-9));
  }

  @Test
  void forksThatAreAllAlikeHaveNoVerdict() {
    double[] same = {7, 7, 7, 7, 7, 7};
    assertThat(contrast(same, same).judgement().annotation())
        .isEqualTo(
            "unpaired; all forks of an arm have one score, which leaves nothing to tell chance by");
  }

  @Test
  void aScoreOfZeroHasNoVerdict() {
    double[] zero = {1, 1, 1, 0, 1, 1};
    assertThat(contrast(zero, EIGHT).judgement().annotation())
        .isEqualTo("unpaired; the 0.0 of round 4 has no logarithm");
  }

  private static Contrast contrast(double[] base, double[] other) {
    return Unpaired.contrast(
        SampleContrasts.VIRTUAL_AGAINST_PLATFORM,
        SampleContrasts.P50,
        SampleContrasts.scores(base),
        SampleContrasts.scores(other),
        THREE_PERCENT);
  }
}
