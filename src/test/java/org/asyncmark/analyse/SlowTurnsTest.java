package org.asyncmark.analyse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SlowTurnsTest {
  @Test
  void aTurnIsHeldAgainstTheMedianOfItsOwnFork() {
    List<double[]> forks = List.of(new double[] {10, 10, 12.1, 10}, new double[] {20, 23, 20});
    assertThat(SlowTurns.of(forks)).isEqualTo(new SlowTurns(7, 1));
  }

  @Test
  void aForkWithoutTurnsHasNoSlowOnes() {
    assertThat(SlowTurns.of(List.of(new double[0]))).isEqualTo(new SlowTurns(0, 0));
  }

  @Test
  void theyAreToldOfAll() {
    assertThat(new SlowTurns(72, 3).inWords()).isEqualTo("3 of 72");
  }
}
