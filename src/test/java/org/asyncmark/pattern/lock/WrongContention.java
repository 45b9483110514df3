package org.asyncmark.pattern.lock;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.asyncmark.leaf.BlockingLeaf;
import org.asyncmark.pattern.AsyncOp;
import org.asyncmark.pattern.lock.LockContractCanFailTest.Wrong;
import org.jspecify.annotations.Nullable;

/**
 * A contention that is right but for one mistake, if it is given one. Its locks are fair
 * semaphores.
 */
final class WrongContention implements Contention {
  private final ExecutorService tasks;
  private final List<Semaphore> locks = new ArrayList<>();
  private final GuardedState state;
  private final BlockingLeaf hold;
  private final @Nullable Wrong mistake;

  WrongContention(
      ExecutorService tasks, GuardedState state, BlockingLeaf hold, @Nullable Wrong mistake) {
    this.tasks = tasks;
    this.state = state;
    this.hold = hold;
    this.mistake = mistake;
    for (int i = 0; i < state.plan().locks(); i++) {
      locks.add(new Semaphore(is(Wrong.HAS_NO_LOCK) ? 100 : 1, true));
    }
  }

  @Override
  public void run() throws ExecutionException, InterruptedException {
    List<Future<?>> contenders = new ArrayList<>();
    for (int i = 0; i < state.plan().contenders(); i++) {
      int number = i;
      contenders.add(
          tasks.submit(
              () -> {
                contend(number, 0);
                return null;
              }));
    }
    ExecutionException failure = null;
    try {
      for (Future<?> each : contenders) {
        try {
          each.get();
        } catch (ExecutionException e) {
          failure = failure == null ? e : failure;
        }
      }
    } catch (InterruptedException e) {
      if (!is(Wrong.IGNORES_INTERRUPTION)) {
        contenders.forEach(each -> each.cancel(true));
      }
      throw e;
    }
    if (failure != null && !is(Wrong.SWALLOWS_FAILURES)) {
      throw failure;
    }
  }

  @Override
  public AsyncOp<GuardedState> op() {
    throw new UnsupportedOperationException("no rule has requests");
  }

  private void contend(int number, int from) throws Exception {
    int acquisitions = state.plan().acquisitions();
    if (is(Wrong.TAKES_STACK_FOR_EACH_TURN)) {
      if (from < acquisitions) {
        turn(number, from);
        contend(number, from + 1);
      }
      return;
    }
    boolean lost = is(Wrong.LOSES_A_TURN) && number == 1;
    for (int i = from; i < acquisitions - (lost ? 1 : 0); i++) {
      try {
        turn(number, i);
      } catch (java.io.IOException e) {
        if (!is(Wrong.GOES_ON_AFTER_A_FAILURE) || i + 1 == acquisitions) {
          throw e;
        }
      }
    }
  }

  private void turn(int number, int acquisition) throws Exception {
    LockPlan plan = state.plan();
    Semaphore lock = locks.get(is(Wrong.HAS_ONE_LOCK_FOR_ALL) ? 0 : plan.lockOf(number));
    long asked = System.nanoTime();
    if (!is(Wrong.OVERTAKES_THOSE_WHO_WAIT) || acquisition == 0) {
      lock.acquire(); // else it has it still
    }
    boolean released = false;
    boolean failed = true;
    try {
      Guarded guarded = state.guarded(plan.lockOf(number));
      boolean another = is(Wrong.GIVES_A_TURN_TO_ANOTHER_CONTENDER) && acquisition == 0;
      int contender = another ? 0 : number;
      int turn = guarded.enter(contender, asked);
      if (is(Wrong.UNLOCKS_BEFORE_THE_HOLD_IS_OVER)) {
        lock.release();
        released = true;
      }
      try {
        if (!is(Wrong.LEAVES_OUT_A_HOLD) || acquisition > 0) {
          hold.call(plan.leafOf(number, acquisition));
        }
      } finally {
        guarded.leave(contender, turn);
      }
      failed = false;
    } finally {
      boolean kept =
          (failed
                  && (is(Wrong.KEEPS_THE_LOCK_WHEN_A_HOLD_FAILS)
                      || is(Wrong.KEEPS_THE_LOCK_WHEN_INTERRUPTED)))
              || (is(Wrong.OVERTAKES_THOSE_WHO_WAIT) && acquisition + 1 < plan.acquisitions());
      if (!released && !kept) {
        lock.release();
      }
    }
  }

  private boolean is(Wrong wanted) {
    return mistake == wanted;
  }
}
