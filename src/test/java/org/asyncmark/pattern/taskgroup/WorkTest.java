package org.asyncmark.pattern.taskgroup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.asyncmark.pattern.taskgroup.Work.Step;
import org.junit.jupiter.api.Test;

class WorkTest {
  private static final int LEAVES = 46_656;

  @Test
  void leavesWithNothingToDoReturnAndThoseOfIoWait() {
    assertThat(Work.NONE.draw(100)).containsOnly(Step.RETURN);
    assertThat(Work.IO.draw(100)).containsOnly(Step.WAIT);
  }

  @Test
  void oneHalfComputesAndTheOtherWaits() {
    assertThat(count(Work.CPU_IO, Step.COMPUTE)).isBetween(23_000L, 23_700L);
    assertThat(count(Work.CPU_IO, Step.RETURN)).isZero();
  }

  @Test
  void ofRememberedThingsOnlyTheFirstOfEachWaits() {
    // a tenth of the leaves ask for what is not remembered, and 90 are the first to ask for the
    // rest
    assertThat(count(Work.MEMOIZATION, Step.WAIT)).isBetween(4_400L, 5_100L);
    assertThat(count(Work.MEMOIZATION, Step.COMPUTE)).isZero();
  }

  @Test
  void everyDrawIsTheSame() {
    List<Step> first = Work.CPU_IO.draw(1_000);
    assertThat(Work.CPU_IO.draw(1_000)).isEqualTo(first);
  }

  private static long count(Work work, Step step) {
    return work.draw(LEAVES).stream().filter(each -> each == step).count();
  }
}
