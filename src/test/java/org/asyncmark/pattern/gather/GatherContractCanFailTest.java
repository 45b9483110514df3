package org.asyncmark.pattern.gather;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Future;
import org.asyncmark.leaf.BlockingLeaf;
import org.asyncmark.model.Model;
import org.asyncmark.model.ModelExecutor;
import org.asyncmark.pattern.Caught;
import org.asyncmark.pattern.ScriptedLeaf;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Shows that the contract catches models that do other work: each of these is wrong in one way. */
@Timeout(10)
class GatherContractCanFailTest {
  private final List<WrongGather> opened = new ArrayList<>();

  /** A mistake, and the rule that has to catch it. */
  enum Mistake {
    RETURNS_IN_ORDER_OF_COMPLETION(
        GatherContract.RESULTS_ARE_IN_ORDER_WHATEVER_THE_ORDER_OF_COMPLETION),
    REFUSES_NO_LEAVES(GatherContract.NO_LEAVES_GIVE_AN_EMPTY_LIST),
    SWALLOWS_FAILURES(GatherContract.FAIL_FAST_THROWS_WHAT_THE_LEAF_THREW_WHEREVER_IT_STANDS),
    WAITS_FOR_ALL_BEFORE_IT_FAILS(
        GatherContract.FAIL_FAST_DOES_NOT_WAIT_FOR_THE_OTHERS_AND_LEAVES_THEM_RUNNING),
    CANCELS_THE_OTHERS_WHEN_ONE_FAILS(
        GatherContract.FAIL_FAST_DOES_NOT_WAIT_FOR_THE_OTHERS_AND_LEAVES_THEM_RUNNING),
    DROPS_FAILURES_FROM_THE_LIST(
        GatherContract.COLLECT_RETURNS_FAILURES_IN_PLACE_AND_WAITS_FOR_ALL),
    LETS_LEAVES_RUN_ON_WHEN_INTERRUPTED(
        GatherContract.AN_INTERRUPTED_CALLER_LEAVES_NO_LEAF_RUNNING),
    KEEPS_ITS_POOL_WHEN_CLOSED(GatherContract.CLOSE_LEAVES_NO_THREAD_AND_MAY_BE_CALLED_TWICE);

    private final GatherContract caughtBy;

    Mistake(GatherContract caughtBy) {
      this.caughtBy = caughtBy;
    }
  }

  @ParameterizedTest
  @EnumSource
  void aModelWithAMistakeIsCaught(Mistake mistake) {
    Caught.requireBroken(() -> mistake.caughtBy.check(leaf -> open(leaf, mistake)));
  }

  @ParameterizedTest
  @EnumSource
  void withoutItsMistakeItKeepsEveryRule(GatherContract rule) throws Exception {
    rule.check(leaf -> open(leaf, null));
  }

  @AfterEach
  void endAll() {
    opened.forEach(WrongGather::endAll);
  }

  private WrongGather open(ScriptedLeaf leaf, @Nullable Mistake mistake) {
    WrongGather gather = new WrongGather(leaf.blocking(), mistake);
    opened.add(gather);
    return gather;
  }

  private static final class WrongGather implements Gather {
    private final ModelExecutor pool = ModelExecutor.open(Model.PLATFORM, 8);
    private final BlockingLeaf leaf;
    private final @Nullable Mistake mistake;

    WrongGather(BlockingLeaf leaf, @Nullable Mistake mistake) {
      this.leaf = leaf;
      this.mistake = mistake;
    }

    @Override
    public List<Long> failFast(int fanOut) throws ExecutionException, InterruptedException {
      if (fanOut == 0 && mistake == Mistake.REFUSES_NO_LEAVES) {
        throw new IllegalArgumentException("no leaves");
      }
      CompletionService<Long> ends = new ExecutorCompletionService<>(pool.executor());
      List<Future<Long>> leaves = new ArrayList<>();
      for (int i = 0; i < fanOut; i++) {
        leaves.add(ends.submit(call(i)));
      }
      try {
        List<Long> byCompletion = failFast(ends, leaves);
        if (mistake == Mistake.RETURNS_IN_ORDER_OF_COMPLETION
            || mistake == Mistake.SWALLOWS_FAILURES) {
          return byCompletion;
        }
        List<Long> inOrder = new ArrayList<>();
        for (Future<Long> each : leaves) {
          inOrder.add(each.get());
        }
        return inOrder;
      } catch (InterruptedException e) {
        throw interrupted(leaves, e);
      }
    }

    private List<Long> failFast(CompletionService<Long> ends, List<Future<Long>> leaves)
        throws ExecutionException, InterruptedException {
      List<Long> byCompletion = new ArrayList<>();
      ExecutionException failure = null;
      for (int i = 0; i < leaves.size(); i++) {
        try {
          byCompletion.add(ends.take().get());
        } catch (ExecutionException e) {
          failure = e;
          if (mistake == Mistake.CANCELS_THE_OTHERS_WHEN_ONE_FAILS) {
            leaves.forEach(each -> each.cancel(true));
          }
          if (mistake != Mistake.WAITS_FOR_ALL_BEFORE_IT_FAILS) {
            break;
          }
        }
      }
      if (failure != null && mistake != Mistake.SWALLOWS_FAILURES) {
        throw failure;
      }
      return byCompletion;
    }

    @Override
    public List<Outcome> collect(int fanOut) throws InterruptedException {
      List<Future<Long>> leaves = new ArrayList<>();
      for (int i = 0; i < fanOut; i++) {
        leaves.add(pool.executor().submit(call(i)));
      }
      List<Outcome> outcomes = new ArrayList<>();
      for (Future<Long> each : leaves) {
        try {
          outcomes.add(Outcome.of(each.get()));
        } catch (ExecutionException e) {
          if (mistake != Mistake.DROPS_FAILURES_FROM_THE_LIST) {
            outcomes.add(Outcome.failed(e.getCause()));
          }
        } catch (InterruptedException e) {
          throw interrupted(leaves, e);
        }
      }
      return outcomes;
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

    private InterruptedException interrupted(
        List<Future<Long>> leaves, InterruptedException interrupt) {
      if (mistake != Mistake.LETS_LEAVES_RUN_ON_WHEN_INTERRUPTED) {
        leaves.forEach(each -> each.cancel(true));
      }
      return interrupt;
    }

    private Callable<Long> call(int index) {
      return () -> leaf.call(index);
    }
  }
}
