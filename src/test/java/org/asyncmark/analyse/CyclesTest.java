package org.asyncmark.analyse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CyclesTest {
  /** A machine that slows down for the second half of nine cycles. */
  private static final double[] MACHINE = {1, 1, 1, 1, 1.3, 1.5, 1.4, 1.5, 1.5};

  private static final double[] QUIET = {1, 1, 1, 1, 1, 1, 1, 1, 1};

  /** A fork that gets faster by a tenth while it is measured. */
  private static final double[] DRIFT = {1.1, 1.1, 1.1, 1.05, 1.05, 1.05, 1, 1, 1};

  private static ArmForks arm(String model, double nanos, double[]... factors) {
    return arm(model, "gather.1", nanos, factors);
  }

  private static ArmForks arm(String model, String block, double nanos, double[]... factors) {
    double[] turns = new double[factors[0].length];
    Arrays.fill(turns, nanos);
    for (double[] each : factors) {
      Arrays.setAll(turns, i -> turns[i] * each[i]);
    }
    List<Double> scores = Arrays.stream(turns).boxed().toList();
    Turns known = new Turns(block, Map.of(Turns.p50(Latencies.SERVICE), scores));
    return new ArmForks(
        SampleContrasts.arm(model, "25"), List.of(new Fork(1, Map.of(), Map.of(), known)));
  }

  /** Returns how many forks of each arm drift, in the order given. */
  private static List<Integer> drifting(ArmForks... arms) {
    List<Integer> drifting = new ArrayList<>();
    for (ArmForks arm : Cycles.known(List.of(arms))) {
      drifting.add(Steadiness.of(arm).drifting());
    }
    return drifting;
  }

  @Test
  void aMachineThatSlowsAllForksInTheSameCyclesMakesNoneDrift() {
    assertThat(
            drifting(
                arm("platform", 1_700_000, MACHINE),
                arm("virtual", 900_000, MACHINE),
                arm("future", 950_000, MACHINE),
                arm("loop", 880_000, MACHINE)))
        .containsExactly(0, 0, 0, 0);
  }

  @Test
  void aForkThatDriftsAloneIsFoundWhateverTheMachineDoes() {
    for (double[] machine : List.of(QUIET, MACHINE)) {
      assertThat(
              drifting(
                  arm("platform", 1_700_000, machine),
                  arm("virtual", 900_000, machine, DRIFT),
                  arm("loop", 880_000, machine)))
          .containsExactly(0, 1, 0);
    }
  }

  @Test
  void aForkThatIsAloneInItsBlockIsJudgedByItsTurns() {
    assertThat(drifting(arm("platform", 900_000, MACHINE))).containsExactly(1);
    assertThat(drifting(arm("platform", "", 900_000, MACHINE), arm("loop", "", 900_000, MACHINE)))
        .describedAs("measured one after the other")
        .containsExactly(1, 1);
  }

  @Test
  void aForkThatLacksATurnIsJudgedByItsTurns() {
    double[] fewer = Arrays.copyOf(MACHINE, 8);
    assertThat(
            drifting(
                arm("platform", 1_700_000, MACHINE),
                arm("virtual", 900_000, fewer),
                arm("loop", 880_000, MACHINE)))
        .containsExactly(0, 1, 0);
  }

  @Test
  void theForksOfOtherBlocksAreOfNoAccount() {
    List<ArmForks> known =
        Cycles.known(
            List.of(
                arm("platform", "gather.1", 100, MACHINE),
                arm("virtual", "gather.1", 200, MACHINE),
                arm("future", "gather.2", 300, QUIET),
                arm("loop", "gather.2", 400, QUIET)));
    // the median of the machine's cycles is 1.3
    assertThat(own(known.get(0))).containsOnly(new double[] {130}, within(1e-9));
    assertThat(own(known.get(3))).containsOnly(new double[] {400}, within(1e-9));
  }

  private static double[] own(ArmForks arm) {
    return arm.forks().get(0).turns().own();
  }
}
