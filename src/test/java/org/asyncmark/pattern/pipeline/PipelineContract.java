package org.asyncmark.pattern.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.Caller;
import org.asyncmark.pattern.ResultCheck;
import org.asyncmark.pattern.Rule;
import org.asyncmark.pattern.ScriptedLeaf;
import org.asyncmark.pattern.pipeline.PipelineOp.End;

/** What every pipeline must do, whatever its model: each constant is one rule. */
enum PipelineContract implements Rule<PipelineContract.Subject> {
  EACH_ITEM_THAT_WAS_PUT_HAS_THE_END_THAT_WAS_DRAWN {
    @Override
    public void check(Subject subject) throws Exception {
      for (int producers : List.of(1, 3)) {
        for (int workers : List.of(1, 4)) {
          PipelineShape shape = subject.shape(3, producers, workers, 60);
          Pipeline pipeline = subject.open(shape, new ScriptedLeaf());
          PipelineOp op = new PipelineOp(shape, 30);
          for (int i = 0; i < 2; i++) {
            op.clear();
            run(pipeline, op);
            requireRight(op);
          }
        }
      }
    }
  },

  A_PRODUCER_WAITS_WHILE_THE_QUEUE_IS_FULL {
    @Override
    public void check(Subject subject) throws Exception {
      int capacity = 2;
      PipelineShape shape = subject.shape(capacity, 1, 1, 20);
      WatchedPipelineOp op = new WatchedPipelineOp(shape, 0);
      ScriptedLeaf leaf = new ScriptedLeaf().hold(0);
      Caller<Void> caller = start(subject.open(shape, leaf), op);
      op.awaitPutting(capacity + 1);
      assertThat(op.puttingWithin(capacity + 2, NOT)).isFalse();
      leaf.release(0);
      caller.result();
      requireRight(op);
    }
  },

  ALL_WORKERS_WORK_AT_ONCE {
    @Override
    public void check(Subject subject) throws Exception {
      PipelineShape shape = subject.shape(2, 2, 3, 12);
      ScriptedLeaf leaf = new ScriptedLeaf().holdAll(shape.items());
      WatchedPipelineOp op = new WatchedPipelineOp(shape, 0);
      Caller<Void> caller = start(subject.open(shape, leaf), op);
      leaf.awaitStarted(3);
      assertThat(leaf.startsWithin(4, NOT)).isFalse();
      leaf.releaseAll(shape.items());
      caller.result();
      requireRight(op);
    }
  },

  A_WORKER_GOES_ON_AFTER_AN_ITEM_THAT_FAILED {
    @Override
    public void check(Subject subject) throws Exception {
      PipelineShape shape = subject.shape(2, 1, 1, 6);
      ScriptedLeaf leaf = new ScriptedLeaf().fail(1, new IOException("no"));
      PipelineOp op = new WatchedPipelineOp(shape, 0);
      run(subject.open(shape, leaf), op);
      assertThat(List.of(op.endOf(0), op.endOf(1), op.endOf(2)))
          .containsExactly(End.PROCESSED, End.FAILED, End.PROCESSED);
    }
  },

  THE_OP_IS_OVER_WHEN_THE_LAST_ITEM_HAS_ITS_END {
    @Override
    public void check(Subject subject) throws Exception {
      PipelineShape asked = subject.shape(3, 1, 2, 3);
      PipelineShape shape =
          asked.shutdown() == PipelineShutdown.CANCEL
              ? asked.with(PipelineShutdown.SENTINEL)
              : asked;
      ScriptedLeaf leaf = new ScriptedLeaf().hold(2);
      WatchedPipelineOp op = new WatchedPipelineOp(shape, 0);
      Caller<Void> caller = start(subject.open(shape, leaf), op);
      leaf.awaitStarted(3);
      assertThat(caller.returnsWithin(NOT)).isFalse();
      leaf.release(2);
      caller.result();
      requireRight(op);
    }
  },

