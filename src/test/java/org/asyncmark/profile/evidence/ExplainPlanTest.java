package org.asyncmark.profile.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.asyncmark.plan.Room;
import org.asyncmark.profile.Instrument;
import org.junit.jupiter.api.Test;

class ExplainPlanTest {
  private static final Room AMPLE = new Room(1L << 40, 100_000);

  @Test
  void eachArmIsScoredSixTimesWithoutAnInstrumentAndCountedOnceWithEach() {
    ExplainPlan plan = plan("lock", true, 25);
    assertThat(plan.plan().arms())
        .extracting(planned -> Instrument.of(planned.arm()) + " x" + planned.rounds())
        .containsOnly("NONE x6", "JFR x1", "SYSTEM_CALLS x1");
    assertThat(plan.plan().forks()).isEqualTo(2 * 2 * (6 + 1 + 1));
  }

  @Test
  void forksThatAreScoredTakeTurnsAndThoseWithAnInstrumentAreAlone() {
    assertThat(plan("lock", true, 25).plan().blocks(1))
        .extracting(block -> block.arms().stream().map(Instrument::of).distinct().toList())
        .extracting(Object::toString)
        .containsOnlyOnce("[NONE]")
        .containsOnly("[NONE]", "[JFR]", "[SYSTEM_CALLS]");
    assertThat(plan("lock", true, 25).plan().blocks(2))
        .singleElement()
        .satisfies(block -> assertThat(block.arms()).hasSize(4));
  }

  @Test
  void systemCallsThatCannotBeCountedHaveNoForks() {
    assertThat(plan("lock", false, 25).plan().arms())
        .extracting(planned -> Instrument.of(planned.arm()))
        .containsOnly(Instrument.NONE, Instrument.JFR);
  }

  @Test
  void eachCheckHasItsMechanismAndItsControl() {
    assertThat(plan("lock", false, 25).arms())
        .hasSize(2)
        .allSatisfy(
            (check, arms) ->
                assertThat(arms)
                    .extracting(arm -> arm.own().get("mechanism").toString())
                    .containsExactlyInAnyOrder("synchronized", "reentrant"));
  }

  @Test
  void aCheckMayVaryAnotherParameterThanTheMechanism() {
    assertThat(plan("offload", false, 25).arms())
        .hasSize(1)
        .allSatisfy(
            (check, arms) ->
                assertThat(arms)
                    .extracting(arm -> arm.params().get("place").toString())
                    .containsExactlyInAnyOrder("inline", "offloaded"));
  }

  @Test
  void aStructuredScopeIsHeldAgainstAnExecutor() {
    assertThat(plan("taskgroup", false, 25).arms())
        .hasSize(1)
        .allSatisfy(
            (check, arms) ->
                assertThat(arms)
                    .extracting(arm -> arm.own().get("mechanism").toString())
                    .containsExactlyInAnyOrder("structured-scope", "executor"));
  }

  @Test
  void filesAreCheckedCachedAndSynced() {
    assertThat(plan("files", false, 25).arms().keySet())
        .extracting(check -> check.cell().split(" ")[0])
        .containsExactly("work=read", "work=sync");
  }

  @Test
  void checksOfVirtualThreadsAreLeftOutIfNoJdkHasThem() {
    assertThat(plan("gather", false, 17).arms().keySet())
        .extracting(MechanismCheck::source)
        .containsExactly("JDK-8362881", "JDK-8319447");
  }

  @Test
  void withoutAJdkThatCanRunACheckTheUserIsTold() {
    assertThatThrownBy(() -> plan("lock", false, 17))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("--explain lock wants JDK 21 or newer; add one with --jdk or --jdk-home");
  }

  private static ExplainPlan plan(String pattern, boolean systemCalls, int feature) {
    return ExplainPlan.of(
        pattern,
        List.of(EvidencePlanTest.jdk(feature)),
        systemCalls,
        AMPLE,
        EvidencePlanTest.heading());
  }
}
