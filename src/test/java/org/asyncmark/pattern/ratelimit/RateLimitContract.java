package org.asyncmark.pattern.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.stream.LongStream;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.Caller;
import org.asyncmark.pattern.ResultCheck;
import org.asyncmark.pattern.Rule;
import org.asyncmark.pattern.ScriptedLeaf;

/**
 * What every client with a rate must do, whatever its model and mechanism: each constant is one
 * rule that holds or throws.
 */
enum RateLimitContract implements Rule<RateLimitContract.Subject> {
  EVERY_TASK_IS_ADMITTED_ONCE_AND_GIVES_ITS_VALUE {
    @Override
    public void check(Subject subject) throws Exception {
      RateLimited limited = subject.open(new ScriptedLeaf());
      for (int tasks : List.of(1, 3, MOST_TASKS)) {
        RateOp op = new RateOp(tasks, new Rate(5_000, 3));
        assertThat(limited.run(op)).isEqualTo(LongStream.range(0, tasks).boxed().toList());
        for (int task = 0; task < tasks; task++) {
          assertThat(op.admissions(task)).isEqualTo(1);
        }
      }
    }
  },

  AS_MANY_AS_THE_BURST_GO_ON_AT_ONCE_AND_NO_MORE {
    @Override
    public void check(Subject subject) throws Exception {
      ScriptedLeaf leaf = new ScriptedLeaf().holdAll(5);
      RateLimited limited = subject.open(leaf);
      Caller<List<Long>> caller = Caller.start(() -> limited.run(new RateOp(5, new Rate(1, 3))));
      leaf.awaitStarted(3);
      assertThat(leaf.startsWithin(4, SOON)).isFalse();
      caller.interrupt();
      assertThat(caller.failure()).isInstanceOf(InterruptedException.class);
    }
  },

  EVERY_RUN_BEGINS_WITH_A_FULL_BUCKET {
    @Override
    public void check(Subject subject) throws Exception {
      RateLimited limited = subject.open(new ScriptedLeaf());
      for (int run = 0; run < 2; run++) {
        RateOp op = new RateOp(3, new Rate(1, 3));
        limited.run(op);
        assertThat(op.waiting()).isEmpty();
      }
    }
  },

  NOBODY_GOES_ON_BEFORE_HIS_TOKEN_IS_DUE {
    @Override
    public void check(Subject subject) throws Exception {
      long started = System.nanoTime();
      RateOp op = ran(subject, MOST_TASKS, new Rate(500, 2));
      assertThat(System.nanoTime() - started).isGreaterThanOrEqualTo(LEAST.toNanos());
      for (int task = 0; task < op.tasks(); task++) {
        assertThat(op.latenessNanos(task)).isNotNegative();
      }
    }
  },

  NO_WINDOW_HAS_MORE_TOKENS_THAN_MAY_COME_IN_IT {
    @Override
    public void check(Subject subject) throws Exception {
      Timeline line = new Timeline(ran(subject, MOST_TASKS, new Rate(500, 2)));
      assertThatCode(() -> line.requireWindows(CHECK)).doesNotThrowAnyException();
    }
  },

  NO_TOKEN_IS_LOST {
    @Override
    public void check(Subject subject) throws Exception {
      Timeline line = new Timeline(ran(subject, 4, new Rate(50, 2)));
      assertThatCode(() -> line.requireNoneLost(CHECK)).doesNotThrowAnyException();
    }
  },

  WHO_ASKS_FIRST_HAS_THE_EARLIER_TOKEN {
    @Override
    public void check(Subject subject) throws Exception {
      RateOp op = ran(subject, MOST_TASKS, new Rate(500, 2));
      for (int one = 0; one < op.tasks(); one++) {
        for (int other = 0; other < op.tasks(); other++) {
          if (op.takenNanos(one) - op.askedNanos(other) < 0) { // else it is anybody's turn
            assertThat(op.latestDueNanos(other) - op.dueNanos(one)).isNotNegative();
          }
        }
      }
    }
  },

  WHAT_A_MODEL_DOES_PASSES_THE_CHECKS_OF_THE_BENCHMARK {
    @Override
    public void check(Subject subject) throws Exception {
      RateOp op = ran(subject, MOST_TASKS, new Rate(500, 2));
      assertThatCode(() -> op.require(CHECK)).doesNotThrowAnyException();
      assertThatCode(() -> new Timeline(op).require(CHECK)).doesNotThrowAnyException();
    }
  },

  A_FAILURE_IS_WHAT_THE_LEAF_THREW {
    @Override
    public void check(Subject subject) throws Exception {
      for (int failing : List.of(0, 4)) {
        IOException failure = new IOException("leaf " + failing);
        RateLimited limited = subject.open(new ScriptedLeaf().fail(failing, failure));
        assertThatThrownBy(() -> limited.run(new RateOp(5, new Rate(5_000, 2))))
            .isExactlyInstanceOf(ExecutionException.class)
            .cause()
            .isSameAs(failure);
      }
    }
  },

  AN_INTERRUPTED_CALLER_LEAVES_NO_LEAF_RUNNING_AND_NOBODY_WAITING {
    @Override
    public void check(Subject subject) throws Exception {
      ScriptedLeaf leaf = new ScriptedLeaf().holdAll(MOST_TASKS);
      ReferenceQueue<RateOp> forgotten = new ReferenceQueue<>();
      WeakReference<RateOp> op =
          new WeakReference<>(interrupted(subject.open(leaf), leaf), forgotten);
      leaf.awaitNoneRunning();
      assertThat(leaf.completed()).isEmpty();
      for (int look = 0; look < LOOKS && !op.refersTo(null); look++) {
        System.gc();
        forgotten.remove(20); // a timer that was cancelled may be taken out by another thread
      }
      assertThat(op.refersTo(null)).as("nothing that waits knows of the op").isTrue();
    }
  };

  /** The most tasks of an op; they need a thread each on platform threads. */
  static final int MOST_TASKS = 8;

  private static final ResultCheck CHECK = new ResultCheck("ratelimit", Model.LOOP, "any");

  /** Who has what it takes to start does so within this time. */
  private static final Duration SOON = Duration.ofMillis(20);

  /** The tokens that are not in the bucket take so long. */
  private static final Duration LEAST = Duration.ofMillis(12);

  private static final int LOOKS = 50;

  /** Opens what is under test, over a leaf. */
  @FunctionalInterface
  interface Subject {
    RateLimited open(ScriptedLeaf leaf);
  }

  private static RateOp ran(Subject subject, int tasks, Rate rate)
      throws ExecutionException, InterruptedException {
    RateOp op = new RateOp(tasks, rate);
    subject.open(new ScriptedLeaf()).run(op);
    return op;
  }

  /** Interrupts a run in which some leaves are at work and the others wait for their tokens. */
  private static RateOp interrupted(RateLimited limited, ScriptedLeaf leaf)
      throws InterruptedException {
    RateOp op = new RateOp(MOST_TASKS, new Rate(1, 2));
    Caller<List<Long>> caller = Caller.start(() -> limited.run(op));
    leaf.awaitStarted(2);
    caller.interrupt();
    assertThat(caller.failure()).isInstanceOf(InterruptedException.class);
    return op;
  }
}