  WHAT_A_CANCELLED_PIPELINE_LEAVES_IS_DROPPED_AND_COUNTED {
    @Override
    public void check(Subject subject) throws Exception {
      int capacity = 4;
      PipelineShape shape = subject.shape(capacity, 1, 2, 20).with(PipelineShutdown.CANCEL);
      int last = 10; // in the middle
      int stuck = 3;
      ScriptedLeaf leaf = new ScriptedLeaf().hold(stuck).hold(last);
      WatchedPipelineOp op = new WatchedPipelineOp(shape, 0);
      Caller<Void> caller = start(subject.open(shape, leaf), op);
      op.awaitPutting(last + capacity + 1); // which finds no room
      leaf.release(last);
      caller.result();
      requireRight(op);
      leaf.awaitNoneRunning();
      assertThat(op.produced()).isEqualTo(last + 1 + capacity);
      assertThat(op.count(End.PROCESSED)).isEqualTo(last);
      assertThat(op.endOf(stuck)).isEqualTo(End.DROPPED);
      assertThat(op.count(End.DROPPED)).isEqualTo(1 + capacity);
    }
  },

  THE_MONITOR_SEES_HOW_LONG_THE_QUEUE_IS {
    @Override
    public void check(Subject subject) throws Exception {
      int capacity = 3;
      PipelineShape shape = subject.shape(capacity, 1, 1, 20);
      ScriptedLeaf leaf = new ScriptedLeaf().hold(0);
      WatchedPipelineOp op = new WatchedPipelineOp(shape, 0);
      FullSeen monitor = new FullSeen(capacity);
      monitor.start();
      Pipeline pipeline = subject.open(shape, leaf);
      Caller<Void> caller = Caller.start(() -> run(pipeline, op, monitor));
      monitor.seen.await();
      leaf.release(0);
      caller.result();
      assertThat(monitor.tooLong).isFalse();
      requireRight(op);
    }
  },

  AN_INTERRUPTED_CALLER_LEAVES_NOTHING_RUNNING {
    @Override
    public void check(Subject subject) throws Exception {
      PipelineShape shape = subject.shape(2, 2, 2, 20);
      ScriptedLeaf leaf = new ScriptedLeaf().holdAll(shape.items());
      Pipeline pipeline = subject.open(shape, leaf);
      Caller<Void> caller = start(pipeline, new WatchedPipelineOp(shape, 0));
      leaf.awaitStarted(2);
      caller.interrupt();
      assertThat(caller.failure()).isInstanceOf(InterruptedException.class);
      leaf.awaitNoneRunning();
      assertThat(leaf.completed()).isEmpty();
      leaf.reset();
      PipelineOp next = new WatchedPipelineOp(shape, 0); // in which nobody else works
      run(pipeline, next);
      requireRight(next);
    }
  };

  /** How long a test waits for what must not happen. */
  private static final Duration NOT = Duration.ofMillis(20);

  private static final long PERIOD_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  private static final ResultCheck CHECK = new ResultCheck("pipeline", Model.PLATFORM, "x");

  /** Opens the pipeline that is under test. */
  interface Subject {
    Pipeline open(PipelineShape shape, ScriptedLeaf leaf);

    /** Returns the shape of an op with the shutdown under test. */
    PipelineShape shape(int capacity, int producers, int workers, int items);
  }

  private static Caller<Void> start(Pipeline pipeline, PipelineOp op) {
    return Caller.start(() -> run(pipeline, op));
  }

  private static Void run(Pipeline pipeline, PipelineOp op) throws Exception {
    Monitor monitor = new Monitor(PERIOD_NANOS);
    monitor.start();
    return run(pipeline, op, monitor);
  }

  private static Void run(Pipeline pipeline, PipelineOp op, Monitor monitor) throws Exception {
    pipeline.run(op, monitor);
    return null;
  }

  private static void requireRight(PipelineOp op) {
    assertThatCode(() -> op.require(CHECK)).doesNotThrowAnyException();
  }

  /** A monitor that tells when it has seen a full queue. */
  private static final class FullSeen extends Monitor {
    private final CountDownLatch seen = new CountDownLatch(1);
    private final int capacity;
    private volatile boolean tooLong;

    FullSeen(int capacity) {
      super(PERIOD_NANOS);
      this.capacity = capacity;
    }

    @Override
    void look(int length) {
      super.look(length);
      tooLong |= length > capacity;
      if (length == capacity) {
        seen.countDown();
      }
    }
  }
}
