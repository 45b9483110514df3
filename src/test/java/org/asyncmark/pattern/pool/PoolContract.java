package org.asyncmark.pattern.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.asyncmark.leaf.LeafKind;
import org.asyncmark.leaf.LeafSpec;
import org.asyncmark.leaf.Leaves;
import org.asyncmark.pattern.Caller;
import org.asyncmark.pattern.Rule;
import org.asyncmark.pattern.ScriptedLeaf;

/**
 * What a pool must do, whatever its model and mechanism: each constant is one rule that holds or
 * throws. In all of them a slot that is lent twice, or after it has broken, fails its task.
 */
enum PoolContract implements Rule<PoolContract.Subject> {
  EVERY_TASK_HAS_THE_VALUE_OF_ITS_LEAF {
    @Override
    public void check(Subject subject) throws Exception {
      Opened opened = Opened.of(subject, new ScriptedLeaf(), 2, FAR);
      for (int tasks : List.of(1, 3, MANY)) {
        requireValues(opened.run(tasks));
        opened.requireWhole();
      }
      assertThat(opened.slots.opened()).isEqualTo(2);
    }
  },

  AS_MANY_LEAVES_RUN_AT_ONCE_AS_THERE_ARE_SLOTS_AND_NEVER_MORE {
    @Override
    public void check(Subject subject) throws Exception {
      ScriptedLeaf leaf = new ScriptedLeaf().holdAll(5);
      Opened opened = Opened.of(subject, leaf, 2, FAR);
      Caller<PoolOp> caller = opened.start(5);
      leaf.awaitStarted(2);
      assertThat(leaf.startsWithin(3, SOON)).isFalse();
      for (int ended = 0; ended < 5; ended++) {
        leaf.awaitStarted(Math.min(5, 2 + ended));
        leaf.releaseAndAwait(leaf.oneRunning());
      }
      requireValues(caller.result());
      assertThat(leaf.mostRunning()).isEqualTo(2);
    }
  },

  THROUGHPUT_IS_AT_MOST_SLOTS_OVER_LEAF_TIME {
    @Override
    public void check(Subject subject) throws Exception {
      Leaves timer = new LeafSpec(LeafKind.TIMER, 0, LEAF_MICROS, 0, 1, 0);
      Opened opened = Opened.of(subject, timer, 2, FAR);
      long started = System.nanoTime();
      PoolOp op = opened.run(10);
      assertThat(System.nanoTime() - started).isGreaterThanOrEqualTo(5 * LEAF_MICROS * 1_000);
      requireValues(op);
    }
  },

  IDLE_SLOTS_ARE_LENT_IN_ORDER {
    @Override
    public void check(Subject subject) throws Exception {
      Opened opened = Opened.of(subject, new ScriptedLeaf(), 3, FAR);
      List<Slot> lent = new ArrayList<>();
      for (int run = 0; run < 4; run++) {
        lent.add(opened.run(1).slot(0));
      }
      if (subject.order() == Order.FIFO) {
        assertThat(lent.subList(0, 3)).doesNotHaveDuplicates();
        assertThat(lent.get(3)).isSameAs(lent.get(0));
      } else {
        assertThat(lent).containsOnly(lent.get(0));
      }
    }
  },

  WAITERS_ARE_SERVED_IN_THE_ORDER_OF_COMING {
    @Override
    public void check(Subject subject) throws Exception {
      ScriptedLeaf leaf = new ScriptedLeaf().holdAll(4);
      Caller<PoolOp> caller = Opened.of(subject, leaf, 1, FAR).start(4);
      for (int task = 0; task < 4; task++) {
        assertThat(leaf.oneRunning()).isEqualTo(task);
        leaf.releaseAndAwait(task);
      }
      requireValues(caller.result());
    }
  },

