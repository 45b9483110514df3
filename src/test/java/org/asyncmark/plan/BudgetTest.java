package org.asyncmark.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.asyncmark.analyse.Arms;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.Cpus;
import org.asyncmark.pattern.Patterns;
import org.junit.jupiter.api.Test;

class BudgetTest {
  private static final long FORK_MILLIS = Preset.STANDARD.fork().expectedMillis();

  private static final Room ROOM = new Room(1L << 50, 1_000_000);

  /** Three cells of one arm and ten rounds, of which the first that was asked for tells most. */
  private final Plan plan = plan(Model.LOOP);

  private final List<String> leftOut = new ArrayList<>();

  @Test
  void aPlanThatFitsStaysAsItIs() {
    assertThat(within(plan, plan.expectedMillis())).isEqualTo(plan);
    assertThat(leftOut).isEmpty();
  }

  @Test
  void roundsGoFirst() {
    Plan fit = within(plan, 3 * 7 * FORK_MILLIS);
    assertThat(fit.rounds()).isEqualTo(7);
    assertThat(fit.forks()).isEqualTo(21);
    assertThat(leftOut).containsExactly("rounds 8 to 10");
  }

  @Test
  void underSixRoundsTheCellThatTellsLeastGoes() {
    Plan fit = within(plan, 2 * 6 * FORK_MILLIS);
    assertThat(fit.rounds()).isEqualTo(6);
    assertThat(fit.arms())
        .extracting(planned -> planned.arm().params().get("fanOut").toString())
        .containsExactly("1", "100");
    assertThat(leftOut)
        .containsExactly(
            "gather cpuTokens=1000 cpus=all fanOut=10 leaf=cpu variant=fail-fast",
            "rounds 7 to 10");
  }

  @Test
  void cellsGoBeforeRoundsFallBelowWhatAVerdictNeeds() {
    Plan all = plan(Model.PLATFORM, Model.VIRTUAL, Model.LOOP);
    Plan fit = within(all, 3 * 3 * 7 * FORK_MILLIS); // six contrasts need eight rounds
    assertThat(fit.rounds()).isEqualTo(10);
    assertThat(fit.arms()).hasSize(2 * 3);
    assertThat(leftOut).hasSize(1);
  }

  @Test
  void theReferencesOfBlocksAreInTheTime() {
    Plan all = plan(Model.PLATFORM, Model.VIRTUAL, Model.LOOP);
    Room ofFour = new Room(4 * (5L << 28) + (100L << 20), 1_000_000);
    long time = 10 * 9 * FORK_MILLIS; // of all arms, without a reference
    Plan fit = all.within(Duration.ofMillis(time), ofFour, leftOut::add);
    assertThat(fit.inBlocks(ofFour).expectedMillis()).isLessThanOrEqualTo(time);
    assertThat(all.inBlocks(ofFour).forks()).isGreaterThan(10 * 9);
    assertThat(leftOut).containsExactly("rounds 9 to 10");
  }

  @Test
  void otherPlacementsGoBeforeTheMainOne() {
    Plan both =
        wanted(List.of(Model.LOOP), List.of("1", "10"), List.of(Cpus.ONE, Cpus.ALL))
            .plan(PlannerTest.heading(), PlannerTest::onTwoCpus);
    Plan fit = within(both, 3 * 6 * FORK_MILLIS);
    assertThat(fit.arms())
        .extracting(
            planned -> planned.arm().params().get("fanOut") + " " + Cpus.of(planned.arm().params()))
        .containsExactlyInAnyOrder("1 Cpus[text=1]", "1 Cpus[text=all]", "10 Cpus[text=1]");
  }

  @Test
  void oneCellOfEachPatternIsTheLeast() {
    assertThatThrownBy(() -> within(plan, 40_000))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "--budget gives 0 min 40 s, one cell of each pattern in 6 rounds takes 0 min 48 s; give"
                + " more, or fewer patterns, models or JDKs");
  }

  private Plan within(Plan all, long millis) {
    return all.within(Duration.ofMillis(millis), ROOM, leftOut::add);
  }

  private static Plan plan(Model... models) {
    return wanted(List.of(models), List.of("1", "100", "10"), List.of(Cpus.ALL))
        .plan(PlannerTest.heading());
  }

  private static Wanted wanted(List<Model> models, List<String> fanOut, List<Cpus> cpus) {
    return new Wanted(
        List.of(Patterns.of("gather")),
        models,
        List.of(PlannerTest.jdk(25)),
        Preset.STANDARD,
        10,
        Arms.choices(
            Map.of("leaf", List.of("cpu"), "variant", List.of("fail-fast"), "fanOut", fanOut)),
        cpus,
        Placebo.NONE);
  }
}
