package org.asyncmark.pattern.gather;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.asyncmark.leaf.BlockingLeaf;
import org.asyncmark.pattern.AsyncOp;
import org.asyncmark.pattern.ContractCanFailTest;
import org.asyncmark.pattern.Mistake;
import org.asyncmark.pattern.Stage;
import org.asyncmark.pattern.Stages;
import org.jspecify.annotations.Nullable;

/** Shows that the contract catches models that do other work: each of these is wrong in one way. */
class GatherContractCanFailTest
    extends ContractCanFailTest<GatherContract.Subject, GatherContractCanFailTest.Wrong> {
  GatherContractCanFailTest() {
    super(Wrong.values(), GatherContract.values());
  }

  /** A mistake, and the rule that has to catch it. */
  enum Wrong implements Mistake<GatherContract.Subject> {
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
        GatherContract.AN_INTERRUPTED_CALLER_LEAVES_NO_LEAF_RUNNING);

    private final GatherContract caughtBy;

    Wrong(GatherContract caughtBy) {
      this.caughtBy = caughtBy;
    }

    @Override
    public GatherContract caughtBy() {
      return caughtBy;
    }
  }

  @Override
  protected GatherContract.Subject subject(Stages stages, @Nullable Wrong mistake) {
    return leaf -> {
      Stage stage = stages.open(8, leaf);
      return new WrongGather(stage.tasks(), stage.blockingLeaf(), mistake);
    };
  }

  private static final class WrongGather implements Gather {
    private final ExecutorService tasks;
    private final BlockingLeaf leaf;
    private final @Nullable Wrong mistake;

    WrongGather(ExecutorService tasks, BlockingLeaf leaf, @Nullable Wrong mistake) {
      this.tasks = tasks;
      this.leaf = leaf;
      this.mistake = mistake;
    }

    @Override
    public List<Long> failFast(int fanOut) throws ExecutionException, InterruptedException {
      if (fanOut == 0 && mistake == Wrong.REFUSES_NO_LEAVES) {
        throw new IllegalArgumentException("no leaves");
      }
      CompletionService<Long> ends = new ExecutorCompletionService<>(tasks);
      List<Future<Long>> leaves = new ArrayList<>();
      for (int i = 0; i < fanOut; i++) {
        leaves.add(ends.submit(call(i)));
      }
      try {
        List<Long> byCompletion = failFast(ends, leaves);
        if (mistake == Wrong.RETURNS_IN_ORDER_OF_COMPLETION || mistake == Wrong.SWALLOWS_FAILURES) {
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
          if (mistake == Wrong.CANCELS_THE_OTHERS_WHEN_ONE_FAILS) {
            leaves.forEach(each -> each.cancel(true));
          }
          if (mistake != Wrong.WAITS_FOR_ALL_BEFORE_IT_FAILS) {
            break;
          }
        }
      }
      if (failure != null && mistake != Wrong.SWALLOWS_FAILURES) {
        throw failure;
      }
      return byCompletion;
    }

    @Override
    public AsyncOp<List<Long>> op(int fanOut) {
      return new AsyncOp.Blocking<>(() -> failFast(fanOut));
    }

    @Override
    public List<Outcome> collect(int fanOut) throws InterruptedException {
      List<Future<Long>> leaves = new ArrayList<>();
      for (int i = 0; i < fanOut; i++) {
        leaves.add(tasks.submit(call(i)));
      }
      List<Outcome> outcomes = new ArrayList<>();
      for (Future<Long> each : leaves) {
        try {
          outcomes.add(Outcome.of(each.get()));
        } catch (ExecutionException e) {
          if (mistake != Wrong.DROPS_FAILURES_FROM_THE_LIST) {
            outcomes.add(Outcome.failed(e.getCause()));
          }
        } catch (InterruptedException e) {
          throw interrupted(leaves, e);
        }
      }
      return outcomes;
    }

    private InterruptedException interrupted(
        List<Future<Long>> leaves, InterruptedException interrupt) {
      if (mistake != Wrong.LETS_LEAVES_RUN_ON_WHEN_INTERRUPTED) {
        leaves.forEach(each -> each.cancel(true));
      }
      return interrupt;
    }

    private Callable<Long> call(int index) {
      return () -> leaf.call(index);
    }
  }
}
