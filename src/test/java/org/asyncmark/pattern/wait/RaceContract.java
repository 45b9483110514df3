package org.asyncmark.pattern.wait;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.asyncmark.leaf.Leaves;
import org.asyncmark.pattern.Caller;
import org.asyncmark.pattern.Rule;
import org.asyncmark.pattern.ScriptedLeaf;
import org.jspecify.annotations.Nullable;

/**
 * What every race must do, whatever its model: each constant is one rule that holds or throws. Some
 * are about one kind of race, the others about each kind that a mechanism can do.
 */
enum RaceContract implements Rule<RaceContract.Subject> {
  THE_FIRST_END_DECIDES_WHEREVER_IT_STANDS(cancelling(Until.FIRST)) {
    @Override
    public void check(Subject subject) throws Exception {
      for (int winner : List.of(1, 0, 2)) {
        Running running = Running.start(subject, rules(), 3);
        running.leaf.release(winner);
        assertThat(running.result()).containsExactly(End.well(winner));
      }
    }
  },

  THE_FIRST_END_MAY_BE_A_FAILURE(cancelling(Until.FIRST)) {
    @Override
    public void check(Subject subject) throws Exception {
      Running running = Running.start(subject, rules(), 3);
      IOException failure = new IOException("no");
      running.leaf.releaseWith(1, failure);
      assertThat(running.result()).containsExactly(new End(1, failure));
    }
  },

  THE_FIRST_SUCCESS_PASSES_OVER_FAILURES(cancelling(Until.FIRST_SUCCESS)) {
    @Override
    public void check(Subject subject) throws Exception {
      Running running = Running.start(subject, rules(), 3);
      running.leaf.releaseWith(0, new IOException("no"));
      running.leaf.releaseWith(2, new IOException("neither"));
      assertThat(running.returnsWithin(SOON)).isFalse();
      running.leaf.release(1);
      assertThat(running.result()).containsExactly(End.well(1));
    }
  },

  WITHOUT_A_SUCCESS_A_FAILURE_IS_THROWN(cancelling(Until.FIRST_SUCCESS)) {
    @Override
    public void check(Subject subject) throws Exception {
      List<IOException> failures = List.of(new IOException("no"), new IOException("neither"));
      Running running = Running.start(subject, rules(), 2);
      running.leaf.releaseWith(0, failures.get(0));
      running.leaf.releaseWith(1, failures.get(1));
      assertThat(running.failure())
          .isExactlyInstanceOf(ExecutionException.class)
          .cause()
          .isIn(failures);
    }
  },

  THE_FIRST_FAILURE_DECIDES_AND_NO_SUCCESS(cancelling(Until.FIRST_FAILURE)) {
    @Override
    public void check(Subject subject) throws Exception {
      Running running = Running.start(subject, rules(), 3);
      running.leaf.release(0);
      assertThat(running.returnsWithin(SOON)).isFalse();
      IOException failure = new IOException("no");
      running.leaf.releaseWith(2, failure);
      assertThat(running.result()).containsExactly(new End(2, failure));
    }
  },

  WITHOUT_A_FAILURE_ALL_ENDS_ARE_RETURNED(cancelling(Until.FIRST_FAILURE)) {
    @Override
    public void check(Subject subject) throws Exception {
      Running running = Running.start(subject, rules(), 3);
      running.leaf.releaseAll(3);
      assertThat(running.result()).containsExactlyInAnyOrder(End.well(0), End.well(1), End.well(2));
    }
  },

  ALL_WAITS_FOR_THE_LAST_AND_RETURNS_FAILURES_TOO(cancelling(Until.ALL)) {
    @Override
    public void check(Subject subject) throws Exception {
      Running running = Running.start(subject, rules(), 3);
      IOException failure = new IOException("no");
      running.leaf.releaseWith(1, failure);
      running.leaf.release(2);
      assertThat(running.returnsWithin(SOON)).isFalse();
      running.leaf.release(0);
      assertThat(running.result())
          .containsExactlyInAnyOrder(End.well(0), new End(1, failure), End.well(2));
    }
  },

  EACH_END_IS_HANDED_OVER_AS_IT_COMES(cancelling(Until.AS_COMPLETED)) {
    @Override
    public void check(Subject subject) throws Exception {
      Running running = Running.start(subject, rules(), 3);
      IOException failure = new IOException("no");
      running.leaf.release(2);
      assertThat(running.handed.take()).isEqualTo(End.well(2));
      running.leaf.releaseWith(0, failure);
      assertThat(running.handed.take()).isEqualTo(new End(0, failure));
      running.leaf.release(1);
      assertThat(running.handed.take()).isEqualTo(End.well(1));
      assertThat(running.result()).containsExactly(End.well(2), new End(0, failure), End.well(1));
    }
  },

