package org.asyncmark.pattern.fanout;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.asyncmark.leaf.BlockingLeaf;
import org.asyncmark.model.Model;
import org.asyncmark.model.ModelExecutor;
import org.asyncmark.pattern.Caught;
import org.asyncmark.pattern.ScriptedLeaf;
import org.asyncmark.pattern.TaskResults;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Shows that the contract catches models that do other work: each of these is wrong in one way. */
@Timeout(10)
class FanOutContractCanFailTest {
  private final List<WrongFanOut> opened = new ArrayList<>();

  /** A mistake, and the rule that has to catch it. */
  enum Mistake {
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
    KEEPS_THE_PERMIT_OF_AN_INTERRUPT(FanOutContract.PERMITS_COME_BACK_AFTER_AN_INTERRUPT),
    KEEPS_ITS_POOL_WHEN_CLOSED(FanOutContract.CLOSE_LEAVES_NO_THREAD_AND_MAY_BE_CALLED_TWICE);

    private final PermitPlace place;
    private final FanOutContract caughtBy;

    Mistake(FanOutContract caughtBy) {
      this(PermitPlace.INSIDE, caughtBy);
    }

    Mistake(PermitPlace place, FanOutContract caughtBy) {
      this.place = place;
      this.caughtBy = caughtBy;
    }
  }

  @ParameterizedTest
  @EnumSource
  void aModelWithAMistakeIsCaught(Mistake mistake) {
    Caught.requireBroken(() -> mistake.caughtBy.check(subject(mistake, mistake.place)));
  }

  @ParameterizedTest
  @EnumSource
  void withoutItsMistakeItKeepsEveryRule(FanOutContract rule) throws Exception {
    rule.check(subject(null, PermitPlace.INSIDE));
  }

  @AfterEach
  void endAll() {
    opened.forEach(WrongFanOut::endAll);
  }

  private FanOutContract.Subject subject(@Nullable Mistake mistake, PermitPlace place) {
    return new FanOutContract.Subject() {
      @Override
      public FanOut open(ScriptedLeaf leaf, int limit) {
        WrongFanOut fan = new WrongFanOut(leaf.blocking(), limit, mistake);
        opened.add(fan);
        return fan;
      }

      @Override
      public PermitPlace place() {
        return place;
      }
    };
  }

  private static final class WrongFanOut implements FanOut {
    private final ModelExecutor pool = ModelExecutor.open(Model.PLATFORM, 10);
    private final BlockingLeaf leaf;
    private final Semaphore permits;
    private final @Nullable Mistake mistake;

    WrongFanOut(BlockingLeaf leaf, int limit, @Nullable Mistake mistake) {
      this.leaf = leaf;
      this.mistake = mistake;
      this.permits = new Semaphore(permits(limit, mistake));
    }

    private static int permits(int limit, @Nullable Mistake mistake) {
      if (mistake == Mistake.LETS_ONE_TOO_MANY_IN) {
        return limit + 1;
      }
      if (mistake == Mistake.LETS_ONE_TOO_FEW_IN) {
        return limit - 1;
      }
      return mistake == Mistake.RUNS_ONE_BY_ONE ? 1 : limit;
    }

    @Override
    public List<Long> run(int fanOut) throws ExecutionException, InterruptedException {
      if (fanOut == 0 && mistake == Mistake.REFUSES_NO_LEAVES) {
        throw new IllegalArgumentException("no leaves");
      }
      TaskResults results = new TaskResults(fanOut);
      ConcurrentLinkedQueue<Long> byCompletion = new ConcurrentLinkedQueue<>();
      List<Future<?>> started = new ArrayList<>();
      for (int i = 0; i < fanOut; i++) {
        int index = i;
        started.add(
            pool.executor()
                .submit(
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
        return mistake == Mistake.RETURNS_IN_ORDER_OF_COMPLETION
            ? List.copyOf(byCompletion)
            : inOrder;
      } catch (InterruptedException e) {
        if (mistake != Mistake.LETS_LEAVES_RUN_ON_WHEN_INTERRUPTED) {
          started.forEach(each -> each.cancel(true));
        }
        throw e;
      } catch (ExecutionException e) {
        throw afterFailure(started, e);
      }
    }

    private ExecutionException afterFailure(List<Future<?>> started, ExecutionException failure)
        throws ExecutionException, InterruptedException {
      if (mistake == Mistake.CANCELS_THE_OTHERS_WHEN_ONE_FAILS) {
        started.forEach(each -> each.cancel(true));
      }
      if (mistake == Mistake.WAITS_FOR_ALL_BEFORE_IT_FAILS) {
        for (Future<?> each : started) {
          each.get();
        }
      }
      return mistake == Mistake.WRAPS_FAILURES ? new ExecutionException(failure) : failure;
    }

    private long withPermit(int index, TaskResults results) throws Exception {
      permits.acquire();
      if (results.hasFailed() && mistake == Mistake.DROPS_WHO_WAITS_WHEN_ONE_FAILS) {
        permits.release();
        return index;
      }
      boolean keeps = false;
      try {
        return leaf.call(index);
      } catch (InterruptedException e) {
        keeps = mistake == Mistake.KEEPS_THE_PERMIT_OF_AN_INTERRUPT;
        throw e;
      } catch (Exception e) {
        keeps =
            mistake == Mistake.KEEPS_THE_PERMIT_OF_A_FAILURE
                || mistake == Mistake.KEEPS_THE_PERMIT_OF_A_TIME_OUT;
        if (mistake == Mistake.GIVES_THE_PERMIT_OF_A_FAILURE_BACK_TWICE) {
          permits.release();
        }
        throw e;
      } finally {
        if (!keeps) {
          permits.release();
        }
      }
    }

    @Override
    public void close() {
      if (mistake != Mistake.KEEPS_ITS_POOL_WHEN_CLOSED) {
        endAll();
      }
    }

    void endAll() {
      pool.close();
    }
  }
}
