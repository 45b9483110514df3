package org.asyncmark.pattern.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.Caller;
import org.asyncmark.pattern.ResultCheck;
import org.asyncmark.pattern.Rule;
import org.asyncmark.pattern.ScriptedLeaf;
import org.jspecify.annotations.Nullable;

/**
 * What every stream must do, whatever its model: each constant is one rule that holds or throws.
 */
enum StreamContract implements Rule<StreamContract.Subject> {
  THE_ITEMS_COME_IN_ORDER_AND_THE_END_BEHIND_THEM {
    @Override
    public void check(Subject subject) throws Exception {
      for (Ending ending : Ending.values()) {
        for (int items : List.of(1, 0, 50)) {
          StreamShape shape = subject.shape(items, ending);
          Streaming streaming = subject.open(shape, new ScriptedLeaf());
          StreamOp op = new StreamOp(shape);
          for (int i = 0; i < 2; i++) {
            op.clear();
            requireRight(op, thrownBy(streaming, op));
          }
        }
      }
    }
  },

  THE_SOURCE_WORKS_AHEAD_OF_A_CONSUMER_THAT_IS_AT_WORK {
    @Override
    public void check(Subject subject) throws Exception {
      StreamShape shape = subject.shape(subject.ahead() + 9, Ending.EXHAUSTED);
      WatchedOp op = new WatchedOp(shape);
      ScriptedLeaf leaf = new ScriptedLeaf().hold(0);
      Caller<Throwable> caller = start(subject.open(shape, leaf), op);
      op.awaitBegun(1 + subject.ahead() + 1);
      leaf.release(0);
      requireRight(op, caller.result());
    }
  },

  THE_SOURCE_IS_HELD_BACK_BY_A_CONSUMER_THAT_IS_AT_WORK {
    @Override
    public void check(Subject subject) throws Exception {
      StreamShape shape = subject.shape(subject.ahead() + 9, Ending.EXHAUSTED);
      WatchedOp op = new WatchedOp(shape);
      ScriptedLeaf leaf = new ScriptedLeaf().hold(0);
      Caller<Throwable> caller = start(subject.open(shape, leaf), op);
      op.awaitBegun(1);
      assertThat(op.beginsWithin(1 + subject.ahead() + 2, NOT)).isFalse();
      leaf.release(0);
      requireRight(op, caller.result());
    }
  },

  A_FAILURE_OF_THE_SOURCE_COMES_BEHIND_THE_ITEMS_BEFORE_IT {
    @Override
    public void check(Subject subject) throws Exception {
      int failing = subject.ahead() + 1;
      StreamShape shape = subject.shape(failing + 5, Ending.EXHAUSTED);
      IOException failure = new IOException("no");
      WatchedOp op = new WatchedOp(shape);
      ScriptedLeaf leaf = new ScriptedLeaf().hold(0).fail(shape.leafOfSource(failing), failure);
      Caller<Throwable> caller = start(subject.open(shape, leaf), op);
      op.isFreeWithin(NOT); // which a source that never works ahead is not
      leaf.release(0);
      assertThat(caller.result()).isSameAs(failure);
      assertThat(op.taken()).isEqualTo(failing);
      assertThat(op.isLeft()).isFalse();
    }
  },

  A_SOURCE_THAT_IS_CLOSED_ENDS_WHERE_IT_WAITS {
    @Override
    public void check(Subject subject) throws Exception {
      StreamShape shape = subject.shape(2, Ending.CLOSED);
      int waiting = shape.leafOfSource(2);
      ScriptedLeaf leaf = new ScriptedLeaf().hold(waiting);
      WatchedOp op = new WatchedOp(shape);
      requireRight(op, thrownBy(subject.open(shape, leaf), op));
      assertThat(leaf.completed()).doesNotContain(waiting);
      leaf.awaitNoneRunning();
    }
  },

