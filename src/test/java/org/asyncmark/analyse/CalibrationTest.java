package org.asyncmark.analyse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CalibrationTest {
  @ParameterizedTest
  @CsvSource({
    // R 4.2.2: binom.test(k, m, .05, alternative = "less")$conf.int[2]
    "0, 20, 0.139108340668265",
    "0, 60, 0.0487029133100975",
    "0, 24, 0.117346156154949",
    "3, 40, 0.182586850015901",
    "1, 24, 0.182892469755646",
    "24, 24, 1"
  })
  void theRateOfFalseAlarmsHasTheExactBound(int alarms, int placebos, double bound) {
    assertThat(new Calibration(placebos, alarms, 0, 0).falseAlarmBound())
        .isEqualTo(bound, within(1e-10));
  }

  @ParameterizedTest
  @CsvSource({
    // R 4.2.2: binom.test(k, m, .05, alternative = "greater")$p.value: 0.323, 0.0480, 1
    "3, 40, true",
    "5, 40, false",
    "0, 24, true"
  })
  void moreAlarmsThanChanceRaisesAreNotConsistent(int alarms, int placebos, boolean consistent) {
    assertThat(new Calibration(placebos, alarms, 0, 0).consistent()).isEqualTo(consistent);
  }

  @Test
  void theFloorIsTheSmallestSizeThatNinetyFivePercentDoNotExceed() {
    List<Pairs> placebos = new ArrayList<>();
    for (int i = 1; i <= 20; i++) {
      double size = i % 2 == 0 ? -i : i;
      placebos.add(constant(Math.log1p(Math.abs(size) / 100) * Math.signum(size)));
    }
    assertThat(Calibration.of(placebos).orElseThrow().floor()).isEqualTo(0.19, within(1e-12));
    placebos.remove(0);
    assertThat(Calibration.of(placebos).orElseThrow().floor())
        .describedAs("the largest of 19")
        .isEqualTo(0.20, within(1e-12));
  }

  @Test
  void alarmsAreThePlacebosWithASmallP() {
    Pairs alarm = SampleContrasts.pairs(SampleContrasts.BASE, SampleContrasts.FASTER);
    Pairs quiet = SampleContrasts.pairs(SampleContrasts.BASE, SampleContrasts.ALIKE);
    Calibration calibration = Calibration.of(List.of(alarm, quiet, quiet)).orElseThrow();
    assertThat(calibration.placebos()).isEqualTo(3);
    assertThat(calibration.falseAlarms()).isEqualTo(1);
  }

  @Test
  void theDeviationOfAForkIsThatOfItsDifferencesOverTheRootOfTwo() {
    // 2 000 placebos of 10 rounds: the standard error of the deviation is 0.5 %
    Random random = new Random(5);
    List<Pairs> placebos = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      double[] differences = Noise.NORMAL.differences(random, 10, 0);
      for (int j = 0; j < differences.length; j++) {
        differences[j] *= 0.05;
      }
      placebos.add(SampleContrasts.differences(differences));
    }
    Calibration calibration = Calibration.of(placebos).orElseThrow();
    assertThat(calibration.forkDeviation()).isEqualTo(0.05, within(0.05 * 0.015));
    assertThat(calibration.falseAlarms() / 2_000.0).isEqualTo(0.049, within(3 * 0.0048));
    assertThat(calibration.consistent()).isTrue();
  }

  @Test
  void placebosWithTooFewRoundsForATestDoNotCount() {
    Pairs few = SampleContrasts.differences(.1, .2, .3, .4, .5);
    assertThat(Calibration.of(List.of(few))).isEmpty();
    assertThat(Calibration.of(List.of(few, constant(0))).orElseThrow().placebos()).isEqualTo(1);
  }

  @Test
  void aMachineThatIsTooNoisySaysWhatItCanTell() {
    Calibration calibration = new Calibration(24, 0, 0.0456, 0.04);
    assertThat(calibration.banner(0.03))
        .isEqualTo(
            "this machine cannot resolve 3 % today: the smallest honest claim is about 4.56 %");
    assertThat(calibration.banner(0.05)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    // the effects of the method at 10 and 20 rounds, in percent; those for 20 were a little low
    "10, 0.026, 3.7, 0.2", "10, 0.05, 7.3, 0.3", "10, 0.085, 13, 0.3",
    "20, 0.026, 2.4, 0.2", "20, 0.05, 4.6, 0.4", "20, 0.085, 8.0, 0.6"
  })
  void theDetectableEffectGrowsWithTheNoise(
      int rounds, double deviation, double percent, double tolerance) {
    assertThat(100 * new Calibration(24, 0, 0, deviation).detectableEffect(rounds))
        .isEqualTo(percent, within(tolerance));
  }

  @Test
  void fiveRoundsDetectNothing() {
    assertThatThrownBy(() -> DetectableEffect.of(5, 0.05))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("want at least 6 rounds, got 5");
  }

  private static Pairs constant(double difference) {
    return SampleContrasts.differences(
        difference, difference, difference, difference, difference, difference);
  }
}