  WHO_WAITS_FOR_TOO_LONG_GETS_NO_SLOT_AND_TAKES_NONE_FROM_OTHERS {
    @Override
    public void check(Subject subject) throws Exception {
      ScriptedLeaf leaf = new ScriptedLeaf().hold(0);
      Opened opened = Opened.of(subject, leaf, 1, subject.shortest());
      Caller<PoolOp> holder = opened.start(1);
      leaf.awaitStarted(1);
      long started = System.nanoTime();
      PoolOp late = opened.run(3);
      assertThat(System.nanoTime() - started).isGreaterThanOrEqualTo(subject.shortest().toNanos());
      for (int task = 0; task < 3; task++) {
        assertThat(late.end(task)).isInstanceOf(TimeoutException.class);
        assertThat(late.slot(task)).isNull();
      }
      leaf.release(0);
      requireValues(holder.result());
      opened.requireWhole();
      requireValues(opened.run(1));
    }
  },

  A_BROKEN_SLOT_IS_REPLACED_ONCE_AND_NEVER_LENT_AGAIN {
    @Override
    public void check(Subject subject) throws Exception {
      Opened opened = Opened.of(subject, new ScriptedLeaf(), 2, FAR);
      requireValues(opened.run(new PoolOp("test", 3, 100)));
      opened.requireWhole();
      assertThat(opened.slots.opened()).isEqualTo(2 + 3);
      PoolOp after = opened.run(20);
      requireValues(after);
      opened.requireWhole();
      assertThat(opened.slots.opened()).isEqualTo(2 + 3);
    }
  },

  A_FAILURE_GIVES_ITS_SLOT_BACK_AND_LEAVES_THE_OTHERS_ALONE {
    @Override
    public void check(Subject subject) throws Exception {
      IOException failure = new IOException("no");
      Opened opened = Opened.of(subject, new ScriptedLeaf().fail(1, failure), 1, FAR);
      PoolOp op = opened.run(3);
      assertThat(op.end(0)).isEqualTo(0L);
      assertThat(op.end(1)).isSameAs(failure);
      assertThat(op.end(2)).isEqualTo(2L);
      opened.requireWhole();
    }
  },

  AN_INTERRUPTED_CALLER_LEAVES_NO_LEAF_RUNNING_AND_NO_SLOT_LENT {
    @Override
    public void check(Subject subject) throws Exception {
      ScriptedLeaf leaf = new ScriptedLeaf().holdAll(3);
      Opened opened = Opened.of(subject, leaf, 1, FAR);
      Caller<PoolOp> caller = opened.start(3);
      leaf.awaitStarted(1);
      caller.interrupt();
      assertThat(caller.failure()).isInstanceOf(InterruptedException.class);
      leaf.awaitNoneRunning();
      opened.requireWhole();
      assertThat(leaf.completed()).isEmpty();
      leaf.reset();
      requireValues(opened.run(3));
    }
  };

  /** More tasks than any stage has threads. */
  static final int MANY = 50;

  private static final Duration FAR = Duration.ofSeconds(60);
  private static final long LEAF_MICROS = 5_000;

  /** Who has a slot starts within this time. */
  private static final Duration SOON = Duration.ofMillis(20);

  /** Opens the pool that is under test, over a leaf. It must run 8 tasks at once at least. */
  interface Subject {
    Pool open(Leaves leaf, Slots slots, Duration timeout);

    /** Returns the order in which it lends idle slots. */
    Order order();

    /** Returns a short time-out that it can have. */
    Duration shortest();
  }

  /** A pool all of whose slots are idle. */
  private record Opened(Pool pool, Slots slots) {
    static Opened of(Subject subject, Leaves leaf, int size, Duration timeout) throws Exception {
      Slots slots = new Slots(size);
      Opened opened = new Opened(subject.open(leaf, slots, timeout), slots);
      opened.requireWhole();
      return opened;
    }

    Caller<PoolOp> start(int tasks) {
      return Caller.start(() -> run(tasks));
    }

    PoolOp run(int tasks) throws InterruptedException {
      return run(new PoolOp("test", tasks, 0));
    }

    PoolOp run(PoolOp op) throws InterruptedException {
      try {
        pool.run(op);
        return op;
      } catch (ExecutionException e) {
        throw new AssertionError("the pool failed", e);
      }
    }

    void requireWhole() throws Exception {
      assertThat(slots.awaitAll(pool::idle)).as("all slots are idle").isTrue();
    }
  }

  private static void requireValues(PoolOp op) {
    for (int task = 0; task < op.tasks(); task++) {
      assertThat(op.end(task)).isEqualTo((long) task);
    }
  }
}
