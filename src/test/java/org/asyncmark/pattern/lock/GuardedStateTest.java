package org.asyncmark.pattern.lock;

import static org.assertj.core.api.Assertions.assertThat;

import org.asyncmark.measure.LatencyRecorder;
import org.asyncmark.measure.RatioRecorder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The oracle: each way of going wrong, and the words for it. */
class GuardedStateTest {
  private final GuardedState state = new GuardedState(new LockPlan(4, 2, 2));
  private final Guarded guarded = state.guarded(1); // of contenders 1 and 3

  @BeforeEach
  void clear() {
    state.clear();
    turns(state.guarded(0), 0, 2, 2, 0);
  }

  @Test
  void anOpInWhichEachHadItsTurnsAloneIsRight() {
    turns(guarded, 3, 3, 1, 1);
    assertThat(state.violation()).isNull();
  }

  @Test
  void aTurnThatIsMissingIsFound() {
    turns(guarded, 3, 3, 1);
    assertThat(state.violation()).isEqualTo("lock 1 was taken 3 times, wanted 4");
  }

  @Test
  void aTurnTooManyIsFound() {
    turns(guarded, 3, 3, 1, 1, 1);
    assertThat(state.violation()).isEqualTo("lock 1 was taken 5 times, wanted 4");
  }

  @Test
  void aTurnOfSomebodyElseIsFound() {
    turns(guarded, 3, 1, 1, 1);
    assertThat(state.violation()).isEqualTo("contender 3 had lock 1 1 times, wanted 2");
  }

  @Test
  void aLostUpdateIsFound() {
    turns(guarded, 3, 3, 1);
    int turn = guarded.enter(1, 0);
    guarded.leave(1, turn - 1);
    assertThat(state.violation()).isEqualTo("lock 1 was taken 3 times, wanted 4");
  }

  @Test
  void oneWhoEntersWhileAnotherIsInsideIsFound() {
    turns(guarded, 3, 3);
    int first = guarded.enter(1, 0);
    int second = guarded.enter(3, 0);
    guarded.leave(3, second);
    guarded.leave(1, first);
    assertThat(state.violation())
        .isEqualTo("lock 1: contender 3 entered while contender 1 was inside");
  }

  @Test
  void oneWhoLeavesAfterAnotherHasLeftIsFound() {
    turns(guarded, 3, 3, 1, 1);
    guarded.leave(1, 3);
    assertThat(state.violation())
        .isEqualTo("lock 1: contender 1 was not alone inside until it left");
  }

  @Test
  void whatWasWrongIsForgottenWithTheOp() {
    turns(guarded, 3, 1, 1, 1);
    state.clear();
    turns(state.guarded(0), 0, 2, 2, 0);
    turns(guarded, 3, 3, 1, 1);
    assertThat(state.violation()).isNull();
  }

  @Test
  void anOpBesideAnotherUnderTheSameLocksHasItsOwnTurns() {
    GuardedState another = state.another();
    turns(another.guarded(0), 2, 0, 0, 2);
    turns(guarded, 3);
    turns(another.guarded(1), 1, 3);
    turns(guarded, 3, 1, 1);
    assertThat(state.violation()).isNull();
    turns(another.guarded(1), 3, 1);
    assertThat(another.violation()).isNull();
  }

  @Test
  void oneWhoEntersWhileOneOfAnotherOpIsInsideIsFound() {
    GuardedState another = state.another();
    turns(another.guarded(0), 0, 0, 2, 2);
    turns(another.guarded(1), 3, 3, 1);
    int first = guarded.enter(3, 0);
    another.guarded(1).leave(1, another.guarded(1).enter(1, 0));
    guarded.leave(3, first);
    assertThat(another.violation())
        .isEqualTo("lock 1: contender 1 entered while contender 3 was inside");
  }

  @Test
  void anOpIsRecorded() {
    turns(guarded, 3, 3, 1, 1);
    try (LatencyRecorder acquire = LatencyRecorder.open("acquire");
        LatencyRecorder handover = LatencyRecorder.open("handover");
        RatioRecorder jain = RatioRecorder.open("jain", "0..1")) {
      assertThat(state.recordInto(acquire, handover)).isPositive();
      state.recordInto(jain);
    }
  }

  private static void turns(Guarded lock, int... holders) {
    for (int holder : holders) {
      lock.leave(holder, lock.enter(holder, System.nanoTime()));
    }
  }
}