  THE_OP_IS_OVER_WHEN_THE_SOURCE_IS_FREE {
    @Override
    public void check(Subject subject) throws Exception {
      for (Ending ending : Ending.values()) {
        StreamShape shape = subject.shape(3, ending);
        WatchedOp op = WatchedOp.held(shape);
        Caller<Throwable> caller = start(subject.open(shape, new ScriptedLeaf()), op);
        op.awaitBegun(3);
        boolean returned = caller.returnsWithin(SOON);
        op.release();
        assertThat(returned).isFalse();
        requireRight(op, caller.result());
      }
    }
  },

  A_CONSUMER_THAT_FAILS_CLOSES_THE_STREAM {
    @Override
    public void check(Subject subject) throws Exception {
      StreamShape shape = subject.shape(10, Ending.CLOSED);
      IOException failure = new IOException("no");
      ScriptedLeaf leaf = new ScriptedLeaf().fail(1, failure);
      WatchedOp op = new WatchedOp(shape);
      assertThat(thrownBy(subject.open(shape, leaf), op)).isSameAs(failure);
      assertThat(op.taken()).isEqualTo(2);
      assertThat(op.isLeft()).isFalse();
      leaf.awaitNoneRunning();
    }
  },

  AN_INTERRUPTED_CALLER_LEAVES_NOTHING_RUNNING {
    @Override
    public void check(Subject subject) throws Exception {
      StreamShape shape = subject.shape(10, Ending.CLOSED);
      for (int waiting : List.of(0, shape.leafOfSource(1))) {
        WatchedOp op = new WatchedOp(shape);
        ScriptedLeaf leaf = new ScriptedLeaf().hold(waiting);
        Streaming streaming = subject.open(shape, leaf);
        Caller<Throwable> caller = start(streaming, op);
        op.awaitBegun(waiting == 0 ? 1 : 2);
        caller.interrupt();
        assertThat(caller.failure()).isInstanceOf(InterruptedException.class);
        op.awaitFree();
        leaf.awaitNoneRunning();
        leaf.reset();
        WatchedOp next = new WatchedOp(shape); // what is left over would hand it its items
        requireRight(next, thrownBy(streaming, next));
      }
    }
  },

  ITEMS_THAT_WAIT_ARE_COUNTED {
    @Override
    public void check(Subject subject) throws Exception {
      int items = subject.ahead() + 9;
      StreamShape shape = subject.shape(items, Ending.EXHAUSTED);
      WatchedOp op = new WatchedOp(shape);
      ScriptedLeaf leaf = new ScriptedLeaf().hold(0);
      Streaming streaming = subject.open(shape, leaf);
      Caller<Long> caller = Caller.start(() -> streaming.run(op, true));
      op.awaitBegun(1 + subject.ahead() + 1);
      leaf.release(0);
      assertThat(caller.result()).isBetween(1L, 2L * (items + 1));
      requireRight(op, null);
    }
  };

  /** How long a test waits for what must not happen. */
  private static final Duration NOT = Duration.ofMillis(20);

  private static final Duration SOON = Duration.ofMillis(10);

  private static final ResultCheck CHECK = new ResultCheck("stream", Model.PLATFORM, "x");

  /** Opens the stream that is under test. */
  interface Subject {
    Streaming open(StreamShape shape, ScriptedLeaf leaf);

    int ahead();

    /** Returns the shape of an op under test. */
    default StreamShape shape(int items, Ending ending) {
      return new StreamShape(ahead(), items, ending);
    }
  }

  private static Caller<Throwable> start(Streaming streaming, StreamOp op) {
    return Caller.start(() -> thrownBy(streaming, op));
  }

  private static @Nullable Throwable thrownBy(Streaming streaming, StreamOp op)
      throws InterruptedException {
    try {
      streaming.run(op, false);
      return null;
    } catch (ExecutionException e) {
      return e.getCause();
    }
  }

  private static void requireRight(StreamOp op, @Nullable Throwable thrown) {
    assertThatCode(() -> op.require(CHECK, thrown)).doesNotThrowAnyException();
  }
}
