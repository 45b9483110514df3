package org.asyncmark.pattern.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.ResultCheck;
import org.junit.jupiter.api.Test;

class PoolOpTest {
  private static final ResultCheck CHECK = new ResultCheck("pool", Model.LOOP, "x");

  private final PoolOp op = new PoolOp("test", 2, 0);
  private final Slot first = new Slot(0);
  private final Slot second = new Slot(1);

  @Test
  void anOpInWhichEveryTaskHasItsValueIsGood() {
    borrow(0, first);
    giveBack(0, first);
    borrow(1, first);
    giveBack(1, first);
    assertThatCode(() -> op.require(CHECK, 1)).doesNotThrowAnyException();
  }

  @Test
  void aTaskThatWaitedInVainFailsTheOp() {
    borrow(0, first);
    giveBack(0, first);
    TimeoutException late = new TimeoutException("no slot within 5 ms");
    op.failed(1, late);
    assertThatThrownBy(() -> op.require(CHECK, 1))
        .isInstanceOf(IllegalStateException.class)
        .hasCause(late)
        .hasMessage(
            "pool, model loop, mechanism x: task 1 has no value, it ended with"
                + " java.util.concurrent.TimeoutException: no slot within 5 ms");
  }

  @Test
  void moreSlotsLentAtOnceThanThereAreFailTheOp() {
    borrow(0, first);
    borrow(1, second);
    giveBack(0, first);
    giveBack(1, second);
    assertThatThrownBy(() -> op.require(CHECK, 1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("pool, model loop, mechanism x: 2 slots were lent at once, the pool has 1");
  }

  @Test
  void aSlotThatSomebodyHoldsMustNotBeLent() {
    borrow(0, first);
    assertThatThrownBy(() -> op.has(1, first))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("slot 0 was lent to two tasks at once");
  }

  @Test
  void aSlotThatHasBrokenMustNotBeLentAgain() {
    PoolOp breaking = new PoolOp("test", 2, 100);
    breaking.asks(0);
    breaking.has(0, first);
    breaking.gives(0, first);
    assertThat(first.isBroken()).isTrue();
    assertThatThrownBy(() -> breaking.has(1, first))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("slot 0 has broken and was lent again");
  }

  @Test
  void whoseSlotBreaksChangesFromOpToOpAndIsTheSameEachTime() {
    assertThat(breaks(10)).isEqualTo(breaks(10));
    assertThat(IntStream.of(breaks(10)).distinct().count()).isGreaterThan(1);
  }

  @Test
  void asManySlotsBreakAsAreSaidTo() {
    for (int percent : new int[] {0, 10, 100}) {
      double share = IntStream.of(breaks(percent)).average().orElseThrow();
      assertThat(share).isBetween(percent * 0.9, percent * 1.1);
    }
  }

  @Test
  void theNextOpKnowsNothingOfTheLast() {
    borrow(0, first);
    giveBack(0, first);
    op.next();
    assertThat(op.slot(0)).isNull();
    assertThat(op.end(0)).isNull();
    assertThat(op.waits().ran(0)).isFalse();
    assertThat(op.loans().ran(0)).isFalse();
  }

  /** Returns how many of a hundred slots break in each of a hundred ops. */
  private static int[] breaks(int percent) {
    PoolOp many = new PoolOp("test", 100, percent);
    return IntStream.range(0, 100).map(next -> many.next()).toArray();
  }

  private void borrow(int task, Slot slot) {
    op.asks(task);
    op.has(task, slot);
  }

  private void giveBack(int task, Slot slot) {
    op.returned(task, (long) task);
    op.gives(task, slot);
  }
}
