package org.asyncmark.pattern.pitfalls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.Caller;
import org.asyncmark.pattern.Heartbeat;
import org.asyncmark.pattern.ResultCheck;
import org.asyncmark.pattern.Rule;
import org.asyncmark.pattern.ScriptedLeaf;

/** What every exercise must do, whatever its model: each constant is one rule. */
enum PitfallsContract implements Rule<PitfallsContract.Subject> {
  THE_INSTRUMENT_FINDS_EACH_MISTAKE_AND_NOTHING_BY_THE_REMEDY {
    @Override
    public void check(Subject subject) throws Exception {
      for (Pitfall pitfall :
          List.of(Pitfall.SESSION_PER_REQUEST, Pitfall.ORPHAN, Pitfall.LOCK_ORDER)) {
        for (Way way : Way.values()) {
          PitfallPlan plan = plan(pitfall, way);
          Exercise exercise = subject.open(new OpenLeaves(new ScriptedLeaf()), plan);
          for (int op = 0; op < 3; op++) { // the later ones find what the first has left
            assertThat(exercise.run()).isEqualTo(plan.mistakes());
          }
        }
      }
    }
  },

  EVERY_TASK_IS_DONE_WHICHEVER_WAY {
    @Override
    public void check(Subject subject) throws Exception {
      for (Pitfall pitfall :
          List.of(Pitfall.ONE_BY_ONE, Pitfall.SESSION_PER_REQUEST, Pitfall.ORPHAN)) {
        requireAllDone(subject, pitfall);
      }
    }
  },

  EVERY_TASK_IS_DONE_WHETHER_IT_HOLDS_A_MONITOR_OR_A_LOCK {
    @Override
    public void check(Subject subject) throws Exception {
      requireAllDone(subject, Pitfall.PINNED);
    }
  },

  THE_HANDLERS_THAT_WERE_DRAWN_BLOCK_AND_NO_OTHERS {
    @Override
    public void check(Subject subject) throws Exception {
      for (Way way : Way.values()) {
        PitfallPlan plan = plan(Pitfall.BLOCKING_HANDLER, way);
        ScriptedLeaf leaf = new ScriptedLeaf();
        subject.open(new OpenLeaves(leaf), plan).run();
        assertThat(leaf.completed()).hasSize(2).allMatch(plan.drawn()::get);
      }
    }
  },

  TASKS_ARE_AT_WORK_ONE_BY_ONE_OR_ALL_AT_ONCE {
    @Override
    public void check(Subject subject) throws Exception {
      for (Way way : Way.values()) {
        ScriptedLeaf leaf = new ScriptedLeaf().holdAll(TASKS);
        Exercise exercise = subject.open(new OpenLeaves(leaf), plan(Pitfall.ONE_BY_ONE, way));
        Caller<Integer> running = Caller.start(exercise::run);
        int atOnce = way == Way.REMEDY ? TASKS : 1;
        leaf.awaitStarted(atOnce);
        assertThat(leaf.startsWithin(atOnce + 1, SOON)).isFalse();
        leaf.releaseAll(TASKS);
        running.result();
      }
    }
  },

  TASKS_THAT_NOBODY_WAITS_FOR_HAVE_ENDED_WHEN_THE_OP_HAS {
    @Override
    public void check(Subject subject) throws Exception {
      for (Way way : Way.values()) {
        ScriptedLeaf leaf = new ScriptedLeaf().hold(TASKS - 1);
        Exercise exercise = subject.open(new OpenLeaves(leaf), plan(Pitfall.ORPHAN, way));
        Caller<Integer> running = Caller.start(exercise::run);
        leaf.awaitStarted(TASKS);
        assertThat(running.returnsWithin(SOON)).isFalse();
        leaf.release(TASKS - 1);
        running.result();
      }
    }
  },

  A_FAILURE_THAT_WAS_NOT_DRAWN_IS_THROWN {
    @Override
    public void check(Subject subject) throws Exception {
      IOException failure = new IOException("no");
      ScriptedLeaf leaf = new ScriptedLeaf().fail(0, failure);
      Exercise exercise = subject.open(new OpenLeaves(leaf), plan(Pitfall.ORPHAN, Way.REMEDY));
      assertThatThrownBy(exercise::run)
          .isInstanceOf(ExecutionException.class)
          .hasRootCause(failure);
    }
  },

  A_SESSION_FOR_A_REQUEST_IS_CLOSED_WITH_IT {
    @Override
    public void check(Subject subject) throws Exception {
      for (Way way : Way.values()) {
        OpenLeaves leaves = new OpenLeaves(new ScriptedLeaf());
        Exercise exercise = subject.open(leaves, plan(Pitfall.SESSION_PER_REQUEST, way));
        int before = leaves.open();
        exercise.run();
        assertThat(leaves.open()).isEqualTo(before);
        assertThat(leaves.everOpened()).isEqualTo(before + (way == Way.MISTAKE ? TASKS : 0));
      }
    }
  },

  AN_INTERRUPTED_CALLER_HAS_NO_FURTHER_TASK_STARTED {
    @Override
    public void check(Subject subject) throws Exception {
      for (Pitfall pitfall : List.of(Pitfall.ONE_BY_ONE, Pitfall.SESSION_PER_REQUEST)) {
        ScriptedLeaf leaf = new ScriptedLeaf().hold(0);
        Exercise exercise = subject.open(new OpenLeaves(leaf), plan(pitfall, Way.MISTAKE));
        Caller<Integer> caller = Caller.start(exercise::run);
        leaf.awaitStarted(1);
        caller.interrupt();
        assertThat(caller.failure()).isInstanceOf(InterruptedException.class);
        leaf.release(0);
        leaf.awaitNoneRunning();
        assertThat(leaf.startsWithin(2, SOON)).isFalse();
      }
    }
  };

  private static final int TASKS = 8;
  private static final int PERCENT = 25;
  private static final Duration SOON = Duration.ofMillis(20);

  /** Opens the exercise that is under test, over leaves. */
  @FunctionalInterface
  interface Subject {
    Exercise open(OpenLeaves leaves, PitfallPlan plan);
  }

  private static PitfallPlan plan(Pitfall pitfall, Way way) {
    return PitfallPlan.of(
        pitfall,
        way,
        pitfall == Pitfall.LOCK_ORDER ? 2 : TASKS,
        PERCENT,
        new Heartbeat(TimeUnit.MILLISECONDS.toNanos(1)),
        new ResultCheck("pitfalls", Model.PLATFORM, "x"));
  }

  private static void requireAllDone(Subject subject, Pitfall pitfall) throws Exception {
    for (Way way : Way.values()) {
      ScriptedLeaf leaf = new ScriptedLeaf();
      subject.open(new OpenLeaves(leaf), plan(pitfall, way)).run();
      assertThat(leaf.completed()).containsAll(IntStream.range(0, TASKS).boxed().toList());
    }
  }
}
