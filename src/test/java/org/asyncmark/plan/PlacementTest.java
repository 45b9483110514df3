package org.asyncmark.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.asyncmark.pattern.Cpus;
import org.junit.jupiter.api.Test;

class PlacementTest {
  private static final List<Integer> FOUR = List.of(0, 1, 2, 3);

  private static Placement of(Cpus cpus, List<Integer> allowed, boolean taskset) {
    return Placement.of(cpus, allowed, allowed.size(), allowed.size(), taskset);
  }

  @Test
  void allCpusBindNothing() {
    Placement all = of(Cpus.ALL, FOUR, true);
    assertThat(all.fork()).isEmpty();
    assertThat(all.backend()).isEmpty();
  }

  @Test
  void aForkHasTheHighestCpusAndTheBackendTheOthers() {
    Placement two = of(new Cpus("2"), FOUR, true);
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
    Placement one = of(new Cpus("1"), List.of(5), true);
    assertThat(one.fork()).containsExactly(5);
    assertThat(one.backend()).containsExactly(5);
  }

  @Test
  void aListIsTakenAsItIs() {
    assertThat(of(new Cpus("0+2"), FOUR, true).backend()).containsExactly(1, 3);
  }

  @Test
  void whatTheMachineCannotGiveIsAbsentWithTheReason() {
    assertThat(of(new Cpus("5"), FOUR, true).absence())
        .isEqualTo("n/a (this machine has 4 CPUs; use --cpus 1 to 4 or all)");
    assertThat(of(new Cpus("3-4"), FOUR, true).absence())
        .isEqualTo("n/a (this machine gives CPUs 0,1,2,3; use --cpus 1 to 4 or all)");
    assertThat(of(new Cpus("1"), FOUR, false).absence())
        .isEqualTo("n/a (binding a process to CPUs needs Linux and taskset of util-linux)");
  }

  @Test
  void whatTheProcessMayNotUseIsToldFromWhatTheMachineHas() {
    assertThat(Placement.of(new Cpus("2"), List.of(0), 2, 1, true).absence())
        .isEqualTo("n/a (this process may use CPU 0 only (of 2); use --cpus 1 or all)");
    assertThat(Placement.of(new Cpus("0-1"), List.of(1), 2, 1, true).absence())
        .isEqualTo("n/a (this process may use CPU 1 only (of 2); use --cpus 1 or all)");
    assertThat(Placement.of(new Cpus("3"), List.of(4, 6), 8, 2, true).absence())
        .isEqualTo("n/a (this process may use CPUs 4,6 only (of 8); use --cpus 1, 2 or all)");
  }

  @Test
  void aLimitOfTheControlGroupIsToldFromWhatTheProcessMayUse() {
    assertThat(Placement.of(new Cpus("3"), FOUR, 4, 2, true).absence())
        .isEqualTo(
            "n/a (its control group or JVM gives this process the time of 2 CPUs; use --cpus 1, 2"
                + " or all)");
    assertThat(Placement.of(new Cpus("2"), FOUR, 4, 2, true).absence()).isNull();
  }

  @Test
  void theLastOfManyCpusAreGiven() {
    List<Integer> many = IntStream.range(0, 2_048).boxed().toList();
    Placement two = of(new Cpus("2"), many, true);
    assertThat(two.fork()).containsExactly(2_046, 2_047);
    assertThat(two.backend()).hasSize(2_046);
  }
}
