package org.asyncmark.pattern.timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.asyncmark.pattern.timeout.TimedOp.EXPIRED;

import java.io.IOException;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.asyncmark.leaf.Leaves;
import org.asyncmark.pattern.Caller;
import org.asyncmark.pattern.LingeringLeaf;
import org.asyncmark.pattern.Rule;
import org.asyncmark.pattern.ScriptedLeaf;

/**
 * What leaves with a deadline must do, whatever their model: each constant is one rule that holds
 * or throws.
 */
enum TimeoutContract implements Rule<TimeoutContract.Subject> {
  LEAVES_THAT_ARE_IN_TIME_GIVE_THEIR_VALUES {
    @Override
    public void check(Subject subject) throws Exception {
      Timed timed = subject.open(new ScriptedLeaf());
      for (int leaves : List.of(1, 3, 50)) {
        TimedOp op = new TimedOp(leaves, FAR);
        timed.run(op);
        for (int i = 0; i < leaves; i++) {
          assertThat(op.ends().get(i)).isEqualTo((long) i);
        }
      }
    }
  },

  EXACTLY_THOSE_EXPIRE_THAT_OUTLAST_THEIR_DEADLINE {
    @Override
    public void check(Subject subject) throws Exception {
      Timed timed = subject.open(new ScriptedLeaf().hold(1).hold(3));
      for (int run = 0; run < 2; run++) { // the second one finds what the first has left
        TimedOp op = new TimedOp(5, AMPLE);
        timed.run(op);
        assertThat(op.ends()).isEqualTo(List.of(0L, EXPIRED, 2L, EXPIRED, 4L));
      }
    }
  },

  NOBODY_IS_RELEASED_BEFORE_THE_DEADLINE {
    @Override
    public void check(Subject subject) throws Exception {
      TimedOp op = new TimedOp(3, SHORT);
      Timed timed = subject.open(new ScriptedLeaf().holdAll(3));
      long started = System.nanoTime();
      timed.run(op);
      assertThat(System.nanoTime() - started).isGreaterThanOrEqualTo(SHORT.toNanos());
      for (int i = 0; i < 3; i++) {
        assertThat(op.ends().get(i)).isSameAs(EXPIRED);
        assertThat(op.latenessNanos(i)).isNotNegative();
      }
    }
  },

  WORK_THAT_EXPIRED_HAS_ENDED_BEFORE_THE_OP_DOES {
    @Override
    public void check(Subject subject) throws Exception {
      LingeringLeaf leaf = new LingeringLeaf();
      Timed timed = subject.open(leaf);
      for (int run = 0; run < 3; run++) {
        TimedOp op = new TimedOp(4, SHORT);
        timed.run(op);
        assertThat(leaf.running()).isZero();
        assertThat(op.ends()).containsOnly(EXPIRED);
      }
    }
  },

  A_FAILURE_IS_NO_EXPIRY_AND_LEAVES_THE_OTHERS_ALONE {
    @Override
    public void check(Subject subject) throws Exception {
      IOException failure = new IOException("no");
      TimedOp op = new TimedOp(3, FAR);
      subject.open(new ScriptedLeaf().fail(1, failure)).run(op);
      assertThat(op.ends()).isEqualTo(List.of(0L, failure, 2L));
    }
  },

  AN_INTERRUPTED_CALLER_LEAVES_NO_LEAF_RUNNING {
    @Override
    public void check(Subject subject) throws Exception {
      ScriptedLeaf leaf = new ScriptedLeaf().holdAll(3);
      Timed timed = subject.open(leaf);
      Caller<TimedOp> caller = Caller.start(() -> ran(timed, new TimedOp(3, FAR)));
      leaf.awaitStarted(3);
      caller.interrupt();
      assertThat(caller.failure()).isInstanceOf(InterruptedException.class);
      leaf.awaitNoneRunning();
      assertThat(leaf.completed()).isEmpty();
    }
  },

  A_DEADLINE_THAT_IS_MET_LEAVES_NO_TIMER {
    @Override
    public void check(Subject subject) throws Exception {
      ReferenceQueue<TimedOp> forgotten = new ReferenceQueue<>();
      Timed timed = subject.open(new ScriptedLeaf());
      WeakReference<TimedOp> op = new WeakReference<>(ran(timed, new TimedOp(3, FAR)), forgotten);
      for (int look = 0; look < LOOKS && !op.refersTo(null); look++) {
        System.gc();
        forgotten.remove(20); // a timer that was cancelled may be taken out by another thread
      }
      assertThat(op.refersTo(null)).as("nothing that waits knows of the op").isTrue();
    }
  },

  A_DEADLINE_TAKES_NO_THREAD {
    @Override
    public void check(Subject subject) throws Exception {
      ScriptedLeaf leaf = new ScriptedLeaf().holdAll(MANY);
      Timed timed = subject.open(leaf);
      int before = Thread.getAllStackTraces().size();
      Caller<TimedOp> caller = Caller.start(() -> ran(timed, new TimedOp(MANY, FAR)));
      leaf.awaitStarted(MANY);
      int more = Thread.getAllStackTraces().size() - before;
      leaf.releaseAll(MANY);
      assertThat(caller.result().ends()).doesNotContain(EXPIRED);
      assertThat(more).isLessThanOrEqualTo(MANY + FEW); // a leaf may take one
    }
  };

  private static final Duration FAR = Duration.ofSeconds(60);
  private static final Duration AMPLE = Duration.ofMillis(60);
  private static final Duration SHORT = Duration.ofMillis(5);
  private static final int LOOKS = 50;
  private static final int MANY = 40;

  /** The caller, what waits for all leaves, and the JDK's own. */
  private static final int FEW = 10;

  private static TimedOp ran(Timed timed, TimedOp op)
      throws ExecutionException, InterruptedException {
    timed.run(op);
    return op;
  }

  /** Opens what is under test, over a leaf. It must run at least 50 leaves at once. */
  @FunctionalInterface
  interface Subject {
    Timed open(Leaves leaf);
  }
}
