package org.asyncmark.pattern.fanout;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.asyncmark.leaf.BlockingLeaf;
import org.asyncmark.pattern.ContractCanFailTest;
import org.asyncmark.pattern.Mistake;
import org.asyncmark.pattern.ScriptedLeaf;
import org.asyncmark.pattern.Stage;
import org.asyncmark.pattern.Stages;
import org.asyncmark.pattern.TaskResults;
import org.jspecify.annotations.Nullable;

/** Shows that the contract catches models that do other work: each of these is wrong in one way. */
class FanOutContractCanFailTest
    extends ContractCanFailTest<FanOutContract.Subject, FanOutContractCanFailTest.Wrong> {
  FanOutContractCanFailTest() {
    super(Wrong.values(), FanOutContract.values());
  }

  /** A mistake, and the rule that has to catch it. */
  enum Wrong implements Mistake<FanOutContract.Subject> {
    RETURNS_IN_ORDER_OF_COMPLETION(
        FanOutContract.RESULTS_ARE_IN_ORDER_WHATEVER_THE_ORDER_OF_COMPLETION),
    REFUSES_NO_LEAVES(FanOutContract.NO_LEAVES_GIVE_AN_EMPTY_LIST),
    LETS_ONE_TOO_MANY_IN(FanOutContract.AS_MANY_AS_THE_LIMIT_RUN_AT_ONCE_AND_NEVER_MORE),
    LETS_ONE_TOO_FEW_IN(FanOutContract.AS_MANY_AS_THE_LIMIT_RUN_AT_ONCE_AND_NEVER_MORE),
    RUNS_ONE_BY_ONE(FanOutContract.FEWER_LEAVES_THAN_THE_LIMIT_RUN_ALL_AT_ONCE),
    WRAPS_FAILURES(FanOutContract.A_FAILURE_IS_WHAT_THE_LEAF_THREW_WHEREVER_IT_STANDS),
    WAITS_FOR_ALL_BEFORE_IT_FAILS(
        FanOutContract.A_FAILURE_DOES_NOT_WAIT_FOR_THE_OTHERS_AND_LEAVES_THEM_RUNNING),
    CANCELS_THE_OTHERS_WHEN_ONE_FAILS(
        FanOutContract.A_FAILURE_DOES_NOT_WAIT_FOR_THE_OTHERS_AND_LEAVES_THEM_RUNNING),
    DROPS_WHO_WAITS_WHEN_ONE_FAILS(
        FanOutContract.AFTER_A_FAILURE_TASKS_GO_ON_TO_WAIT_AND_NO_OTHERS_ARE_STARTED),
    STARTS_OTHERS_AFTER_A_FAILURE(
        PermitPlace.BEFORE,
        FanOutContract.AFTER_A_FAILURE_TASKS_GO_ON_TO_WAIT_AND_NO_OTHERS_ARE_STARTED),
    KEEPS_THE_PERMIT_OF_A_FAILURE(FanOutContract.PERMITS_COME_BACK_AFTER_FAILURES),
    GIVES_THE_PERMIT_OF_A_FAILURE_BACK_TWICE(FanOutContract.PERMITS_COME_BACK_AFTER_FAILURES),
    KEEPS_THE_PERMIT_OF_A_TIME_OUT(FanOutContract.PERMITS_COME_BACK_AFTER_A_TIME_OUT),
    LETS_LEAVES_RUN_ON_WHEN_INTERRUPTED(
        FanOutContract.AN_INTERRUPTED_CALLER_LEAVES_NO_LEAF_RUNNING_AND_NONE_WAITING),
    KEEPS_THE_PERMIT_OF_AN_INTERRUPT(FanOutContract.PERMITS_COME_BACK_AFTER_AN_INTERRUPT);

    private final PermitPlace place;
    private final FanOutContract caughtBy;

    Wrong(FanOutContract caughtBy) {
      this(PermitPlace.INSIDE, caughtBy);
    }

    Wrong(PermitPlace place, FanOutContract caughtBy) {
      this.place = place;
      this.caughtBy = caughtBy;
    }

    @Override
    public FanOutContract caughtBy() {
      return caughtBy;
    }
  }

  @Override
  protected FanOutContract.Subject subject(Stages stages, @Nullable Wrong mistake) {
    return new FanOutContract.Subject() {
      @Override
      public FanOut open(ScriptedLeaf leaf, int limit) {
        Stage stage = stages.open(10, leaf);
        return new WrongFanOut(stage.tasks(), stage.blockingLeaf(), limit, mistake);
      }

      @Override
      public PermitPlace place() {
        return mistake == null ? PermitPlace.INSIDE : mistake.place;
      }
    };
  }

  private static final class WrongFanOut implements FanOut {
    private final ExecutorService tasks;
    private final BlockingLeaf leaf;
    private final Semaphore permits;
    private final @Nullable Wrong mistake;

    WrongFanOut(ExecutorService tasks, BlockingLeaf leaf, int limit, @Nullable Wrong mistake) {
      this.tasks = tasks;
      this.leaf = leaf;
      this.mistake = mistake;
      this.permits = new Semaphore(permits(limit, mistake));
    }

    private static int permits(int limit, @Nullable Wrong mistake) {
      if (mistake == Wrong.LETS_ONE_TOO_MANY_IN) {
        return limit + 1;
      }
      if (mistake == Wrong.LETS_ONE_TOO_FEW_IN) {
        return limit - 1;
      }
      return mistake == Wrong.RUNS_ONE_BY_ONE ? 1 : limit;
    }

    @Override
    public List<Long> run(int fanOut) throws ExecutionException, InterruptedException {
      if (fanOut == 0 && mistake == Wrong.REFUSES_NO_LEAVES) {
        throw new IllegalArgumentException("no leaves");
      }
      TaskResults results = new TaskResults(fanOut);
      ConcurrentLinkedQueue<Long> byCompletion = new ConcurrentLinkedQueue<>();
      List<Future<?>> started = new ArrayList<>();
      for (int i = 0; i < fanOut; i++) {
        int index = i;
        started.add(
            tasks.submit(
                () ->
                    results.settle(
                        index,
                        () -> {
                          long value = withPermit(index, results);
                          byCompletion.add(value);
                          return value;
                        })));
      }
      try {
        List<Long> inOrder = results.await();
        return mistake == Wrong.RETURNS_IN_ORDER_OF_COMPLETION
            ? List.copyOf(byCompletion)
            : inOrder;
      } catch (InterruptedException e) {
        if (mistake != Wrong.LETS_LEAVES_RUN_ON_WHEN_INTERRUPTED) {
          started.forEach(each -> each.cancel(true));
        }
        throw e;
      } catch (ExecutionException e) {
        throw afterFailure(started, e);
      }
    }

    private ExecutionException afterFailure(List<Future<?>> started, ExecutionException failure)
        throws ExecutionException, InterruptedException {
      if (mistake == Wrong.CANCELS_THE_OTHERS_WHEN_ONE_FAILS) {
        started.forEach(each -> each.cancel(true));
      }
      if (mistake == Wrong.WAITS_FOR_ALL_BEFORE_IT_FAILS) {
        for (Future<?> each : started) {
          each.get();
        }
      }
      return mistake == Wrong.WRAPS_FAILURES ? new ExecutionException(failure) : failure;
    }

    private long withPermit(int index, TaskResults results) throws Exception {
      permits.acquire();
      if (results.hasFailed() && mistake == Wrong.DROPS_WHO_WAITS_WHEN_ONE_FAILS) {
        permits.release();
        return index;
      }
      boolean keeps = false;
      try {
        return leaf.call(index);
      } catch (InterruptedException e) {
        keeps = mistake == Wrong.KEEPS_THE_PERMIT_OF_AN_INTERRUPT;
        throw e;
      } catch (Exception e) {
        keeps =
            mistake == Wrong.KEEPS_THE_PERMIT_OF_A_FAILURE
                || mistake == Wrong.KEEPS_THE_PERMIT_OF_A_TIME_OUT;
        if (mistake == Wrong.GIVES_THE_PERMIT_OF_A_FAILURE_BACK_TWICE) {
          permits.release();
        }
        throw e;
      } finally {
        if (!keeps) {
          permits.release();
        }
      }
    }
  }
}
