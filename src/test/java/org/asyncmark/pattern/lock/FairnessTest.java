package org.asyncmark.pattern.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class FairnessTest {
  @Test
  void turnsThatGoRoundAreFair() {
    assertThat(jain(contest(2, 3, 0, 1, 0, 1, 0, 1))).isEqualTo(1);
  }

  @Test
  void oneOfTwoThatGetsItAllMakesOneHalf() {
    assertThat(jain(contest(2, 3, 0, 0, 0, 1, 1, 1))).isEqualTo(0.5);
  }

  @Test
  void unequalSharesLieInBetween() {
    // three turns and one of the four before contender 0 comes to its last
    assertThat(jain(contest(2, 4, 0, 0, 1, 0, 0, 1, 1, 1))).isCloseTo(0.8, within(1e-12));
  }

  @Test
  void whoComesWhenTheOthersHaveFinishedDoesNotContend() {
    Guarded lock = new Guarded(0, 2, 3);
    turns(lock, System.nanoTime(), 0, 0, 0);
    turns(lock, System.nanoTime(), 1, 1, 1);
    assertThat(jain(lock)).isNaN();
  }

  @Test
  void whoComesLateIsMeasuredByTheTurnsSince() {
    Guarded lock = new Guarded(0, 2, 6);
    long early = System.nanoTime();
    turns(lock, early, 0, 0);
    turns(lock, System.nanoTime(), 1); // and has every second turn from now on
    turns(lock, early, 0, 1, 0, 1, 0, 1, 0, 1, 1);
    // contender 0 had 5 of 9, contender 1 had 4 of the 7 that it was there for
    double sum = 5 / 9.0 + 4 / 7.0;
    double squares = 25 / 81.0 + 16 / 49.0;
    assertThat(jain(lock)).isCloseTo(sum * sum / (2 * squares), within(1e-12));
  }

  @Test
  void whoNeedNotHaveBeenServedYetIsLeftOut() {
    // two turns before contender 0 comes to its last: the second to ask could have had one
    assertThat(jain(contest(3, 3, 0, 0, 0, 1, 1, 1, 2, 2, 2))).isEqualTo(0.5);
  }

  @Test
  void aLockOfOneContenderOrWithOneTurnEachHasNoFairness() {
    assertThat(jain(contest(1, 3, 0, 0, 0))).isNaN();
    assertThat(jain(contest(3, 1, 2, 0, 1))).isNaN();
  }

  private static double jain(Guarded lock) {
    return new Fairness(lock.contenders).of(lock);
  }

  private static Guarded contest(int contenders, int acquisitions, int... holders) {
    Guarded lock = new Guarded(0, contenders, acquisitions);
    long started = System.nanoTime();
    long last = started + 1_000;
    while (System.nanoTime() <= last) { // so that all ask at a time of their own, before any turn
      Thread.onSpinWait();
    }
    for (int holder : holders) {
      turns(lock, started + holder, holder);
    }
    return lock;
  }

  private static void turns(Guarded lock, long asked, int... holders) {
    for (int holder : holders) {
      lock.leave(holder, lock.enter(holder, asked));
    }
  }
}
