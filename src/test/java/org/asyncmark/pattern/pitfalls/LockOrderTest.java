package org.asyncmark.pattern.pitfalls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.BitSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.Caller;
import org.asyncmark.pattern.Heartbeat;
import org.asyncmark.pattern.ResultCheck;
import org.asyncmark.pattern.Stage;
import org.asyncmark.pattern.Stages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/** What the watchdogs tell of a deadlock, and what they leave behind. */
@Timeout(10)
class LockOrderTest {
  private static final ResultCheck CHECK = new ResultCheck("pitfalls", Model.PLATFORM, "x");
  private static final String WHERE = "BlockingLockOrder.both(";

  private final LockOrder order = new LockOrder(plan(Way.MISTAKE));

  @Test
  void theJvmTellsOfPlatformThreadsWithBothStacks() throws Exception {
    try (Stages stages = new Stages(Model.PLATFORM)) {
      requireFound(
          new BlockingLockOrder(
              stages.open(2, null).tasks(), order, DeadlockWatch.ofPlatformThreads()));
    }
    assertThat(order.report())
        .contains("platform-1 waits for a lock that platform-2 has\n")
        .contains("platform-2 waits for a lock that platform-1 has\n");
    assertThat(order.report().split(java.util.regex.Pattern.quote(WHERE), -1)).hasSize(3);
  }

  @Test
  @EnabledForJreRange(min = JRE.JAVA_21)
  void theLocksTellOfVirtualThreadsWithBothStacks() throws Exception {
    try (Stages stages = new Stages(Model.VIRTUAL)) {
      requireFound(
          new BlockingLockOrder(stages.open(2, null).tasks(), order, DeadlockWatch.ofAnyThreads()));
    }
    assertThat(order.report()).contains("VirtualThread[#").contains(" waits for a lock that ");
    assertThat(order.report().split(java.util.regex.Pattern.quote(WHERE), -1)).hasSize(3);
  }

  @Test
  void futuresTellWhoWaitsForWhom() throws Exception {
    try (Stages stages = new Stages(Model.FUTURE)) {
      requireFound(new FutureLockOrder(stages.open(2, null).tasks(), order));
    }
    requireBothTasksTold();
  }

  @Test
  void tasksOfALoopTellWhoWaitsForWhom() throws Exception {
    try (Stages stages = new Stages(Model.LOOP)) {
      requireFound(new LoopLockOrder(stages.open(2, null).loop(), order));
    }
    requireBothTasksTold();
  }

  @Test
  void withoutAWatchdogTheTasksWaitForEachOtherUntilTheyAreInterrupted() throws Exception {
    try (Stages stages = new Stages(Model.PLATFORM)) {
      Stage stage = stages.open(2, null);
      BlockingLockOrder stuck = new BlockingLockOrder(stage.tasks(), order, locks -> "");
      Caller<Integer> caller = Caller.start(stuck::run);
      assertThat(caller.returnsWithin(java.time.Duration.ofMillis(50))).isFalse();
      caller.interrupt();
      assertThat(caller.failure()).isInstanceOf(InterruptedException.class);
    }
  }

  @Test
  void aTaskThatDidNotGetItsLocksIsAnError() {
    LockOrder remedy = new LockOrder(plan(Way.REMEDY));
    remedy.section();
    assertThatThrownBy(() -> remedy.ended(0, false))
        .hasMessage(CHECK.cell() + ": 2 tasks were to have both locks, 1 had them");
  }

  @Test
  void aLockThatIsTakenStillIsAnError() {
    order.section();
    assertThatThrownBy(() -> order.ended(1, true))
        .hasMessage(CHECK.cell() + ": a lock is taken still");
  }

  @Test
  void aCircleIsFoundWhereverItIsEntered() {
    WaitsFor<String> waits = new WaitsFor<>();
    waits.add("a", "b");
    waits.add("b", "c");
    assertThat(waits.circle()).isEmpty();
    waits.add("c", "b");
    assertThat(waits.circle()).containsExactly("b", "c");
  }

  private static void requireFound(Exercise exercise) throws Exception {
    for (int op = 0; op < 3; op++) { // the locks were given back each time
      assertThat(exercise.run()).isEqualTo(1);
    }
  }

  private void requireBothTasksTold() {
    assertThat(List.of(order.report().split("\n")))
        .containsExactlyInAnyOrder(
            "task 0 waits for lock 1, which task 1 has",
            "task 1 waits for lock 0, which task 0 has");
  }

  private static PitfallPlan plan(Way way) {
    return new PitfallPlan(
        Pitfall.LOCK_ORDER,
        way,
        2,
        new BitSet(),
        new Heartbeat(TimeUnit.MILLISECONDS.toNanos(1)),
        CHECK);
  }
}
