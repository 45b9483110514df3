package org.asyncmark.pattern.retry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.asyncmark.leaf.BlockingLeaf;
import org.asyncmark.leaf.Leaves;
import org.asyncmark.pattern.ContractCanFailTest;
import org.asyncmark.pattern.Mistake;
import org.asyncmark.pattern.Stage;
import org.asyncmark.pattern.Stages;
import org.jspecify.annotations.Nullable;

/** Shows that the contract catches models that do other work: each of these is wrong in one way. */
class RetryContractCanFailTest
    extends ContractCanFailTest<RetryContract.Subject, RetryContractCanFailTest.Wrong> {
  RetryContractCanFailTest() {
    super(Wrong.values(), RetryContract.values());
  }

  /** A mistake, and the rule that has to catch it. */
  enum Wrong implements Mistake<RetryContract.Subject> {
    WAITS_BEFORE_THE_FIRST_ATTEMPT(
        RetryContract.WHO_SUCCEEDS_AT_ONCE_MAKES_ONE_ATTEMPT_AND_ASKS_FOR_NO_WAIT),
    GIVES_UP_TOO_EARLY(RetryContract.TWO_FAILURES_MAKE_EXACTLY_THREE_ATTEMPTS),
    ASKS_FOR_THE_NEXT_WAIT(RetryContract.THE_WAITS_ASKED_FOR_ARE_THOSE_OF_THE_PLAN_IN_ITS_ORDER),
    ASKS_FOR_NO_WAIT(RetryContract.THE_WAITS_ASKED_FOR_ARE_THOSE_OF_THE_PLAN_IN_ITS_ORDER),
    WAITS_HALF_THE_TIME(RetryContract.NO_ATTEMPT_BEGINS_BEFORE_ITS_WAIT_IS_OVER),
    REPORTS_THE_FIRST_FAILURE(RetryContract.GIVING_UP_REPORTS_THE_LAST_FAILURE_AS_IT_WAS),
    SUPPRESSES_THE_EARLIER_FAILURES(RetryContract.GIVING_UP_REPORTS_THE_LAST_FAILURE_AS_IT_WAS),
    CANCELS_THE_OTHERS(RetryContract.WHO_GIVES_UP_LEAVES_THE_OTHERS_ALONE),
    TAKES_NO_PERMIT(RetryContract.NO_MORE_ATTEMPTS_ARE_AT_WORK_THAN_THERE_ARE_PERMITS),
    DOES_OTHERWISE_IN_A_WAIT(
        RetryContract.A_PERMIT_IS_HELD_OR_GIVEN_BACK_IN_A_WAIT_AS_IS_ASKED_FOR),
    KEEPS_THE_PERMIT_WHEN_IT_GIVES_UP(RetryContract.A_PERMIT_COMES_BACK_HOWEVER_ITS_TASK_ENDS),
    LETS_TASKS_RUN_ON_WHEN_INTERRUPTED(
        RetryContract.AN_INTERRUPTED_CALLER_LEAVES_NO_ATTEMPT_AND_NO_PERMIT_TAKEN),
    WAITS_ON_WHEN_INTERRUPTED(RetryContract.AN_INTERRUPTED_CALLER_ENDS_THE_WAITS),
    KEEPS_EVERY_FAILURE(RetryContract.NO_FAILURE_IS_KEPT_ONCE_THE_NEXT_ATTEMPT_HAS_FAILED),
    NESTS_ITS_ATTEMPTS(RetryContract.A_LONG_RETRY_IS_NOT_NESTED);

    private final RetryContract caughtBy;

    Wrong(RetryContract caughtBy) {
      this.caughtBy = caughtBy;
    }

    @Override
    public RetryContract caughtBy() {
      return caughtBy;
    }
  }

  @Override
  protected RetryContract.Subject subject(Stages stages, @Nullable Wrong mistake) {
    return new RetryContract.Subject() {
      @Override
      public WhileWaiting whileWaiting() {
        return WhileWaiting.HELD;
      }

      @Override
      public Retrying open(Leaves leaf, int limit) {
        Stage stage = stages.open(RetryContractTest.POOL_SIZE, leaf);
        Semaphore permits = new Semaphore(limit, true);
        return new WrongRetrying(stage.tasks(), stage.blockingLeaf(), permits, mistake);
      }
    };
  }

  private record WrongRetrying(
      ExecutorService tasks, BlockingLeaf leaf, Semaphore permits, @Nullable Wrong mistake)
      implements Retrying {
    @Override
    public void run(Attempts op) throws ExecutionException, InterruptedException {
      List<Future<?>> started = new ArrayList<>();
      try {
        for (int i = 0; i < op.tasks(); i++) {
          int task = i;
          started.add(tasks.submit(() -> new Tries(op, task, started).run()));
        }
        for (Future<?> each : started) {
          try {
            each.get();
          } catch (CancellationException e) {
            assertThat(mistake).isEqualTo(Wrong.CANCELS_THE_OTHERS);
          }
        }
      } catch (InterruptedException e) {
        if (mistake != Wrong.LETS_TASKS_RUN_ON_WHEN_INTERRUPTED) {
          started.forEach(each -> each.cancel(true));
        }
        throw e;
      }
    }

    private final class Tries {
      private final Attempts op;
      private final int task;
      private final List<Future<?>> all;
      private final List<IOException> failures = new ArrayList<>();

      Tries(Attempts op, int task, List<Future<?>> all) {
        this.op = op;
        this.task = task;
        this.all = all;
      }

      @Nullable Object run() throws InterruptedException {
        if (mistake == Wrong.WAITS_BEFORE_THE_FIRST_ATTEMPT) {
          op.asks(task, 0);
        }
        if (mistake != Wrong.TAKES_NO_PERMIT) {
          permits.acquire();
        }
        boolean kept = false;
        try {
          for (int failed = 0; !tryOnce(failed); failed++) {
            if (mistake == Wrong.NESTS_ITS_ATTEMPTS) {
              nest(failed + 1);
              return null;
            }
          }
          kept =
              mistake == Wrong.KEEPS_THE_PERMIT_WHEN_IT_GIVES_UP
                  && op.end(task) instanceof IOException;
        } finally {
          if (mistake != Wrong.TAKES_NO_PERMIT && !kept) {
            permits.release();
          }
        }
        return null;
      }

      private void nest(int failed) throws InterruptedException {
        Runnable next =
            () -> {
              try {
                if (!tryOnce(failed)) {
                  nest(failed + 1);
                }
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            };
        List.of(next).forEach(Runnable::run);
      }

      /** Makes an attempt, and waits if it failed; tells whether it was the last. */
      private boolean tryOnce(int failed) throws InterruptedException {
        try {
          op.succeeded(task, leaf.call(op.begins(task)));
          return true;
        } catch (IOException e) {
          if (op.hasMadeLast(task) || (mistake == Wrong.GIVES_UP_TOO_EARLY && op.made(task) == 2)) {
            giveUp(e);
            return true;
          }
          keep(e);
        }
        if (mistake != Wrong.ASKS_FOR_NO_WAIT) {
          waitFor(op.asks(task, mistake == Wrong.ASKS_FOR_THE_NEXT_WAIT ? failed + 1 : failed));
        }
        return false;
      }

      private void keep(IOException failure) {
        if (failures.isEmpty()
            || mistake == Wrong.KEEPS_EVERY_FAILURE
            || mistake == Wrong.SUPPRESSES_THE_EARLIER_FAILURES) {
          failures.add(failure);
        } else if (mistake != Wrong.REPORTS_THE_FIRST_FAILURE) {
          failures.set(0, failure);
        }
      }

      private void giveUp(IOException last) {
        if (mistake == Wrong.SUPPRESSES_THE_EARLIER_FAILURES) {
          failures.forEach(last::addSuppressed);
        }
        if (mistake == Wrong.CANCELS_THE_OTHERS) {
          all.forEach(each -> each.cancel(true));
        }
        op.gaveUp(
            task,
            mistake == Wrong.REPORTS_THE_FIRST_FAILURE && !failures.isEmpty()
                ? failures.get(0)
                : last);
      }

      private void waitFor(long millis) throws InterruptedException {
        if (mistake == Wrong.DOES_OTHERWISE_IN_A_WAIT) {
          permits.release();
        }
        if (mistake == Wrong.WAITS_ON_WHEN_INTERRUPTED) {
          waitOn(millis);
        } else {
          TimeUnit.MILLISECONDS.sleep(mistake == Wrong.WAITS_HALF_THE_TIME ? millis / 2 : millis);
        }
        if (mistake == Wrong.DOES_OTHERWISE_IN_A_WAIT) {
          permits.acquire();
        }
      }

      /** Ends long before the wait does, so that the test can. */
      private void waitOn(long millis) {
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(Math.min(millis, 1_000));
        while (until - System.nanoTime() > 0) {
          Thread.onSpinWait();
        }
      }
    }
  }
}
