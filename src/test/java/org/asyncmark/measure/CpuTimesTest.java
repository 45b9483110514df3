package org.asyncmark.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class CpuTimesTest {
  @TempDir Path root;

  private static CpuTimes of(Long steal, Long total) {
    return new CpuTimes(steal, total, null, null);
  }

  @Test
  void theTimesOfGuestsAreNotCountedTwice() throws IOException {
    KernelFiles files =
        new FakeKernel(root)
            .with("proc/stat", "cpu  10 20 30 400 50 6 7 8 900 1000\ncpu0 1 1 1 1 1 1 1 1 1 1")
            .with(
                "proc/pressure/cpu",
                "some avg10=4.47 avg60=1.90 avg300=1.54 total=10526606\nfull avg10=0.00")
            .files();
    assertThat(CpuTimes.sample(files, 0.25)).isEqualTo(new CpuTimes(8L, 531L, 0.25, 10_526_606L));
  }

  @Test
  void aPlatformWithoutTheFilesHasNoTimes() {
    assertThat(CpuTimes.sample(new KernelFiles(root), null))
        .isEqualTo(new CpuTimes(null, null, null, null));
  }

  @Test
  void aKernelThatDoesNotCountStealHasNoTimes() throws IOException {
    KernelFiles files = new FakeKernel(root).with("proc/stat", "cpu  10 20 30 400").files();
    assertThat(CpuTimes.sample(files, null)).isEqualTo(new CpuTimes(null, null, null, null));
  }

  @Test
  void stealIsAShareOfTheTimeBetweenTwoSnapshots() {
    assertThat(of(15L, 1_200L).stealPercentSince(of(5L, 1_000L))).isEqualTo(5.0);
  }

  @Test
  void stealThatWasCorrectedDownwardsIsNone() {
    assertThat(of(4L, 1_200L).stealPercentSince(of(5L, 1_000L))).isEqualTo(0.0);
  }

  @Test
  void withoutTimesOrWithoutTimeBetweenThereIsNoSteal() {
    assertThat(of(5L, 1_000L).stealPercentSince(of(5L, 1_000L))).isNull();
    assertThat(of(5L, 1_000L).stealPercentSince(of(null, null))).isNull();
    assertThat(of(null, null).stealPercentSince(of(5L, 1_000L))).isNull();
  }

  private static CpuTimes pressed(Long micros) {
    return new CpuTimes(null, null, null, micros);
  }

  @Test
  void pressureIsAShareOfTheTimeBetweenTwoSnapshots() {
    assertThat(pressed(750_000L).pressurePercentSince(pressed(500_000L), 1_000)).isEqualTo(25.0);
  }

  @Test
  void pressureNeverLeavesItsRange() {
    assertThat(pressed(3_000_000L).pressurePercentSince(pressed(0L), 2_900)).isEqualTo(100.0);
    assertThat(pressed(1L).pressurePercentSince(pressed(2L), 1)).isEqualTo(0.0);
  }

  @Test
  void withoutTimesOrWithoutTimeBetweenThereIsNoPressure() {
    assertThat(pressed(5L).pressurePercentSince(pressed(5L), 0)).isNull();
    assertThat(pressed(5L).pressurePercentSince(pressed(null), 1)).isNull();
    assertThat(pressed(null).pressurePercentSince(pressed(5L), 1)).isNull();
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void linuxHasTheTimes() {
    assertThat(CpuTimes.sample().totalJiffies()).isPositive();
  }
}
