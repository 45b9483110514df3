package org.asyncmark.pattern.taskgroup;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import org.asyncmark.leaf.BlockingLeaf;
import org.asyncmark.pattern.ContractCanFailTest;
import org.asyncmark.pattern.Mistake;
import org.asyncmark.pattern.Stage;
import org.asyncmark.pattern.Stages;
import org.jspecify.annotations.Nullable;

/** Shows that the contract catches models that do other work: each of these is wrong in one way. */
class GroupContractCanFailTest
    extends ContractCanFailTest<GroupContract.Subject, GroupContractCanFailTest.Wrong> {
  GroupContractCanFailTest() {
    super(Wrong.values(), GroupContract.values());
  }

  /** A mistake, and the rule that has to catch it. */
  enum Wrong implements Mistake<GroupContract.Subject> {
    FORGETS_THE_LAST_LEAF(GroupContract.THE_RESULT_IS_THE_SUM_OF_ALL_LEAVES),
    RUNS_ONE_AFTER_ANOTHER(GroupContract.ALL_LEAVES_ARE_AT_WORK_AT_ONCE),
    WRAPS_THE_FAILURE(GroupContract.A_FAILURE_IS_THROWN_AS_IT_IS_WHEREVER_IT_STANDS),
    SWALLOWS_THE_FAILURE(GroupContract.A_FAILURE_IS_THROWN_AS_IT_IS_WHEREVER_IT_STANDS),
    WAITS_FOR_THE_OTHERS(GroupContract.A_FAILURE_CANCELS_ALL_THAT_IS_AT_WORK),
    RETURNS_WHEN_IT_HAS_CANCELLED(GroupContract.ALL_HAVE_ENDED_BEFORE_THE_GROUP_DOES),
    LETS_CHILDREN_RUN_ON_WHEN_INTERRUPTED(
        GroupContract.AN_INTERRUPTED_OWNER_IS_TOLD_AND_ITS_CHILDREN_ARE_CANCELLED),
    STAYS_CANCELLED(GroupContract.AFTER_A_FAILURE_THE_NEXT_RUN_IS_LIKE_THE_FIRST);

    private final GroupContract caughtBy;

    Wrong(GroupContract caughtBy) {
      this.caughtBy = caughtBy;
    }

    @Override
    public GroupContract caughtBy() {
      return caughtBy;
    }
  }

  @Override
  protected GroupContract.Subject subject(Stages stages, @Nullable Wrong mistake) {
    return (leaf, tree) -> {
      Stage stage = stages.open(110, leaf);
      return new WrongGroup(stage.tasks(), tree, stage.blockingLeaf(), mistake);
    };
  }

  /** One group of all leaves, whatever the tree: what is inside of groups is not to be seen. */
  private static final class WrongGroup implements Group {
    private final ExecutorService tasks;
    private final Tree tree;
    private final BlockingLeaf leaf;
    private final @Nullable Wrong mistake;
    private boolean failedBefore;

    WrongGroup(ExecutorService tasks, Tree tree, BlockingLeaf leaf, @Nullable Wrong mistake) {
      this.tasks = tasks;
      this.tree = tree;
      this.leaf = leaf;
      this.mistake = mistake;
    }

    @Override
    public long run() throws ExecutionException, InterruptedException {
      if (failedBefore && mistake == Wrong.STAYS_CANCELLED) {
        return 0;
      }
      if (mistake == Wrong.RUNS_ONE_AFTER_ANOTHER) {
        return oneAfterAnother();
      }
      int leaves = tree.leaves() - (mistake == Wrong.FORGETS_THE_LAST_LEAF ? 1 : 0);
      CountDownLatch ended = new CountDownLatch(leaves);
      List<FutureTask<Long>> children = new ArrayList<>();
      for (int i = 0; i < leaves; i++) {
        int index = i;
        Callable<Long> call = () -> leaf.call(index);
        children.add(
            new FutureTask<>(call) {
              @Override
              public void run() {
                super.run();
                ended.countDown();
              }

              @Override
              protected void setException(Throwable failure) {
                super.setException(failure);
                if (mistake != Wrong.WAITS_FOR_THE_OTHERS && !isCancelled()) {
                  children.forEach(each -> each.cancel(true));
                }
              }
            });
      }
      return join(children, ended);
    }

    private long join(List<FutureTask<Long>> children, CountDownLatch ended)
        throws ExecutionException, InterruptedException {
      children.forEach(tasks::execute);
      try {
        if (mistake != Wrong.RETURNS_WHEN_IT_HAS_CANCELLED) {
          ended.await();
        }
        long sum = 0;
        ExecutionException failure = null;
        for (Future<Long> each : children) {
          try {
            sum += each.isCancelled() ? 0 : each.get();
          } catch (ExecutionException e) {
            failure = e;
          } catch (CancellationException e) {
            // the failure is another's
          }
        }
        return result(sum, failure);
      } catch (InterruptedException e) {
        if (mistake != Wrong.LETS_CHILDREN_RUN_ON_WHEN_INTERRUPTED) {
          children.forEach(each -> each.cancel(true));
        }
        throw e;
      }
    }

    private long result(long sum, @Nullable ExecutionException failure) throws ExecutionException {
      if (failure == null || mistake == Wrong.SWALLOWS_THE_FAILURE) {
        return sum;
      }
      failedBefore = true;
      throw mistake == Wrong.WRAPS_THE_FAILURE ? new ExecutionException(failure) : failure;
    }

    private long oneAfterAnother() throws ExecutionException, InterruptedException {
      long sum = 0;
      for (int i = 0; i < tree.leaves(); i++) {
        int index = i;
        sum += tasks.submit(() -> leaf.call(index)).get();
      }
      return sum;
    }
  }
}
