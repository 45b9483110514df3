package org.asyncmark.pattern.timeout;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.asyncmark.leaf.BlockingLeaf;
import org.asyncmark.pattern.AsyncOp;
import org.asyncmark.pattern.ContractCanFailTest;
import org.asyncmark.pattern.Mistake;
import org.asyncmark.pattern.Stage;
import org.asyncmark.pattern.Stages;
import org.asyncmark.pattern.TaskEnds;
import org.jspecify.annotations.Nullable;

/** Shows that the contract catches models that do other work: each of these is wrong in one way. */
class TimeoutContractCanFailTest
    extends ContractCanFailTest<TimeoutContract.Subject, TimeoutContractCanFailTest.Wrong> {
  TimeoutContractCanFailTest() {
    super(Wrong.values(), TimeoutContract.values());
  }

  /** A mistake, and the rule that has to catch it. */
  enum Wrong implements Mistake<TimeoutContract.Subject> {
    GIVES_THE_VALUE_OF_ANOTHER(TimeoutContract.LEAVES_THAT_ARE_IN_TIME_GIVE_THEIR_VALUES),
    FORGETS_THE_DEADLINE(TimeoutContract.EXACTLY_THOSE_EXPIRE_THAT_OUTLAST_THEIR_DEADLINE),
    EXPIRES_THE_OTHERS_TOO(TimeoutContract.EXACTLY_THOSE_EXPIRE_THAT_OUTLAST_THEIR_DEADLINE),
    RELEASES_EARLY(TimeoutContract.NOBODY_IS_RELEASED_BEFORE_THE_DEADLINE),
    LETS_WORK_RUN_ON(TimeoutContract.WORK_THAT_EXPIRED_HAS_ENDED_BEFORE_THE_OP_DOES),
    DOES_NOT_WAIT_FOR_ITS_END(TimeoutContract.WORK_THAT_EXPIRED_HAS_ENDED_BEFORE_THE_OP_DOES),
    TAKES_A_FAILURE_FOR_AN_EXPIRY(
        TimeoutContract.A_FAILURE_IS_NO_EXPIRY_AND_LEAVES_THE_OTHERS_ALONE),
    GIVES_UP_AT_A_FAILURE(TimeoutContract.A_FAILURE_IS_NO_EXPIRY_AND_LEAVES_THE_OTHERS_ALONE),
    LETS_LEAVES_RUN_ON_WHEN_INTERRUPTED(
        TimeoutContract.AN_INTERRUPTED_CALLER_LEAVES_NO_LEAF_RUNNING),
    KEEPS_ITS_TIMERS(TimeoutContract.A_DEADLINE_THAT_IS_MET_LEAVES_NO_TIMER),
    HAS_A_THREAD_FOR_EACH_DEADLINE(TimeoutContract.A_DEADLINE_TAKES_NO_THREAD);

    private final TimeoutContract caughtBy;

    Wrong(TimeoutContract caughtBy) {
      this.caughtBy = caughtBy;
    }

    @Override
    public TimeoutContract caughtBy() {
      return caughtBy;
    }
  }

  @Override
  protected TimeoutContract.Subject subject(Stages stages, @Nullable Wrong mistake) {
    return leaf -> {
      Stage stage = stages.open(51, leaf);
      return new WrongTimed(stage.tasks(), stage.blockingLeaf(), mistake);
    };
  }

  private record WrongTimed(ExecutorService tasks, BlockingLeaf leaf, @Nullable Wrong mistake)
      implements Timed {
    @Override
    public void run(TimedOp op) throws InterruptedException {
      TaskEnds ends = new TaskEnds(op.leaves());
      CountDownLatch over = new CountDownLatch(1);
      List<Future<Long>> started = new ArrayList<>();
      try {
        for (int i = 0; i < op.leaves(); i++) {
          int index = i;
          op.started(i, System.nanoTime());
          started.add(tasks.submit(() -> ends.run(index, () -> leaf.call(index))));
          setTimer(op, over);
        }
        boolean expired = false;
        for (int i = 0; i < op.leaves(); i++) {
          if (expired && mistake == Wrong.EXPIRES_THE_OTHERS_TOO) {
            op.expired(i, System.nanoTime());
          } else {
            expired |= get(op, i, started.get(i), ends);
          }
          if (op.ends().get(i) instanceof Throwable && mistake == Wrong.GIVES_UP_AT_A_FAILURE) {
            return;
          }
        }
        if (mistake != Wrong.DOES_NOT_WAIT_FOR_ITS_END && mistake != Wrong.LETS_WORK_RUN_ON) {
          ends.await();
        }
        op.quiet();
      } catch (InterruptedException e) {
        if (mistake != Wrong.LETS_LEAVES_RUN_ON_WHEN_INTERRUPTED) {
          started.forEach(each -> each.cancel(true));
        }
        throw e;
      } finally {
        over.countDown();
      }
    }

    @Override
    public AsyncOp<TimedOp> op(Supplier<TimedOp> next) {
      throw new UnsupportedOperationException("no rule has requests");
    }

    private void setTimer(TimedOp op, CountDownLatch over) {
      if (mistake == Wrong.KEEPS_ITS_TIMERS) {
        CompletableFuture.runAsync(
            op::quiet, CompletableFuture.delayedExecutor(3, TimeUnit.SECONDS));
      } else if (mistake == Wrong.HAS_A_THREAD_FOR_EACH_DEADLINE) {
        Thread timer =
            new Thread(
                () -> {
                  try {
                    over.await();
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                });
        timer.setDaemon(true);
        timer.start();
      }
    }

    private boolean get(TimedOp op, int index, Future<Long> started, TaskEnds ends)
        throws InterruptedException {
      long left = op.nanosLeft(index);
      try {
        long value =
            mistake == Wrong.FORGETS_THE_DEADLINE
                ? started.get()
                : started.get(
                    mistake == Wrong.RELEASES_EARLY ? left / 2 : left, TimeUnit.NANOSECONDS);
        op.returned(index, mistake == Wrong.GIVES_THE_VALUE_OF_ANOTHER ? value + 1 : value);
        return false;
      } catch (TimeoutException e) {
        op.expired(index, System.nanoTime());
        if (mistake != Wrong.LETS_WORK_RUN_ON) {
          started.cancel(true);
          ends.giveUp(index);
        }
        return true;
      } catch (ExecutionException e) {
        if (mistake == Wrong.TAKES_A_FAILURE_FOR_AN_EXPIRY) {
          op.expired(index, System.nanoTime());
        } else {
          op.failed(index, Objects.requireNonNull(e.getCause(), "what the leaf threw"));
        }
        return false;
      }
    }
  }
}
