package org.asyncmark.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.asyncmark.measure.Crowding;
import org.junit.jupiter.api.Test;

class CoreCheckTest {
  @Test
  void coresOfOnesOwnAreFine() {
    assertThat(MachineChecks.cores(looks(38, 2)))
        .isEqualTo(
            DoctorFinding.ok(
                "cores",
                "work that fills a core took up to 1.70 times as long as at best, more than 1.2"
                    + " times in 2 of 40 looks"));
  }

  @Test
  void coresThatAreSharedMoreOftenAreAWarning() {
    assertThat(MachineChecks.cores(looks(37, 3)))
        .isEqualTo(
            DoctorFinding.warn(
                "cores",
                "work that fills a core took up to 1.70 times as long as at best, more than 1.2"
                    + " times in 3 of 40 looks: another program or another guest of the host shares"
                    + " the cores, which is no steal. Contrasts of forks that take turns allow"
                    + " for it, levels do not; close other programs, or use another host or another"
                    + " time"));
  }

  @Test
  void thisMachineIsLookedAtFortyTimes() throws InterruptedException {
    Crowding crowding = Crowding.sample();
    assertThat(crowding.ratios()).hasSize(40).allMatch(ratio -> ratio >= 1);
    assertThat(crowding.worst()).isGreaterThanOrEqualTo(1);
  }

  private static Crowding looks(int alone, int shared) {
    List<Double> ratios = new ArrayList<>(Collections.nCopies(alone, 1.1));
    ratios.addAll(Collections.nCopies(shared, 1.7));
    return new Crowding(ratios);
  }
}
