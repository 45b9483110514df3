package org.asyncmark.pattern.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.asyncmark.leaf.Leaves;
import org.asyncmark.pattern.Caller;
import org.asyncmark.pattern.Rule;
import org.asyncmark.pattern.ScriptedLeaf;

/**
 * What tasks that try again must do, whatever their model: each constant is one rule that holds or
 * throws. A leaf's index is the number of its attempt plus the most attempts times that of its
 * task.
 */
enum RetryContract implements Rule<RetryContract.Subject> {
  WHO_SUCCEEDS_AT_ONCE_MAKES_ONE_ATTEMPT_AND_ASKS_FOR_NO_WAIT {
    @Override
    public void check(Subject subject) throws Exception {
      Attempts op = run(subject, plan(20, 3, FAR), new ScriptedLeaf());
      for (int task = 0; task < 20; task++) {
        assertThat(op.made(task)).isEqualTo(1);
        assertThat(op.askedMillis(task)).isEmpty();
        assertThat(op.end(task)).isEqualTo(task * 3L);
      }
    }
  },

  TWO_FAILURES_MAKE_EXACTLY_THREE_ATTEMPTS {
    @Override
    public void check(Subject subject) throws Exception {
      Attempts op = run(subject, plan(2, 5, SHORT), failing(0, 1, 5, 6));
      for (int task = 0; task < 2; task++) {
        assertThat(op.made(task)).isEqualTo(3);
        assertThat(op.end(task)).isEqualTo(task * 5L + 2);
      }
    }
  },

  THE_WAITS_ASKED_FOR_ARE_THOSE_OF_THE_PLAN_IN_ITS_ORDER {
    @Override
    public void check(Subject subject) throws Exception {
      RetryPlan plan = plan(3, 4, SHORT);
      Attempts op = run(subject, plan, failing(0, 1, 2, 3, 4, 5, 8));
      assertThat(op.askedMillis(0)).isEqualTo(waits(plan, 0, 3));
      assertThat(op.askedMillis(1)).isEqualTo(waits(plan, 1, 2));
      assertThat(op.askedMillis(2)).isEqualTo(waits(plan, 2, 1));
    }
  },

  NO_ATTEMPT_BEGINS_BEFORE_ITS_WAIT_IS_OVER {
    @Override
    public void check(Subject subject) throws Exception {
      RetryPlan plan = plan(3, 3, SHORT);
      long started = System.nanoTime();
      Attempts op = run(subject, plan, failing(0, 1, 3, 4, 6, 7));
      long tookNanos = System.nanoTime() - started;
      for (int task = 0; task < 3; task++) {
        long sumMillis = waits(plan, task, 2).stream().mapToLong(Long::longValue).sum();
        assertThat(tookNanos).isGreaterThanOrEqualTo(sumMillis * 1_000_000);
        for (int wait = 0; wait < 2; wait++) {
          assertThat(op.latenessNanos(task, wait)).isNotNegative();
        }
      }
    }
  },

  GIVING_UP_REPORTS_THE_LAST_FAILURE_AS_IT_WAS {
    @Override
    public void check(Subject subject) throws Exception {
      IOException last = new IOException("last");
      Attempts op = run(subject, plan(1, 3, SHORT), failing(0, 1).fail(2, last));
      assertThat(op.made(0)).isEqualTo(3);
      assertThat(op.askedMillis(0)).hasSize(2);
      assertThat(op.end(0)).isSameAs(last);
      assertThat(last).hasNoCause().hasNoSuppressedExceptions();
    }
  },

  WHO_GIVES_UP_LEAVES_THE_OTHERS_ALONE {
    @Override
    public void check(Subject subject) throws Exception {
      ScriptedLeaf leaf = failing(0, 1).hold(2);
      Retrying retrying = subject.open(leaf, 2);
      Caller<Attempts> caller = Caller.start(() -> ran(retrying, plan(2, 2, SHORT)));
      assertThat(leaf.startsWithin(4, SOON)).isFalse(); // time enough to give up
      leaf.release(2);
      Attempts op = caller.result();
      assertThat(op.end(0)).isInstanceOf(IOException.class);
      assertThat(op.end(1)).isEqualTo(2L);
    }
  },

