package org.asyncmark.pattern.ratelimit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.asyncmark.leaf.BlockingLeaf;
import org.asyncmark.pattern.ContractCanFailTest;
import org.asyncmark.pattern.Mistake;
import org.asyncmark.pattern.Stage;
import org.asyncmark.pattern.Stages;
import org.asyncmark.pattern.TaskResults;
import org.jspecify.annotations.Nullable;

/** Shows that the contract catches models that do other work: each of these is wrong in one way. */
class RateLimitContractCanFailTest
    extends ContractCanFailTest<RateLimitContract.Subject, RateLimitContractCanFailTest.Wrong> {
  RateLimitContractCanFailTest() {
    super(Wrong.values(), RateLimitContract.values());
  }

  /** A mistake, and the rule that has to catch it. */
  enum Wrong implements Mistake<RateLimitContract.Subject> {
    GIVES_THE_VALUE_OF_ANOTHER(RateLimitContract.EVERY_TASK_IS_ADMITTED_ONCE_AND_GIVES_ITS_VALUE),
    ADMITS_A_TASK_TWICE(RateLimitContract.EVERY_TASK_IS_ADMITTED_ONCE_AND_GIVES_ITS_VALUE),
    HAS_ROOM_FOR_ONE_TOO_MANY(RateLimitContract.AS_MANY_AS_THE_BURST_GO_ON_AT_ONCE_AND_NO_MORE),
    HAS_ROOM_FOR_ONE_TOO_FEW(RateLimitContract.AS_MANY_AS_THE_BURST_GO_ON_AT_ONCE_AND_NO_MORE),
    KEEPS_THE_BUCKET_OF_THE_LAST_RUN(RateLimitContract.EVERY_RUN_BEGINS_WITH_A_FULL_BUCKET),
    DOES_NOT_WAIT(RateLimitContract.NOBODY_GOES_ON_BEFORE_HIS_TOKEN_IS_DUE),
    WAITS_HALF_THE_TIME(RateLimitContract.NOBODY_GOES_ON_BEFORE_HIS_TOKEN_IS_DUE),
    IS_TWICE_AS_FAST(RateLimitContract.NO_WINDOW_HAS_MORE_TOKENS_THAN_MAY_COME_IN_IT),
    SAVES_TOKENS_BEYOND_THE_BURST(RateLimitContract.NO_WINDOW_HAS_MORE_TOKENS_THAN_MAY_COME_IN_IT),
    IS_HALF_AS_FAST(RateLimitContract.NO_TOKEN_IS_LOST),
    LOSES_A_TOKEN(RateLimitContract.NO_TOKEN_IS_LOST),
    SERVES_FIRST_WHO_COMES_LAST(RateLimitContract.WHO_ASKS_FIRST_HAS_THE_EARLIER_TOKEN),
    SAYS_THAT_TOKENS_ARE_DUE_AT_ONCE(
        RateLimitContract.WHAT_A_MODEL_DOES_PASSES_THE_CHECKS_OF_THE_BENCHMARK),
    WRAPS_FAILURES(RateLimitContract.A_FAILURE_IS_WHAT_THE_LEAF_THREW),
    LETS_LEAVES_RUN_ON_WHEN_INTERRUPTED(
        RateLimitContract.AN_INTERRUPTED_CALLER_LEAVES_NO_LEAF_RUNNING_AND_NOBODY_WAITING),
    LETS_OTHERS_WAIT_ON_WHEN_INTERRUPTED(
        RateLimitContract.AN_INTERRUPTED_CALLER_LEAVES_NO_LEAF_RUNNING_AND_NOBODY_WAITING);

    private final RateLimitContract caughtBy;

    Wrong(RateLimitContract caughtBy) {
      this.caughtBy = caughtBy;
    }

    @Override
    public RateLimitContract caughtBy() {
      return caughtBy;
    }
  }

  @Override
  protected RateLimitContract.Subject subject(Stages stages, @Nullable Wrong mistake) {
    return leaf -> {
      Stage stage = stages.open(RateLimitContract.MOST_TASKS, leaf);
      return new WrongRateLimited(stage.tasks(), stage.blockingLeaf(), mistake);
    };
  }

  private static final class WrongRateLimited implements RateLimited {
    private final ExecutorService tasks;
    private final BlockingLeaf leaf;
    private final @Nullable Wrong mistake;
    private @Nullable WrongBucket kept;

    WrongRateLimited(ExecutorService tasks, BlockingLeaf leaf, @Nullable Wrong mistake) {
      this.tasks = tasks;
      this.leaf = leaf;
      this.mistake = mistake;
    }

    @Override
    public List<Long> run(RateOp op) throws ExecutionException, InterruptedException {
      WrongBucket bucket = kept == null ? new WrongBucket(op, mistake) : kept;
      kept = mistake == Wrong.KEEPS_THE_BUCKET_OF_THE_LAST_RUN ? bucket : null;
      TaskResults results = new TaskResults(op.tasks());
      List<Future<?>> started = new ArrayList<>();
      for (int i = 0; i < op.tasks(); i++) {
        int task = i;
        started.add(tasks.submit(() -> results.settle(task, () -> limited(op, task, bucket))));
      }
      try {
        return results.await();
      } catch (InterruptedException e) {
        for (int i = 0; i < op.tasks(); i++) {
          boolean waits = op.admissions(i) == 0;
          if (waits
              ? mistake != Wrong.LETS_OTHERS_WAIT_ON_WHEN_INTERRUPTED
              : mistake != Wrong.LETS_LEAVES_RUN_ON_WHEN_INTERRUPTED) {
            started.get(i).cancel(true);
          }
        }
        throw e;
      } catch (ExecutionException e) {
        throw mistake == Wrong.WRAPS_FAILURES ? new ExecutionException(e) : e;
      }
    }

    private long limited(RateOp op, int task, WrongBucket bucket) throws Exception {
      long asked = op.asks(task);
      long due = bucket.take(asked);
      if (due != asked && mistake != Wrong.SAYS_THAT_TOKENS_ARE_DUE_AT_ONCE) {
        op.waits(task, due);
        sleepUntil(mistake == Wrong.WAITS_HALF_THE_TIME ? asked + (due - asked) / 2 : due);
      }
      op.admitted(task);
      if (mistake == Wrong.ADMITS_A_TASK_TWICE) {
        op.admitted(task);
      }
      long value = leaf.call(task);
      return mistake == Wrong.GIVES_THE_VALUE_OF_ANOTHER ? value + 1 : value;
    }

    private void sleepUntil(long due) throws InterruptedException {
      while (mistake != Wrong.DOES_NOT_WAIT && due - System.nanoTime() > 0) {
        TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
      }
    }
  }

  private static final class WrongBucket {
    private final int tasks;
    private final Rate right;
    private final @Nullable Wrong mistake;
    private final TokenBucket bucket;
    private long @Nullable [] dues; // of all tokens, where they are not given out in order
    private int taken;

    WrongBucket(RateOp op, @Nullable Wrong mistake) {
      this.tasks = op.tasks();
      this.right = op.rate();
      this.mistake = mistake;
      this.bucket = new TokenBucket(rate());
    }

    private Rate rate() {
      if (mistake == null) {
        return right;
      }
      return switch (mistake) {
        case HAS_ROOM_FOR_ONE_TOO_MANY -> new Rate(right.perSecond(), right.burst() + 1);
        case HAS_ROOM_FOR_ONE_TOO_FEW -> new Rate(right.perSecond(), right.burst() - 1);
        case IS_TWICE_AS_FAST -> new Rate(2 * right.perSecond(), right.burst());
        case IS_HALF_AS_FAST -> new Rate(right.perSecond() / 2, right.burst());
        default -> right;
      };
    }

    synchronized long take(long asked) {
      int turn = taken++;
      if (turn == 0 && mistake == Wrong.LOSES_A_TOKEN) {
        bucket.take(asked);
      }
      if (mistake == Wrong.SERVES_FIRST_WHO_COMES_LAST) {
        return later(asked, dues(asked)[tasks - 1 - turn]);
      }
      if (mistake == Wrong.SAVES_TOKENS_BEYOND_THE_BURST && turn >= right.burst()) {
        return later(asked, dues(asked)[tasks - 1]);
      }
      return bucket.take(asked);
    }

    private long[] dues(long asked) {
      long[] all = dues;
      if (all == null) {
        all = new long[tasks];
        Arrays.setAll(all, turn -> bucket.take(asked));
        dues = all;
      }
      return all;
    }

    private static long later(long one, long other) {
      return one - other > 0 ? one : other;
    }
  }
}
