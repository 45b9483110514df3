package org.asyncmark.pattern.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RetryPlanTest {
  private static final int TASKS = 1_000;
  private static final int MAX_ATTEMPTS = 4;

  @Test
  void untilItIsDrawnNoAttemptFailsAndNoWaitIsLong() {
    RetryPlan plan = plan(100);
    assertThat(plan.attempts(0)).isEqualTo(1);
    assertThat(plan.fails(0)).isFalse();
    assertThat(plan.waitMillis(0, 0)).isZero();
  }

  @Test
  void nothingFailsAtNoChanceAndEverythingAtAll() {
    RetryPlan never = drawn(0);
    RetryPlan always = drawn(100);
    for (int task = 0; task < TASKS; task++) {
      assertThat(never.attempts(task)).isEqualTo(1);
      assertThat(never.givesUp(task)).isFalse();
      assertThat(always.attempts(task)).isEqualTo(MAX_ATTEMPTS);
      assertThat(always.givesUp(task)).isTrue();
    }
  }

  @Test
  void aTaskMakesAnAttemptMoreThanFailAndNoMoreThanItHas() {
    RetryPlan plan = drawn(50);
    for (int task = 0; task < TASKS; task++) {
      for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
        boolean fails = attempt < plan.attempts(task) - 1 || plan.givesUp(task);
        assertThat(plan.fails(plan.leaf(task, attempt))).isEqualTo(fails);
      }
    }
  }

  @Test
  void theShareOfFirstAttemptsThatFailIsTheChance() {
    RetryPlan plan = drawn(20);
    int failing = 0;
    for (int task = 0; task < TASKS; task++) {
      failing += plan.fails(plan.leaf(task, 0)) ? 1 : 0;
    }
    assertThat(failing).isBetween(150, 250); // four standard deviations
  }

  @Test
  void thePlanChangesFromOpToOpAndIsTheSameEachTime() {
    assertThat(ops()).isEqualTo(ops());
    assertThat(ops().get(0)).isNotEqualTo(ops().get(1));
  }

  @Test
  void eachAttemptIsALeafOfItsOwnThatTakesItsTime() {
    RetryPlan plan = plan(0);
    assertThat(plan.leaf(0, 0)).isZero();
    assertThat(plan.leaf(0, 3)).isEqualTo(3);
    assertThat(plan.leaf(2, 1)).isEqualTo(9);
    assertThat(plan.delay(9)).isEqualTo(Duration.ofMillis(1));
  }

  @Test
  void anAttemptTooManyIsAnError() {
    assertThatThrownBy(() -> plan(0).leaf(3, MAX_ATTEMPTS))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("task 3 wants attempt 5, it has 4");
  }

  @Test
  void otherOpsAreDrawnBesideOneAnotherAndAreTheSameEachTime() {
    RetryPlan plan = plan(50);
    List<Long> first = told(plan.another());
    List<Long> second = told(plan.another());
    assertThat(first).isNotEqualTo(second);
    RetryPlan same = plan(50);
    assertThat(told(same.another())).isEqualTo(first);
    assertThat(told(same.another())).isEqualTo(second);
  }

  private static List<List<Long>> ops() {
    RetryPlan plan = plan(50);
    List<List<Long>> ops = new ArrayList<>();
    for (int op = 0; op < 3; op++) {
      plan.draw();
      ops.add(told(plan));
    }
    return ops;
  }

  private static List<Long> told(RetryPlan plan) {
    List<Long> drawn = new ArrayList<>();
    for (int task = 0; task < TASKS; task++) {
      drawn.add((long) plan.attempts(task));
      drawn.add(plan.waitMillis(task, 2));
    }
    return drawn;
  }

  private static RetryPlan drawn(int failingPercent) {
    RetryPlan plan = plan(failingPercent);
    plan.draw();
    return plan;
  }

  private static RetryPlan plan(int failingPercent) {
    return new RetryPlan(
        TASKS, MAX_ATTEMPTS, new Backoff(2, 20), failingPercent, Duration.ofMillis(1));
  }
}
