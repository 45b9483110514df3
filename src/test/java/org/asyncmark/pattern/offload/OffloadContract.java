package org.asyncmark.pattern.offload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.asyncmark.measure.LatencyRecorder;
import org.asyncmark.measure.LeafTimes;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.Caller;
import org.asyncmark.pattern.Heartbeat;
import org.asyncmark.pattern.ResultCheck;
import org.asyncmark.pattern.Rule;
import org.asyncmark.pattern.ScriptedLeaf;

/** What every offloading must do, whatever its model: each constant is one rule. */
enum OffloadContract implements Rule<OffloadContract.Subject> {
  EACH_RESULT_IS_THAT_OF_ITS_CALL_WHATEVER_THE_ORDER_OF_COMPLETION {
    @Override
    public void check(Subject subject) throws Exception {
      ScriptedLeaf leaf = new ScriptedLeaf().hold(0).hold(2).hold(4);
      Op op = new Op(subject, leaf, plan(3, 2, Place.OFFLOADED));
      Caller<List<Long>> running = op.start();
      leaf.awaitStarted(3); // the first call of each request
      for (int index : List.of(4, 2, 0)) {
        leaf.releaseAndAwait(index);
      }
      assertThat(running.result()).isEqualTo(numbers(6));
      leaf.reset();
      for (Place place : Place.values()) {
        Op again = new Op(subject, leaf, plan(3, 2, place));
        assertThat(again.run()).isEqualTo(numbers(6));
        assertThat(leaf.completed()).hasSize(6);
        leaf.reset();
      }
    }
  },

  EACH_CALL_IS_NOTED_ON_ITS_WAY_THERE_AND_BACK {
    @Override
    public void check(Subject subject) throws Exception {
      for (Place place : Place.values()) {
        Op op = new Op(subject, new ScriptedLeaf(), plan(2, 2, place));
        op.run();
        try {
          op.hops.requireAll(4);
        } catch (IllegalStateException e) {
          throw new AssertionError(e);
        }
      }
    }
  },

  OFFLOADED_CALLS_OF_DIFFERENT_REQUESTS_ARE_MADE_AT_ONCE {
    @Override
    public void check(Subject subject) throws Exception {
      ScriptedLeaf leaf = new ScriptedLeaf().holdAll(3);
      Caller<List<Long>> running = new Op(subject, leaf, plan(3, 1, Place.OFFLOADED)).start();
      leaf.awaitStarted(3);
      leaf.releaseAll(3);
      assertThat(running.result()).isEqualTo(numbers(3));
    }
  },

  A_REQUEST_MAKES_ITS_CALLS_ONE_AFTER_ANOTHER {
    @Override
    public void check(Subject subject) throws Exception {
      for (Place place : Place.values()) {
        ScriptedLeaf leaf = new ScriptedLeaf().hold(0);
        Caller<List<Long>> running = new Op(subject, leaf, plan(1, 3, place)).start();
        leaf.awaitStarted(1);
        assertThat(leaf.startsWithin(2, SOON)).isFalse();
        leaf.release(0);
        assertThat(running.result()).isEqualTo(numbers(3));
        assertThat(leaf.mostRunning()).isEqualTo(1);
      }
    }
  },

  THE_VICTIM_BEATS_WHILE_OFFLOADED_CALLS_BLOCK {
    @Override
    public void check(Subject subject) throws Exception {
      ScriptedLeaf leaf = new ScriptedLeaf().holdAll(3);
      Op op = new Op(subject, leaf, plan(3, 1, Place.OFFLOADED));
      Caller<List<Long>> running = op.start();
      leaf.awaitStarted(3);
      op.heartbeat.awaitBeats();
      leaf.releaseAll(3);
      assertThat(running.result()).isEqualTo(numbers(3));
    }
  },

  EVERY_BEAT_IS_MADE_THAT_WAS_DUE_HOWEVER_LATE {
    @Override
    public void check(Subject subject) throws Exception {
      for (Place place : Place.values()) {
        ScriptedLeaf leaf = new ScriptedLeaf().holdAll(2);
        Op op = new Op(subject, leaf, plan(2, 1, place));
        Caller<List<Long>> running = op.start();
        leaf.awaitStarted(1);
        assertThat(running.returnsWithin(SOON)).isFalse();
        leaf.releaseAll(2);
        running.result();
        assertThat(op.heartbeat.due()).isGreaterThan(10);
        op.requireBeats();
      }
    }
  },

