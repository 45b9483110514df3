package org.asyncmark.pattern.cancel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.BiFunction;
import java.util.function.IntFunction;
import org.asyncmark.leaf.Leaves;
import org.asyncmark.pattern.Caller;
import org.asyncmark.pattern.Leftovers;
import org.asyncmark.pattern.Rule;
import org.asyncmark.pattern.Stage;
import org.asyncmark.pattern.Stages;

/**
 * What cancelling must do, whatever the tasks wait in and in whatever model: each constant is one
 * rule that holds or throws.
 */
enum CancelContract implements Rule<CancelContract.Subject> {
  EVERY_TASK_IS_CANCELLED_ONCE_AND_NOT_BEFORE {
    @Override
    public void check(Subject subject) throws Exception {
      for (int tasks : List.of(1, 3, subject.most())) {
        CancelOp op = subject.op(tasks);
        Cancellation cancellation = subject.open(op);
        cancellation.arm();
        assertThat(times(op)).containsOnly(0);
        cancellation.cancel();
        assertThat(times(op)).containsOnly(1);
      }
    }
  },

  QUIET_IS_WHEN_THE_LAST_TASK_HAS_ENDED {
    @Override
    public void check(Subject subject) throws Exception {
      Gauge op = new Gauge(subject.op(4));
      Caller<Boolean> caller = op.cancelled(subject);
      op.awaitHeld();
      assertThat(caller.returnsWithin(SOON)).isFalse();
      assertThat(op.isQuiet).isFalse();
      op.letGo();
      assertThat(caller.result()).isTrue();
      assertThat(times(op)).containsOnly(1);
    }
  },

  NO_THREAD_NO_LOCK_AND_NO_ITEM_IS_LOST {
    @Override
    public void check(Subject subject) throws Exception {
      CancelOp op = subject.op(5); // threads and connections for as many, and no more
      Cancellation cancellation = subject.open(op);
      for (int run = 1; run <= 50; run++) {
        cancellation.arm();
        cancellation.cancel();
        assertThat(times(op)).containsOnly(run);
      }
    }
  },

  NOTHING_IS_LEFT_OPEN {
    @Override
    public void check(Subject subject) throws Exception {
      Cancellation cancellation = subject.open(subject.op(5));
      cancellation.arm();
      cancellation.cancel(); // opens what stays
      Leftovers before = Leftovers.before();
      for (int run = 0; run < 3; run++) {
        cancellation.arm();
        cancellation.cancel();
      }
      before.requireNone(GRACE);
    }
  },

  A_CONNECTION_IS_COUNTED_WHEN_IT_HAS_TO_BE_REPLACED {
    @Override
    public void check(Subject subject) throws Exception {
      Cancellation cancellation = subject.open(subject.op(3));
      cancellation.arm();
      assertThat(cancellation.reconnects()).isZero();
      cancellation.cancel();
      assertThat(cancellation.reconnects()).isEqualTo(subject.waiting() == Waiting.HTTP ? 3 : 0);
    }
  },

  AN_INTERRUPTED_CALLER_LEAVES_NO_TASK_WAITING {
    @Override
    public void check(Subject subject) throws Exception {
      Gauge op = new Gauge(subject.op(4));
      Caller<Boolean> caller = op.cancelled(subject);
      op.awaitHeld();
      caller.interrupt();
      assertThat(caller.failure()).isInstanceOf(InterruptedException.class);
      op.letGo();
      op.awaitAll();
      assertThat(times(op)).containsOnly(1);
    }
  };

  private static final Duration SOON = Duration.ofMillis(20);
  private static final Duration GRACE = Duration.ofSeconds(5);

  private static List<Integer> times(CancelOp op) {
    List<Integer> times = new ArrayList<>();
    for (int i = 0; i < op.tasks(); i++) {
      times.add(op.times(i));
    }
    return times;
  }

  /**
   * Opens what is under test.
   *
   * @param most tasks that there may be at once
   */
  record Subject(
      Stages stages,
      Waiting waiting,
      int most,
      LeafGate gate,
      IntFunction<Leaves> leaves,
      BiFunction<Stage, CancelOp, Cancellation> opening) {
    private static final int FEW_THREADS = 2;

    CancelOp op(int tasks) {
      return new CancelOp(tasks, waiting, gate);
    }

    Cancellation open(CancelOp op) {
      return opening.apply(stages.open(FEW_THREADS, leaves.apply(op.tasks()), op.tasks()), op);
    }
  }

  /** Keeps the first task that is cancelled from ending. */
  private static final class Gauge extends CancelOp {
    private final CountDownLatch held = new CountDownLatch(1);
    private final CountDownLatch go = new CountDownLatch(1);
    private final CountDownLatch all;
    volatile boolean isQuiet;

    Gauge(CancelOp of) {
      super(of.tasks(), of.waiting(), of.gate());
      all = new CountDownLatch(of.tasks());
    }

    Caller<Boolean> cancelled(Subject subject) {
      Cancellation cancellation = subject.open(this);
      return Caller.start(
          () -> {
            cancellation.arm();
            cancellation.cancel();
            return true;
          });
    }

    void awaitHeld() throws InterruptedException {
      held.await();
    }

    void letGo() {
      go.countDown();
    }

    void awaitAll() throws InterruptedException {
      all.await();
    }

    @Override
    void cancelled(int task) {
      held.countDown();
      try {
        go.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      super.cancelled(task);
      all.countDown();
    }

    @Override
    void quiet() {
      isQuiet = true;
      super.quiet();
    }
  }
}
