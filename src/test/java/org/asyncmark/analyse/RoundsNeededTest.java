package org.asyncmark.analyse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A share near 0.8 of 2 000 has a standard error of 0.009. */
class RoundsNeededTest {
  private static final int CONTRASTS = 2_000;
  private static final Criteria THREE_PERCENT = new Criteria(0.03, 0);
  private static final Interval NONE = new Interval(0, 0, 0.95);

  private static int needed(double log, double deviation, int familySize) {
    return RoundsNeeded.of(new Estimate(log, NONE, NONE, deviation), THREE_PERCENT, familySize);
  }

  @ParameterizedTest
  @CsvSource({
    // effect, deviation of a difference, contrasts in the family
    "0.10, 0.10, 1", "-0.51, 0.36, 1", "0.05, 0.06, 1", "0.05, 0.10, 1", "0.04, 0.02, 1",
    "0, 0.03, 1", "0, 0.06, 1", "0.005, 0.04, 1", "0.015, 0.05, 1", "0.02, 0.05, 1",
    "0.10, 0.12, 3", "0.06, 0.04, 12"
  })
  void atTheNumberToldFourContrastsOutOfFiveAreDecided(
      double effect, double deviation, int familySize) {
    int rounds = needed(effect, deviation, familySize);
    Random random = new Random(rounds);
    Family family = new Family("simulated", Adjustment.HOLM, THREE_PERCENT);
    int decided = 0;
    for (int i = 0; i < CONTRASTS; i++) {
      double[] differences = new double[rounds];
      for (int j = 0; j < rounds; j++) {
        differences[j] = effect + deviation * random.nextGaussian();
      }
      List<Pairs> declared = new ArrayList<>(List.of(SampleContrasts.differences(differences)));
      // the others say nothing: the one has to hold its own among all
      declared.addAll(
          Collections.nCopies(familySize - 1, SampleContrasts.differences(new double[rounds])));
      Judgement judgement = family.judge(declared).get(0).judgement();
      decided += judgement.verdict() == Verdict.INCONCLUSIVE ? 0 : 1;
    }
    assertThat((double) decided / CONTRASTS).isBetween(0.7, 0.9);
  }

  @Test
  void aLargeEffectThatIsNotYetShownNeedsFewRoundsHoweverWideItsInterval() {
    // -40 % [-57, +17]: to know it to 3 % would take 1 761 rounds
    assertThat(needed(Math.log(0.6), 0.42, 1)).isEqualTo(9);
  }

  @Test
  void nothingIsToldThatItsFamilyCouldNotShow() {
    assertThat(needed(1, 0.01, 1)).isEqualTo(6);
    assertThat(needed(1, 0.01, 200)).isEqualTo(13);
  }

  @Test
  void anEffectAtTheMarginInMuchNoiseNeedsMoreThanIsCounted() {
    int needed = needed(0.029, 1, 1);
    assertThat(needed).isEqualTo(501);
    Judgement judgement = new Judgement(Verdict.INCONCLUSIVE, Standing.CITABLE, "", needed, 0.03);
    assertThat(judgement.neededInWords()).isEqualTo("more than 500 rounds");
  }

  @Test
  void theMoreItIsUnlikeTheMarginTheLessItTakes() {
    assertThat(needed(0.10, 0.1, 1)).isLessThan(needed(0.05, 0.1, 1));
    assertThat(needed(0, 0.1, 1)).isLessThan(needed(0.02, 0.1, 1));
  }
}