  NO_MORE_ATTEMPTS_ARE_AT_WORK_THAN_THERE_ARE_PERMITS {
    @Override
    public void check(Subject subject) throws Exception {
      ScriptedLeaf leaf = new ScriptedLeaf().holdAll(10);
      Retrying retrying = subject.open(leaf, 3);
      Caller<Attempts> caller = Caller.start(() -> ran(retrying, plan(10, 1, FAR)));
      leaf.awaitStarted(3);
      assertThat(leaf.startsWithin(4, SOON)).isFalse();
      leaf.releaseAll(10);
      assertThat(caller.result().made(9)).isEqualTo(1);
      assertThat(leaf.mostRunning()).isEqualTo(3);
    }
  },

  A_PERMIT_IS_HELD_OR_GIVEN_BACK_IN_A_WAIT_AS_IS_ASKED_FOR {
    @Override
    public void check(Subject subject) throws Exception {
      Retrying retrying = subject.open(failing(0, 2), 1);
      Attempts op = ran(retrying, plan(2, 2, NOTICEABLE));
      int first = op.begunNanos(0, 0) - op.begunNanos(1, 0) < 0 ? 0 : 1;
      boolean waited = op.begunNanos(1 - first, 0) - op.begunNanos(first, 1) > 0;
      assertThat(waited).isEqualTo(subject.whileWaiting() == WhileWaiting.HELD);
    }
  },

  A_PERMIT_COMES_BACK_HOWEVER_ITS_TASK_ENDS {
    @Override
    public void check(Subject subject) throws Exception {
      Retrying retrying = subject.open(failing(0, 1, 2), 1);
      for (int run = 0; run < 3; run++) {
        Attempts op = ran(retrying, plan(3, 2, SHORT));
        assertThat(op.end(0)).isInstanceOf(IOException.class);
        assertThat(op.end(2)).isEqualTo(4L);
      }
    }
  },

  AN_INTERRUPTED_CALLER_LEAVES_NO_ATTEMPT_AND_NO_PERMIT_TAKEN {
    @Override
    public void check(Subject subject) throws Exception {
      ScriptedLeaf leaf = new ScriptedLeaf().holdAll(3);
      Retrying retrying = subject.open(leaf, 2);
      Caller<Attempts> caller = Caller.start(() -> ran(retrying, plan(3, 1, FAR)));
      leaf.awaitStarted(2); // the third waits for its permit
      caller.interrupt();
      assertThat(caller.failure()).isInstanceOf(InterruptedException.class);
      leaf.awaitNoneRunning();
      assertThat(leaf.completed()).isEmpty();
      leaf.reset();
      assertThat(ran(retrying, plan(3, 1, FAR)).end(2)).isEqualTo(2L);
    }
  },

  AN_INTERRUPTED_CALLER_ENDS_THE_WAITS {
    @Override
    public void check(Subject subject) throws Exception {
      ScriptedLeaf leaf = failing(0);
      Retrying retrying = subject.open(leaf, 1);
      Caller<Attempts> caller = Caller.start(() -> ran(retrying, plan(1, 2, FAR)));
      leaf.awaitStarted(1);
      leaf.awaitNoneRunning();
      caller.interrupt();
      assertThat(caller.failure()).isInstanceOf(InterruptedException.class);
      leaf.reset();
      assertThat(ran(retrying, plan(1, 2, FAR)).end(0)).isEqualTo(0L);
      assertThat(leaf.completed()).containsExactly(0);
    }
  },

