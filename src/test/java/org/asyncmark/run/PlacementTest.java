package org.asyncmark.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.asyncmark.pattern.Cpus;
import org.junit.jupiter.api.Test;

class PlacementTest {
  private static final List<Integer> FOUR = List.of(0, 1, 2, 3);

  @Test
  void allCpusBindNothing() {
    Placement all = Placement.of(Cpus.ALL, FOUR, true);
    assertThat(all.fork()).isEmpty();
    assertThat(all.backend()).isEmpty();
  }

  @Test
  void aForkHasTheHighestCpusAndTheBackendTheOthers() {
    Placement two = Placement.of(new Cpus("2"), FOUR, true);
    assertThat(two.fork()).containsExactly(2, 3);
    assertThat(two.backend()).containsExactly(0, 1);
    assertThat(two.jvmFlags())
        .containsExactly(
            "-Djdk.virtualThreadScheduler.parallelism=2",
            "-XX:ActiveProcessorCount=2",
            "-Dasyncmark.cpus=2,3");
  }

  @Test
  void theBackendSharesTheCpusOfTheForkIfThereAreNoOthers() {
    Placement one = Placement.of(new Cpus("1"), List.of(5), true);
    assertThat(one.fork()).containsExactly(5);
    assertThat(one.backend()).containsExactly(5);
  }

  @Test
  void aListIsTakenAsItIs() {
    assertThat(Placement.of(new Cpus("0+2"), FOUR, true).backend()).containsExactly(1, 3);
  }

  @Test
  void whatTheMachineCannotGiveIsAbsentWithTheReason() {
    assertThat(Placement.of(new Cpus("5"), FOUR, true).absence())
        .isEqualTo("n/a (this machine has 4 CPUs)");
    assertThat(Placement.of(new Cpus("3-4"), FOUR, true).absence())
        .isEqualTo("n/a (this machine gives CPUs 0,1,2,3)");
    assertThat(Placement.of(new Cpus("1"), FOUR, false).absence())
        .isEqualTo("n/a (binding a process to CPUs needs Linux and taskset of util-linux)");
  }
}
