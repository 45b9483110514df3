package org.asyncmark.pattern.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LockPlanTest {
  @Test
  void contendersAreSharedOutOverTheLocksInTurn() {
    LockPlan plan = new LockPlan(5, 3, 1);
    assertThat(IntStream.range(0, 5).map(plan::lockOf)).containsExactly(0, 1, 2, 0, 1);
    assertThat(IntStream.range(0, 3).map(plan::contendersOf)).containsExactly(2, 2, 1);
  }

  @Test
  void locksThatNobodyContendsForHaveNoContenders() {
    LockPlan plan = new LockPlan(2, 4, 1);
    assertThat(IntStream.range(0, 4).map(plan::contendersOf)).containsExactly(1, 1, 0, 0);
  }

  @Test
  void everyAcquisitionHasALeafOfItsOwn() {
    LockPlan plan = new LockPlan(3, 2, 4);
    Set<Integer> leaves = new HashSet<>();
    for (int contender = 0; contender < 3; contender++) {
      for (int acquisition = 0; acquisition < 4; acquisition++) {
        leaves.add(plan.leafOf(contender, acquisition));
      }
    }
    assertThat(leaves).hasSize(12).allMatch(leaf -> leaf >= 0 && leaf < plan.leaves());
  }

  @Test
  void aPlanWithoutLocksIsRefused() {
    assertThatThrownBy(() -> new LockPlan(1, 0, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("locks must be 1 or more, got 0");
  }
}