  NO_FAILURE_IS_KEPT_ONCE_THE_NEXT_ATTEMPT_HAS_FAILED {
    @Override
    public void check(Subject subject) throws Exception {
      ScriptedLeaf leaf = new ScriptedLeaf().holdAll(FAILURES + 1);
      Retrying retrying = subject.open(leaf, 1);
      Caller<Attempts> caller = Caller.start(() -> ran(retrying, plan(1, FAILURES + 1, SHORT)));
      leaf.awaitStarted(1);
      List<WeakReference<IOException>> failures = new ArrayList<>();
      for (int attempt = 0; attempt < FAILURES; attempt++) {
        failures.add(failed(leaf, attempt));
      }
      failures.remove(FAILURES - 1); // the wait behind it may still know it
      long kept = kept(failures);
      for (int look = 0; look < LOOKS && kept > KEPT_BY_THE_JVM; look++) {
        System.gc();
        kept = kept(failures);
      }
      leaf.release(FAILURES);
      assertThat(caller.result().end(0)).isEqualTo((long) FAILURES);
      assertThat(kept).as("failures that are still known").isLessThanOrEqualTo(KEPT_BY_THE_JVM);
    }

    private WeakReference<IOException> failed(ScriptedLeaf leaf, int attempt)
        throws InterruptedException {
      IOException failure = new IOException("attempt " + attempt);
      leaf.releaseWith(attempt, failure);
      leaf.awaitStarted(attempt + 2);
      leaf.hold(attempt); // or the script itself would know the failure
      return new WeakReference<>(failure);
    }

    private long kept(List<WeakReference<IOException>> failures) {
      return failures.stream().filter(failure -> !failure.refersTo(null)).count();
    }
  },

  A_LONG_RETRY_IS_NOT_NESTED {
    @Override
    public void check(Subject subject) throws Exception {
      ScriptedLeaf leaf = new ScriptedLeaf();
      IOException failure = new IOException("no");
      for (int attempt = 0; attempt < MANY - 1; attempt++) {
        leaf.fail(attempt, failure);
      }
      Attempts op = new Attempts(plan(1, MANY, NONE));
      assertThatCode(() -> subject.open(leaf, 1).run(op)).doesNotThrowAnyException();
      assertThat(op.made(0)).isEqualTo(MANY);
      assertThat(op.end(0)).isEqualTo(MANY - 1L);
    }
  };

  private static final Duration SOON = Duration.ofMillis(10);
  private static final Backoff NONE = new Backoff(0, 0);
  private static final Backoff SHORT = new Backoff(2, 4);
  private static final Backoff NOTICEABLE = new Backoff(30, 30);
  private static final Backoff FAR = new Backoff(60_000, 60_000);
  private static final int LOOKS = 50;
  private static final int FAILURES = 10;

  /**
   * Where the code is compiled, JDK 25 keeps a failure now and then that no object and no frame
   * refers to. Who keeps what an attempt left behind keeps that of every attempt.
   */
  private static final long KEPT_BY_THE_JVM = 1;

  /** More than a stack has room for. */
  private static final int MANY = 5_000;

  private static RetryPlan plan(int tasks, int maxAttempts, Backoff backoff) {
    RetryPlan plan = new RetryPlan(tasks, maxAttempts, backoff, 0, Duration.ZERO);
    plan.draw();
    return plan;
  }

  private static List<Long> waits(RetryPlan plan, int task, int count) {
    return java.util.stream.IntStream.range(0, count)
        .mapToObj(wait -> plan.waitMillis(task, wait))
        .toList();
  }

  private static ScriptedLeaf failing(int... leaves) {
    ScriptedLeaf script = new ScriptedLeaf();
    for (int leaf : leaves) {
      script.fail(leaf, new IOException("leaf " + leaf));
    }
    return script;
  }

  private static Attempts run(Subject subject, RetryPlan plan, Leaves leaf)
      throws ExecutionException, InterruptedException {
    return ran(subject.open(leaf, plan.tasks()), plan);
  }

  private static Attempts ran(Retrying retrying, RetryPlan plan)
      throws ExecutionException, InterruptedException {
    Attempts op = new Attempts(plan);
    retrying.run(op);
    return op;
  }

  /** Opens what is under test. It must run at least 20 tasks at once. */
  interface Subject {
    WhileWaiting whileWaiting();

    Retrying open(Leaves leaf, int limit);
  }
}