  A_CALL_THAT_FAILS_ENDS_ITS_REQUEST_AND_LETS_THE_OTHERS_GO_ON {
    @Override
    public void check(Subject subject) throws Exception {
      for (Place place : Place.values()) {
        IOException failure = new IOException("no");
        ScriptedLeaf leaf = new ScriptedLeaf().fail(2, failure);
        Op op = new Op(subject, leaf, plan(3, 2, place));
        assertThatThrownBy(op::run)
            .isExactlyInstanceOf(ExecutionException.class)
            .cause()
            .isSameAs(failure);
        assertThat(leaf.completed()).containsExactlyInAnyOrder(0, 1, 4, 5);
      }
    }
  },

  A_CALL_WITHOUT_WORK_ENDS_IN_PLACE {
    @Override
    public void check(Subject subject) throws Exception {
      for (Place place : Place.values()) {
        BitSet idle = new BitSet();
        idle.set(1);
        ScriptedLeaf leaf = new ScriptedLeaf();
        Op op = new Op(subject, leaf, new OffloadPlan(3, 1, idle, place, 3));
        assertThat(op.run()).isEqualTo(numbers(3));
        assertThat(leaf.completed()).containsExactlyInAnyOrder(0, 2);
      }
    }
  },

  AN_INTERRUPTED_CALLER_HAS_NO_FURTHER_CALL_MADE {
    @Override
    public void check(Subject subject) throws Exception {
      ScriptedLeaf leaf = new ScriptedLeaf().hold(0);
      Caller<List<Long>> caller = new Op(subject, leaf, plan(1, 2, Place.OFFLOADED)).start();
      leaf.awaitStarted(1);
      caller.interrupt();
      assertThat(caller.failure()).isInstanceOf(InterruptedException.class);
      leaf.release(0);
      leaf.awaitNoneRunning();
      assertThat(leaf.startsWithin(2, SOON)).isFalse();
    }
  };

  private static final Duration SOON = Duration.ofMillis(20);
  private static final ResultCheck CHECK = new ResultCheck("offload", Model.PLATFORM, "x");

  /** Opens the offloading that is under test, over a leaf. */
  @FunctionalInterface
  interface Subject {
    Offloading open(ScriptedLeaf leaf, OffloadPlan plan);
  }

  private static OffloadPlan plan(int requests, int calls, Place place) {
    return new OffloadPlan(requests, calls, new BitSet(), place, requests);
  }

  private static List<Long> numbers(int count) {
    return LongStream.range(0, count).boxed().toList();
  }

  /** One op, with what it is told to note. */
  private static final class Op {
    private final Beats heartbeat = new Beats();
    private final LeafTimes hops;
    private final Offloading offloading;

    Op(Subject subject, ScriptedLeaf leaf, OffloadPlan plan) {
      hops = new LeafTimes("test", plan.allCalls());
      offloading = subject.open(leaf, plan);
    }

    List<Long> run() throws ExecutionException, InterruptedException {
      heartbeat.start();
      return offloading.run(heartbeat, hops);
    }

    Caller<List<Long>> start() {
      return Caller.start(this::run);
    }

    void requireBeats() {
      try (LatencyRecorder lateness = LatencyRecorder.open("heartbeat")) {
        heartbeat.recordInto(lateness, CHECK);
      } catch (IllegalStateException e) {
        throw new AssertionError(e);
      }
    }
  }

  /** A heartbeat that can be waited for. */
  private static final class Beats extends Heartbeat {
    private final CountDownLatch some = new CountDownLatch(5);

    Beats() {
      super(TimeUnit.MILLISECONDS.toNanos(1));
    }

    @Override
    public boolean beat() {
      boolean again = super.beat();
      some.countDown();
      return again;
    }

    void awaitBeats() throws InterruptedException {
      some.await();
    }
  }
}
