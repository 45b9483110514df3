package org.asyncmark.pattern.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.asyncmark.pattern.Caller;
import org.asyncmark.pattern.queue.Ledger;

/** What every contention must do, whatever its model: each constant is one rule. */
enum LockContract {
  EVERY_CONTENDER_HAS_ALL_ITS_TURNS {
    @Override
    void check(Subject subject) throws Exception {
      for (LockPlan plan :
          new LockPlan[] {
            new LockPlan(4, 1, 50), new LockPlan(4, 3, 50), new LockPlan(4, 4, 50),
          }) {
        Ledger ledger = new Ledger(plan);
        HeldLeaves leaves = new HeldLeaves();
        try (Contention contention = subject.open(ledger, leaves)) {
          for (int op = 0; op < 3; op++) {
            ledger.clear();
            contention.run();
            assertThat(ledger.violation()).isNull();
          }
        }
        assertThat(leaves.completed()).hasSize(plan.leaves());
      }
    }
  },

  NOBODY_ENTERS_UNTIL_THE_HOLD_IS_OVER {
    @Override
    void check(Subject subject) throws Exception {
      Ledger ledger = new Ledger(new LockPlan(3, 1, 1));
      HeldLeaves leaves = new HeldLeaves().holdAll();
      try (Contention contention = subject.open(ledger, leaves)) {
        Caller<Void> running = inThread(contention);
        leaves.awaitStarted(1);
        assertThat(leaves.startWithin(2, GRACE_MILLIS)).isFalse();
        leaves.releaseAll();
        running.result();
        assertThat(ledger.violation()).isNull();
      }
    }
  },

  CONTENDERS_OF_DIFFERENT_LOCKS_HOLD_THEM_AT_ONCE {
    @Override
    void check(Subject subject) throws Exception {
      Ledger ledger = new Ledger(new LockPlan(4, 4, 1));
      HeldLeaves leaves = new HeldLeaves().holdAll();
      try (Contention contention = subject.open(ledger, leaves)) {
        Caller<Void> running = inThread(contention);
        leaves.awaitStarted(4);
        leaves.releaseAll();
        running.result();
        assertThat(ledger.violation()).isNull();
      }
    }
  },

  WHERE_IT_IS_PROMISED_THE_FIRST_WHO_CAME_IS_THE_FIRST_SERVED {
    @Override
    void check(Subject subject) throws Exception {
      int contenders = 4;
      Guarded guarded;
      do { // again if one came too late to wait: then nothing is known of the order
        Ledger ledger = new Ledger(new LockPlan(contenders, 1, 3));
        guarded = ledger.guarded(0);
        HeldLeaves leaves = new HeldLeaves().holdAll();
        try (Contention contention = subject.open(ledger, leaves)) {
          Caller<Void> running = inThread(contention);
          leaves.awaitStarted(1);
          leaves.startWithin(2, GRACE_MILLIS); // time for the others to get in line
          leaves.releaseAll();
          running.result();
        }
      } while (!allAskedBeforeTheFirstRelease(guarded));
      // whoever had the lock first asks again at once, and must not get it before the others
      Set<Integer> served = new HashSet<>();
      for (int turn = 0; turn < contenders; turn++) {
        served.add(guarded.holder(turn));
      }
      assertThat(served).hasSize(contenders);
    }
  },

  A_HOLD_THAT_FAILS_GIVES_THE_LOCK_BACK_AND_LETS_THE_OTHERS_GO_ON {
    @Override
    void check(Subject subject) throws Exception {
      IOException failure = new IOException("no");
      Ledger ledger = new Ledger(new LockPlan(3, 1, 2));
      HeldLeaves leaves = new HeldLeaves().fail(2, failure); // the first turn of contender 1
      try (Contention contention = subject.open(ledger, leaves)) {
        for (int op = 0; op < 2; op++) { // the second one needs the lock, whoever came first
          assertThatThrownBy(contention::run)
              .isExactlyInstanceOf(ExecutionException.class)
              .cause()
              .isSameAs(failure);
        }
        assertThat(leaves.completed()).containsExactlyInAnyOrder(0, 1, 4, 5);
      }
    }
  },

  AN_INTERRUPTED_CALLER_LEAVES_NOBODY_RUNNING_AND_NO_LOCK_TAKEN {
    @Override
    void check(Subject subject) throws Exception {
      HeldLeaves leaves = new HeldLeaves().holdAll();
      try (Contention contention = subject.open(new Ledger(new LockPlan(4, 2, 2)), leaves)) {
        Caller<Void> caller = inThread(contention);
        leaves.awaitStarted(2);
        caller.interrupt();
        assertThat(caller.failure()).isInstanceOf(InterruptedException.class);
        leaves.awaitNoneInside();
        assertThat(leaves.completed()).isEmpty();
        leaves.releaseAll();
        contention.run();
        assertThat(leaves.completed()).hasSize(8);
      }
    }
  },

  MANY_TURNS_NEED_NO_STACK {
    @Override
    void check(Subject subject) throws Exception {
      Ledger ledger = new Ledger(new LockPlan(2, 1, 20_000));
      try (Contention contention = subject.open(ledger, new HeldLeaves())) {
        assertThatCode(contention::run).doesNotThrowAnyException();
        assertThat(ledger.violation()).isNull();
      }
    }
  },

  CLOSE_LEAVES_NO_THREAD_AND_MAY_BE_CALLED_TWICE {
    @Override
    void check(Subject subject) throws Exception {
      Caller.requireNoThreadsLeft(
          () -> {
            Contention contention =
                subject.open(new Ledger(new LockPlan(4, 1, 2)), new HeldLeaves());
            contention.run();
            contention.close();
            contention.close();
          });
    }
  };

  private static final long GRACE_MILLIS = 100;

  /** Opens the contention that is under test. It must have a thread for each of 4 contenders. */
  @FunctionalInterface
  interface Subject {
    Contention open(Ledger ledger, HeldLeaves leaves);
  }

  /**
   * Holds the rule against a contention.
   *
   * @throws AssertionError if it is broken. A wait in vain has to be ended by a time limit
   */
  abstract void check(Subject subject) throws Exception;

  private static Caller<Void> inThread(Contention contention) {
    return Caller.start(
        () -> {
          contention.run();
          return null;
        });
  }

  private static boolean allAskedBeforeTheFirstRelease(Guarded guarded) {
    Set<Integer> early = new HashSet<>();
    for (int turn = 0; turn < guarded.turns(); turn++) {
      if (guarded.askedNanos(turn) <= guarded.releasedNanos(0)) {
        early.add(guarded.holder(turn));
      }
    }
    return early.size() == guarded.contenders();
  }
}
