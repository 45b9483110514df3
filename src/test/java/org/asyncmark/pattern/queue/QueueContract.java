package org.asyncmark.pattern.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.asyncmark.pattern.Caller;
import org.asyncmark.pattern.Rule;
import org.asyncmark.pattern.ScriptedLeaf;

/**
 * What every relay must do, whatever its model and queue: each constant is one rule that holds or
 * throws.
 */
enum QueueContract implements Rule<QueueContract.Subject> {
  EACH_ITEM_IS_TAKEN_ONCE_AND_IN_ORDER {
    @Override
    public void check(Subject subject) throws Exception {
      for (int producers : List.of(1, 4)) {
        for (int consumers : List.of(1, 4)) {
          passAll(subject, subject.shape(producers, consumers, 301));
        }
      }
    }
  },

  MORE_TASKS_THAN_ITEMS_AND_NO_ITEMS_AT_ALL_ARE_OPS_TOO {
    @Override
    public void check(Subject subject) throws Exception {
      passAll(subject, subject.shape(3, 2, 1));
      passAll(subject, subject.shape(2, 3, 0));
    }
  },

  A_PUT_WAITS_WHILE_THE_QUEUE_IS_FULL {
    @Override
    public void check(Subject subject) throws Exception {
      int items = 20;
      QueueShape shape = subject.shape(1, 1, items);
      WatchedLedger ledger = new WatchedLedger(shape);
      ScriptedLeaf leaf = new ScriptedLeaf().hold(0);
      Relay relay = subject.open(shape, leaf);
      Caller<Void> caller = Caller.start(() -> run(relay, ledger));
      awaitFull(ledger, shape);
      if (bounded(shape)) {
        assertThat(ledger.puttingWithin(shape.capacity() + 2, NOT)).isFalse();
      }
      leaf.release(0);
      caller.result();
      requireExact(ledger);
    }
  },

  PUTS_AND_TAKES_THAT_WAIT_ARE_COUNTED {
    @Override
    public void check(Subject subject) throws Exception {
      QueueShape shape = subject.shape(1, 1, 20);
      WatchedLedger ledger = new WatchedLedger(shape);
      ScriptedLeaf leaf = new ScriptedLeaf().hold(0);
      Relay relay = subject.open(shape, leaf);
      Caller<Long> caller = Caller.start(() -> relay.run(ledger, true));
      awaitFull(ledger, shape);
      leaf.release(0);
      if (bounded(shape)) {
        assertThat(caller.result()).isBetween(1L, 2L * 20 + 2);
      } else {
        // for the first item, for the last, which may not be in yet, and for the end
        assertThat(caller.result()).isLessThanOrEqualTo(3);
      }
      requireExact(ledger);
    }
  },

  ALL_CONSUMERS_WORK_UNTIL_THE_END {
    @Override
    public void check(Subject subject) throws Exception {
      int consumers = 3;
      QueueShape shape = subject.shape(2, consumers, 3 * consumers);
      Ledger ledger = new WatchedLedger(shape);
      ScriptedLeaf leaf = new ScriptedLeaf().holdAll(shape.items());
      Relay relay = subject.open(shape, leaf);
      Caller<Void> caller = Caller.start(() -> run(relay, ledger));
      for (int started = consumers; started <= shape.items(); started += consumers) {
        leaf.awaitStarted(started);
        for (int i = 0; i < consumers; i++) {
          leaf.releaseAndAwait(leaf.oneRunning());
        }
      }
      caller.result();
      requireExact(ledger);
    }
  },