  ALL_LEAVES_ARE_AT_WORK_AT_ONCE {
    @Override
    public void check(Subject subject) throws Exception {
      for (Rules rules : suiting(subject)) {
        Running running = Running.start(subject, rules, 5);
        assertThat(running.leaf.mostRunning()).isEqualTo(5);
        running.leaf.releaseAll(5);
        running.result();
      }
    }
  },

  LOSERS_THAT_ARE_CANCELLED_END_WITHOUT_A_VALUE {
    @Override
    public void check(Subject subject) throws Exception {
      for (Rules rules : suiting(subject, Losers.CANCEL)) {
        Running running = Running.start(subject, rules, 3);
        running.decide(1);
        running.leaf.awaitNoneRunning();
        assertThat(running.leaf.completed()).doesNotContain(0, 2);
      }
    }
  },

  LOSERS_THAT_ARE_LEFT_GO_ON_TO_THEIR_END {
    @Override
    public void check(Subject subject) throws Exception {
      for (Rules rules : suiting(subject, Losers.LEAVE)) {
        Running running = Running.start(subject, rules, 3);
        running.decide(1);
        running.leaf.release(0);
        running.leaf.release(2);
        running.leaf.awaitNoneRunning();
        assertThat(running.leaf.completed()).contains(0, 2);
      }
    }
  },

  QUIET_IS_WHEN_LOSERS_THAT_WERE_LEFT_HAVE_ENDED {
    @Override
    public void check(Subject subject) throws Exception {
      for (Rules rules : suiting(subject, Losers.LEAVE)) {
        Running running = Running.start(subject, rules, 3);
        running.decide(1);
        running.leaf.release(0);
        assertThat(running.quietWithin(SOON)).isFalse();
        running.leaf.release(2);
        running.quiet();
        assertThat(running.leaf.completed()).contains(0, 2);
      }
    }
  },

  QUIET_IS_WHEN_LOSERS_THAT_WERE_CANCELLED_HAVE_ENDED {
    @Override
    public void check(Subject subject) throws Exception {
      for (Rules rules : suiting(subject, Losers.CANCEL)) {
        ScriptedLeaf leaf = new ScriptedLeaf().holdAll(3);
        CompletableFuture<Void> gone = new CompletableFuture<>();
        Race race = subject.open(new LingeringLeaf(leaf, gone), rules);
        Running running = Running.start(race, rules, 3, leaf);
        running.decide(1);
        try {
          assertThat(running.quietWithin(SOON)).isFalse();
        } finally {
          gone.complete(null);
        }
        running.quiet();
      }
    }
  },

  AN_INTERRUPTED_CALLER_LEAVES_NO_LEAF_AT_WORK {
    @Override
    public void check(Subject subject) throws Exception {
      for (Rules rules : suiting(subject)) {
        Running running = Running.start(subject, rules, 3);
        running.interrupt();
        assertThat(running.failure()).isInstanceOf(InterruptedException.class);
        running.leaf.awaitNoneRunning();
        assertThat(running.leaf.completed()).isEmpty();
      }
    }
  },

  NOTHING_OF_A_RACE_IS_IN_THE_NEXT {
    @Override
    public void check(Subject subject) throws Exception {
      for (Rules rules : suiting(subject)) {
        ScriptedLeaf leaf = new ScriptedLeaf();
        Race race = subject.open(leaf, rules);
        for (int winner : List.of(2, 0)) {
          leaf.holdAll(3);
          Running running = Running.start(race, rules, 3, leaf);
          List<End> ends = running.decide(winner);
          leaf.releaseAll(3);
          running.quiet();
          leaf.awaitNoneRunning();
          List<Long> leaves = ends.stream().map(End::leaf).toList();
          if (rules.until().hasLosers()) {
            assertThat(leaves).containsExactly((long) winner);
          } else {
            assertThat(leaves).containsExactlyInAnyOrder(0L, 1L, 2L);
          }
          leaf.reset();
        }
      }
    }
  },

  A_LEAF_THAT_IS_BACK_IN_TIME_IS_NOT_HEDGED(hedged(Until.FIRST, Duration.ofSeconds(10))) {
    @Override
    public void check(Subject subject) throws Exception {
      Running running = Running.start(subject, rules(), 2);
      assertThat(running.leaf.startsWithin(2, SOON)).isFalse();
      running.leaf.release(0);
      assertThat(running.result()).containsExactly(End.well(0));
      running.quiet();
      assertThat(running.leaf.startsWithin(2, SOON)).isFalse();
    }
  },

