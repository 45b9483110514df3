package org.asyncmark.pattern.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.asyncmark.pattern.Caller;
import org.asyncmark.pattern.Rule;
import org.asyncmark.pattern.ScriptedLeaf;

/** What every contention must do, whatever its model: each constant is one rule. */
enum LockContract implements Rule<LockContract.Subject> {
  EVERY_CONTENDER_HAS_ALL_ITS_TURNS {
    @Override
    public void check(Subject subject) throws Exception {
      for (LockPlan plan :
          new LockPlan[] {
            new LockPlan(4, 1, 50), new LockPlan(4, 3, 50), new LockPlan(4, 4, 50),
          }) {
        GuardedState state = new GuardedState(plan);
        ScriptedLeaf leaves = new ScriptedLeaf();
        Contention contention = subject.open(state, leaves);
        for (int op = 0; op < 3; op++) {
          state.clear();
          contention.run();
          assertThat(state.violation()).isNull();
        }
        assertThat(leaves.completed()).hasSize(plan.leaves());
      }
    }
  },

  NOBODY_ENTERS_UNTIL_THE_HOLD_IS_OVER {
    @Override
    public void check(Subject subject) throws Exception {
      GuardedState state = new GuardedState(new LockPlan(3, 1, 1));
      ScriptedLeaf leaves = new ScriptedLeaf().holdAll(3);
      Contention contention = subject.open(state, leaves);
      Caller<Void> running = inThread(contention);
      leaves.awaitStarted(1);
      assertThat(leaves.startsWithin(2, GRACE)).isFalse();
      leaves.releaseAll(3);
      running.result();
      assertThat(state.violation()).isNull();
    }
  },

  CONTENDERS_OF_DIFFERENT_LOCKS_HOLD_THEM_AT_ONCE {
    @Override
    public void check(Subject subject) throws Exception {
      GuardedState state = new GuardedState(new LockPlan(4, 4, 1));
      ScriptedLeaf leaves = new ScriptedLeaf().holdAll(4);
      Contention contention = subject.open(state, leaves);
      Caller<Void> running = inThread(contention);
      leaves.awaitStarted(4);
      leaves.releaseAll(4);
      running.result();
      assertThat(state.violation()).isNull();
    }
  },

  WHERE_IT_IS_PROMISED_THE_FIRST_WHO_CAME_IS_THE_FIRST_SERVED {
    @Override
    public void check(Subject subject) throws Exception {
      int contenders = 4;
      Guarded guarded;
      do { // again if one came too late to wait: then nothing is known of the order
        GuardedState state = new GuardedState(new LockPlan(contenders, 1, 3));
        guarded = state.guarded(0);
        ScriptedLeaf leaves = new ScriptedLeaf().holdAll(3 * contenders);
        Contention contention = subject.open(state, leaves);
        Caller<Void> running = inThread(contention);
        leaves.awaitStarted(1);
        leaves.startsWithin(2, GRACE); // time for the others to get in line
        leaves.releaseAll(3 * contenders);
        running.result();
      } while (!allAskedBeforeTheFirstRelease(guarded));
      // whoever had the lock first asks again at once, and must not get it before the others
      Set<Integer> served = new HashSet<>();
      for (int turn = 0; turn < contenders; turn++) {
        served.add(guarded.holders[turn]);
      }
      assertThat(served).hasSize(contenders);
    }
  },

  A_HOLD_THAT_FAILS_GIVES_THE_LOCK_BACK_AND_LETS_THE_OTHERS_GO_ON {
    @Override
    public void check(Subject subject) throws Exception {
      IOException failure = new IOException("no");
      GuardedState state = new GuardedState(new LockPlan(3, 1, 2));
      ScriptedLeaf leaves = new ScriptedLeaf().fail(2, failure); // the first turn of contender 1
      Contention contention = subject.open(state, leaves);
      for (int op = 0; op < 2; op++) { // the second one needs the lock, whoever came first
        assertThatThrownBy(contention::run)
            .isExactlyInstanceOf(ExecutionException.class)
            .cause()
            .isSameAs(failure);
      }
      assertThat(leaves.completed()).containsExactlyInAnyOrder(0, 1, 4, 5);
    }
  },

  AN_INTERRUPTED_CALLER_LEAVES_NOBODY_RUNNING_AND_NO_LOCK_TAKEN {
    @Override
    public void check(Subject subject) throws Exception {
      ScriptedLeaf leaves = new ScriptedLeaf().holdAll(8);
      Contention contention = subject.open(new GuardedState(new LockPlan(4, 2, 2)), leaves);
      Caller<Void> caller = inThread(contention);
      leaves.awaitStarted(2);
      caller.interrupt();
      assertThat(caller.failure()).isInstanceOf(InterruptedException.class);
      leaves.awaitNoneRunning();
      assertThat(leaves.completed()).isEmpty();
      leaves.releaseAll(8);
      contention.run();
      assertThat(leaves.completed()).hasSize(8);
    }
  },

  MANY_TURNS_NEED_NO_STACK {
    @Override
    public void check(Subject subject) throws Exception {
      GuardedState state = new GuardedState(new LockPlan(2, 1, 20_000));
      Contention contention = subject.open(state, new ScriptedLeaf());
      assertThatCode(contention::run).doesNotThrowAnyException();
      assertThat(state.violation()).isNull();
    }
  };

  private static final Duration GRACE = Duration.ofMillis(100);

  /** Opens the contention that is under test. It must have a thread for each of 4 contenders. */
  @FunctionalInterface
  interface Subject {
    Contention open(GuardedState state, ScriptedLeaf leaves);
  }

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
      if (guarded.askedNanos[turn] <= guarded.releasedNanos[0]) {
        early.add(guarded.holders[turn]);
      }
    }
    return early.size() == guarded.contenders;
  }
}