  THE_OP_IS_OVER_WHEN_ALL_ITEMS_WERE_DEALT_WITH_AND_NOT_ONLY_TAKEN {
    @Override
    public void check(Subject subject) throws Exception {
      QueueShape shape = subject.shape(1, 2, 2);
      Ledger ledger = new WatchedLedger(shape);
      ScriptedLeaf leaf = new ScriptedLeaf().hold(0).hold(1);
      Relay relay = subject.open(shape, leaf);
      FutureTask<Void> call = new FutureTask<>(() -> run(relay, ledger));
      new Thread(call, "caller").start();
      leaf.awaitStarted(2);
      leaf.releaseAndAwait(0);
      assertThatThrownBy(() -> call.get(NOT.toMillis(), TimeUnit.MILLISECONDS))
          .isInstanceOf(TimeoutException.class);
      leaf.release(1);
      call.get();
      assertThat(leaf.completed()).containsExactlyInAnyOrder(0, 1);
      requireExact(ledger);
    }
  },

  A_FAILURE_ENDS_THE_OP_AND_ALL_ITS_TASKS {
    @Override
    public void check(Subject subject) throws Exception {
      QueueShape shape = subject.shape(2, 2, 40);
      IOException failure = new IOException("no");
      ScriptedLeaf leaf = new ScriptedLeaf().holdAll(shape.items());
      Relay relay = subject.open(shape, leaf);
      Caller<Void> caller = Caller.start(() -> run(relay, new WatchedLedger(shape)));
      leaf.awaitStarted(2);
      leaf.releaseWith(leaf.oneRunning(), failure);
      assertThat(caller.failure()).isInstanceOf(ExecutionException.class).cause().isSameAs(failure);
      leaf.awaitNoneRunning();
      requireUsable(relay, shape, leaf);
    }
  },

  AN_INTERRUPTED_CALLER_LEAVES_NO_TASK_RUNNING {
    @Override
    public void check(Subject subject) throws Exception {
      QueueShape shape = subject.shape(2, 2, 40);
      ScriptedLeaf leaf = new ScriptedLeaf().holdAll(shape.items());
      Relay relay = subject.open(shape, leaf);
      Caller<Void> caller = Caller.start(() -> run(relay, new WatchedLedger(shape)));
      leaf.awaitStarted(2);
      caller.interrupt();
      assertThat(caller.failure()).isInstanceOf(InterruptedException.class);
      leaf.awaitNoneRunning();
      assertThat(leaf.completed()).isEmpty();
      requireUsable(relay, shape, leaf);
    }
  };

  /** How long a test waits for what must not happen. */
  private static final Duration NOT = Duration.ofMillis(30);

  /** Opens the relay that is under test. */
  interface Subject {
    Relay open(QueueShape shape, ScriptedLeaf leaf);

    /** Returns the shape of an op with the capacity and the shutdown under test. */
    QueueShape shape(int producers, int consumers, int items);
  }

  private static void passAll(Subject subject, QueueShape shape) throws Exception {
    Relay relay = subject.open(shape, new ScriptedLeaf());
    Ledger ledger = new WatchedLedger(shape);
    for (int op = 0; op < 2; op++) {
      ledger.clear();
      relay.run(ledger, false);
      requireExact(ledger);
    }
  }

  private static Void run(Relay relay, Ledger ledger)
      throws ExecutionException, InterruptedException {
    relay.run(ledger, false);
    return null;
  }

  /** Waits until a put finds no room while item 0 is held, or all are put if there is no limit. */
  private static void awaitFull(WatchedLedger ledger, QueueShape shape)
      throws InterruptedException {
    ledger.awaitPutting(bounded(shape) ? shape.capacity() + 1 : shape.items() - 1);
  }

  private static boolean bounded(QueueShape shape) {
    return shape.capacity() != QueueShape.UNBOUNDED;
  }

  /** A task that is left over would take items of the next op, or the thread that it needs. */
  private static void requireUsable(Relay relay, QueueShape shape, ScriptedLeaf leaf)
      throws ExecutionException, InterruptedException {
    leaf.reset();
    Ledger ledger = new WatchedLedger(shape);
    relay.run(ledger, false);
    requireExact(ledger);
  }

  private static void requireExact(Ledger ledger) {
    assertThatCode(ledger::check).doesNotThrowAnyException();
  }
}