  A_LEAF_THAT_IS_LATE_IS_HEDGED(hedged(Until.FIRST, Duration.ofMillis(1))) {
    @Override
    public void check(Subject subject) throws Exception {
      Running running = Running.start(subject, rules(), 3);
      running.leaf.awaitStarted(3);
      running.leaf.release(1);
      assertThat(running.result()).containsExactly(End.well(1));
      running.leaf.awaitNoneRunning();
      assertThat(running.leaf.mostRunning()).isEqualTo(3);
    }
  },

  A_LEAF_THAT_FAILS_IS_FOLLOWED_AT_ONCE(hedged(Until.FIRST_SUCCESS, Duration.ofSeconds(10))) {
    @Override
    public void check(Subject subject) throws Exception {
      Running running = Running.start(subject, rules(), 3);
      running.leaf.releaseWith(0, new IOException("no"));
      running.leaf.awaitStarted(2);
      running.leaf.release(1);
      assertThat(running.result()).containsExactly(End.well(1));
    }
  };

  /** Who has what it takes to end does so within this time. */
  private static final Duration SOON = Duration.ofMillis(10);

  private final @Nullable Rules rules;

  RaceContract() {
    this(null);
  }

  RaceContract(@Nullable Rules rules) {
    this.rules = rules;
  }

  /** Returns the rules of the race that this is about; null if it is about all. */
  @Nullable Rules rules() {
    return rules;
  }

  /** What is under test. It must run at least 5 leaves at once. */
  interface Subject {
    Race open(Leaves leaf, Rules rules);

    boolean suits(Rules rules);
  }

  private static Rules cancelling(Until until) {
    return new Rules(until, Losers.CANCEL, Duration.ZERO);
  }

  private static Rules hedged(Until until, Duration hedge) {
    return new Rules(until, Losers.CANCEL, hedge);
  }

  /** Returns the rules that the subject can do without a hedge. */
  private static List<Rules> suiting(Subject subject) {
    List<Rules> suiting = new ArrayList<>();
    for (Until until : Until.values()) {
      for (Losers losers : Losers.values()) {
        suiting.add(new Rules(until, losers, Duration.ZERO));
      }
    }
    suiting.removeIf(each -> !subject.suits(each));
    return suiting;
  }

  /** Returns those by which there are losers, and this becomes of them. */
  private static List<Rules> suiting(Subject subject, Losers losers) {
    return suiting(subject).stream()
        .filter(each -> each.until().hasLosers() && each.losers() == losers)
        .toList();
  }

  /** A race whose caller waits for its result, and then until it is quiet. */
  private record Running(
      Rules rules,
      ScriptedLeaf leaf,
      BlockingQueue<End> handed,
      CompletableFuture<List<End>> ends,
      Caller<?> caller) {
    /** Starts a race of leaves that are held, and returns once they are at work. */
    static Running start(Subject subject, Rules rules, int leaves) throws InterruptedException {
      ScriptedLeaf leaf = new ScriptedLeaf().holdAll(leaves);
      return start(subject.open(leaf, rules), rules, leaves, leaf);
    }

    static Running start(Race race, Rules rules, int leaves, ScriptedLeaf leaf)
        throws InterruptedException {
      BlockingQueue<End> handed = new LinkedBlockingQueue<>();
      CompletableFuture<List<End>> ends = new CompletableFuture<>();
      Caller<?> caller =
          Caller.start(
              () -> {
                try {
                  ends.complete(race.run(leaves, handed::add));
                } catch (Exception e) {
                  ends.completeExceptionally(e);
                }
                race.quiet();
                return null;
              });
      leaf.awaitStarted(rules.atStart(leaves));
      return new Running(rules, leaf, handed, ends, caller);
    }

    /** Has a leaf decide the race, after all the others if that is what it takes. */
    List<End> decide(int winner) throws Exception {
      if (!rules.until().hasLosers()) {
        for (int i = 0; i < 3; i++) {
          if (i != winner) {
            leaf.release(i);
          }
        }
      }
      if (rules.until() == Until.FIRST_FAILURE) {
        leaf.releaseWith(winner, new IOException("no"));
      } else {
        leaf.release(winner);
      }
      return result();
    }

    List<End> result() throws Exception {
      return ends.get();
    }

    Throwable failure() throws InterruptedException {
      try {
        throw new AssertionError("wanted a failure, got " + ends.get());
      } catch (ExecutionException e) {
        return e.getCause();
      }
    }

    boolean returnsWithin(Duration time) throws Exception {
      try {
        ends.get(time.toNanos(), TimeUnit.NANOSECONDS);
        return true;
      } catch (TimeoutException e) {
        return false;
      }
    }

    void interrupt() {
      caller.interrupt();
    }

    void quiet() throws Exception {
      caller.result();
    }

    boolean quietWithin(Duration time) throws InterruptedException {
      return caller.returnsWithin(time);
    }
  }
}
