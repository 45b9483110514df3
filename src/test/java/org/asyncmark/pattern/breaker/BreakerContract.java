package org.asyncmark.pattern.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.asyncmark.leaf.Leaves;
import org.asyncmark.pattern.Caller;
import org.asyncmark.pattern.Rule;
import org.asyncmark.pattern.ScriptedLeaf;
import org.asyncmark.pattern.breaker.Breaker.State;
import org.asyncmark.pattern.breaker.Calls.End;

/**
 * What a breaker and its callers must do, whatever their model: each constant is one rule that
 * holds or throws. Time stands still but for where a rule puts it forward.
 */
enum BreakerContract implements Rule<BreakerContract.Subject> {
  WHILE_IT_IS_CLOSED_EVERY_CALL_IS_MADE {
    @Override
    public void check(Subject subject) throws Exception {
      Breaker breaker = subject.breaker(RULE, clock());
      Calls calls = new Calls(CALLERS, 50);
      subject.callers(new ScriptedLeaf()).run(breaker, calls);
      assertThat(calls.count(End.SUCCEEDED)).isEqualTo(CALLERS * 50);
      assertThat(breaker.state()).isEqualTo(State.CLOSED);
    }
  },

  BY_TURNS_IT_OPENS_AT_THE_TWENTIETH_CALL_WHICH_IS_THE_TENTH_FAILURE {
    @Override
    public void check(Subject subject) {
      Breaker breaker = subject.breaker(RULE, clock());
      for (int call = 1; call <= 20; call++) {
        assertThat(breaker.state()).isEqualTo(State.CLOSED);
        make(breaker, call % 2 == 0);
      }
      assertThat(breaker.state()).isEqualTo(State.OPEN);
    }
  },

  BY_TURNS_FROM_A_FAILURE_ON_IT_OPENS_AT_THE_TWENTIETH_CALL_WHICH_SUCCEEDS {
    @Override
    public void check(Subject subject) {
      Breaker breaker = subject.breaker(RULE, clock());
      for (int call = 1; call <= 20; call++) {
        assertThat(breaker.state()).isEqualTo(State.CLOSED);
        make(breaker, call % 2 == 1);
      }
      assertThat(breaker.state()).isEqualTo(State.OPEN);
    }
  },

  BY_TURNS_IT_NEVER_OPENS_AT_A_PERCENT_MORE {
    @Override
    public void check(Subject subject) {
      Breaker breaker = subject.breaker(new BreakerRule(20, 51, OPEN_MILLIS, 1), clock());
      for (int call = 1; call <= 200; call++) {
        make(breaker, call % 2 == 0);
        assertThat(breaker.state()).isEqualTo(State.CLOSED);
      }
    }
  },

  IT_JUDGES_NOTHING_BEFORE_ITS_WINDOW_IS_FULL {
    @Override
    public void check(Subject subject) {
      Breaker breaker = subject.breaker(RULE, clock());
      make(breaker, true, 19);
      assertThat(breaker.state()).isEqualTo(State.CLOSED);
      make(breaker, true);
      assertThat(breaker.state()).isEqualTo(State.OPEN);
    }
  },

  ONLY_THE_LAST_CALLS_COUNT {
    @Override
    public void check(Subject subject) {
      Breaker breaker = subject.breaker(RULE, clock());
      make(breaker, true, 9);
      make(breaker, false, 20);
      make(breaker, true, 9);
      assertThat(breaker.state()).isEqualTo(State.CLOSED);
      make(breaker, true);
      assertThat(breaker.state()).isEqualTo(State.OPEN);
    }
  },

  AN_OPEN_ONE_REJECTS_UNTIL_LATER_THAN_ITS_TIME {
    @Override
    public void check(Subject subject) {
      MovableClock clock = clock();
      Breaker breaker = subject.breaker(RULE, clock);
      open(breaker);
      assertThat(breaker.tryAcquire()).isEqualTo(Breaker.REJECTED);
      clock.advance(Duration.ofMillis(OPEN_MILLIS));
      assertThat(breaker.tryAcquire()).isEqualTo(Breaker.REJECTED);
      clock.advance(Duration.ofNanos(1));
      assertThat(breaker.state()).isEqualTo(State.OPEN); // nobody has asked
      assertThat(breaker.tryAcquire()).isNotEqualTo(Breaker.REJECTED);
      assertThat(breaker.state()).isEqualTo(State.HALF_OPEN);
    }
  },

  NO_MORE_PROBES_ARE_MADE_THAN_ARE_ALLOWED {
    @Override
    public void check(Subject subject) {
      Breaker breaker = halfOpen(subject, clock());
      long first = breaker.tryAcquire();
      long second = breaker.tryAcquire();
      long third = breaker.tryAcquire();
      assertThat(List.of(first, second, third)).doesNotContain(Breaker.REJECTED);
      assertThat(breaker.tryAcquire()).isEqualTo(Breaker.REJECTED);
      breaker.ended(first, null); // a probe that has ended makes no room for another
      assertThat(breaker.tryAcquire()).isEqualTo(Breaker.REJECTED);
      assertThat(breaker.state()).isEqualTo(State.HALF_OPEN);
    }
  },

  PROBES_OF_WHICH_ENOUGH_SUCCEED_CLOSE_IT_WITH_AN_EMPTY_WINDOW {
    @Override
    public void check(Subject subject) {
      Breaker breaker = halfOpen(subject, clock());
      make(breaker, true);
      make(breaker, false);
      assertThat(breaker.state()).isEqualTo(State.HALF_OPEN);
      make(breaker, false); // one of three has failed
      assertThat(breaker.state()).isEqualTo(State.CLOSED);
      make(breaker, true, 19);
      assertThat(breaker.state()).isEqualTo(State.CLOSED);
      make(breaker, true);
      assertThat(breaker.state()).isEqualTo(State.OPEN);
    }
  },

  PROBES_OF_WHICH_TOO_MANY_FAIL_OPEN_IT_FOR_ITS_WHOLE_TIME_AGAIN {
    @Override
    public void check(Subject subject) {
      MovableClock clock = clock();
      Breaker breaker = halfOpen(subject, clock);
      make(breaker, true);
      clock.advance(Duration.ofMillis(OPEN_MILLIS / 2));
      make(breaker, true);
      assertThat(breaker.state()).isEqualTo(State.HALF_OPEN); // all of them are judged together
      make(breaker, false);
      assertThat(breaker.state()).isEqualTo(State.OPEN);
      clock.advance(Duration.ofMillis(OPEN_MILLIS));
      assertThat(breaker.tryAcquire()).isEqualTo(Breaker.REJECTED);
      clock.advance(Duration.ofNanos(1));
      assertThat(breaker.tryAcquire()).isNotEqualTo(Breaker.REJECTED);
    }
  },

  A_PROBE_THAT_IS_GIVEN_UP_LEAVES_ITS_PLACE {
    @Override
    public void check(Subject subject) {
      Breaker breaker = halfOpen(subject, clock());
      breaker.released(breaker.tryAcquire());
      make(breaker, false, 3);
      assertThat(breaker.state()).isEqualTo(State.CLOSED);
    }
  },

  WHAT_ENDS_LATE_COUNTS_FOR_NOTHING {
    @Override
    public void check(Subject subject) {
      MovableClock clock = clock();
      Breaker breaker = subject.breaker(new BreakerRule(20, 50, OPEN_MILLIS, 2), clock);
      long late = breaker.tryAcquire();
      open(breaker);
      clock.advance(Duration.ofMillis(OPEN_MILLIS + 1));
      long probe = breaker.tryAcquire();
      breaker.ended(late, new IOException("late"));
      breaker.ended(probe, null);
      assertThat(breaker.state()).isEqualTo(State.HALF_OPEN);
      make(breaker, false);
      assertThat(breaker.state()).isEqualTo(State.CLOSED);
    }
  },

  WHATEVER_CALLS_DO_IT_GOES_BY_THE_DEFINITION {
    @Override
    public void check(Subject subject) {
      SplittableRandom random = new SplittableRandom(14);
      for (int run = 0; run < 40; run++) {
        int window = random.nextInt(1, 30);
        int probes = random.nextInt(1, Math.min(5, window) + 1);
        BreakerRule rule = new BreakerRule(window, random.nextInt(1, 101), OPEN_MILLIS, probes);
        MovableClock clock = clock();
        compare(subject.breaker(rule, clock), new Definition(rule), clock, random);
      }
    }
  },

  NO_END_IS_LOST_WHERE_MANY_CALL_AT_ONCE {
    @Override
    public void check(Subject subject) throws Exception {
      InlineCall failing = new InlineCall(0);
      failing.fail(true);
      Callers callers = subject.callers(failing);
      for (int run = 0; run < 30; run++) {
        Breaker breaker = subject.breaker(new BreakerRule(64, 100, OPEN_MILLIS, 1), clock());
        Calls calls = new Calls(CALLERS, 64 / CALLERS);
        callers.run(breaker, calls);
        assertThat(calls.count(End.FAILED)).isEqualTo(64);
        assertThat(breaker.state()).isEqualTo(State.OPEN);
        callers.run(breaker, calls);
        assertThat(calls.count(End.REJECTED)).isEqualTo(64);
      }
    }
  },

  NO_MORE_PROBES_ARE_MADE_WHERE_MANY_ASK_AT_ONCE {
    @Override
    public void check(Subject subject) throws Exception {
      Breaker breaker = halfOpen(subject, clock());
      ScriptedLeaf leaf = new ScriptedLeaf().holdAll(CALLERS);
      Callers callers = subject.callers(leaf);
      Calls calls = new Calls(CALLERS, 1);
      Caller<Calls> caller = Caller.start(() -> ran(callers, breaker, calls));
      leaf.awaitStarted(3);
      boolean more = leaf.startsWithin(4, SOON);
      leaf.releaseAll(CALLERS);
      assertThat(caller.result().count(End.SUCCEEDED)).isGreaterThanOrEqualTo(3);
      assertThat(more).isFalse();
      assertThat(breaker.state()).isEqualTo(State.CLOSED);
    }
  },

  AN_INTERRUPTED_CALLER_GIVES_UP_WHAT_IS_UNDER_WAY {
    @Override
    public void check(Subject subject) throws Exception {
      MovableClock clock = clock();
      Breaker breaker = subject.breaker(RULE, clock);
      open(breaker);
      clock.advance(Duration.ofMillis(OPEN_MILLIS + 1));
      ScriptedLeaf leaf = new ScriptedLeaf().hold(0);
      Callers callers = subject.callers(leaf);
      Caller<Calls> caller = Caller.start(() -> ran(callers, breaker, new Calls(1, 1)));
      leaf.awaitStarted(1);
      caller.interrupt();
      assertThat(caller.failure()).isInstanceOf(InterruptedException.class);
      leaf.awaitNoneRunning();
      leaf.reset();
      Calls next = new Calls(1, 1);
      do { // the place of the probe comes back a moment after its end
        callers.run(breaker, next);
      } while (next.end(0) == End.REJECTED);
      assertThat(next.end(0)).isEqualTo(End.SUCCEEDED);
      assertThat(breaker.state()).isEqualTo(State.CLOSED);
    }
  };

  static final int CALLERS = 8;

  private static final long OPEN_MILLIS = 1_000;
  private static final BreakerRule RULE = new BreakerRule(20, 50, OPEN_MILLIS, 1);
  private static final Duration SOON = Duration.ofMillis(20);
  private static final int STEPS = 500;

  /** What is under test. */
  interface Subject {
    Breaker breaker(BreakerRule rule, MovableClock clock);

    /** Opens callers, {@value #CALLERS} of whom may call at once. */
    Callers callers(Leaves leaf);
  }

  private static MovableClock clock() {
    return new MovableClock(() -> 0);
  }

  private static void make(Breaker breaker, boolean failing) {
    long permit = breaker.tryAcquire();
    assertThat(permit).isNotEqualTo(Breaker.REJECTED);
    breaker.ended(permit, failing ? new IOException("no") : null);
  }

  private static void make(Breaker breaker, boolean failing, int calls) {
    for (int call = 0; call < calls; call++) {
      make(breaker, failing);
    }
  }

  private static void open(Breaker breaker) {
    make(breaker, true, 20);
    assertThat(breaker.state()).isEqualTo(State.OPEN);
  }

  /** Opens a breaker that takes three probes, and waits until it does. */
  private static Breaker halfOpen(Subject subject, MovableClock clock) {
    Breaker breaker = subject.breaker(new BreakerRule(20, 50, OPEN_MILLIS, 3), clock);
    open(breaker);
    clock.advance(Duration.ofMillis(OPEN_MILLIS + 1));
    return breaker;
  }

  private static Calls ran(Callers callers, Breaker breaker, Calls calls) throws Exception {
    callers.run(breaker, calls);
    return calls;
  }

  private static void compare(
      Breaker breaker, Definition definition, MovableClock clock, SplittableRandom random) {
    List<Long> underWay = new ArrayList<>();
    int failingPercent = random.nextInt(100);
    for (int step = 0; step < STEPS; step++) {
      int states = definition.states();
      int choice = random.nextInt(100);
      if (choice < 10) {
        Duration time = Duration.ofMillis(random.nextLong(OPEN_MILLIS));
        clock.advance(time);
        definition.advance(time);
      } else if (choice < 15 && !underWay.isEmpty()) {
        breaker.released(underWay.remove(0));
        definition.released();
      } else if (choice < 55 && !underWay.isEmpty()) {
        boolean failing = random.nextInt(100) < failingPercent;
        breaker.ended(underWay.remove(0), failing ? new IOException("no") : null);
        definition.ended(failing);
      } else {
        long permit = breaker.tryAcquire();
        assertThat(permit != Breaker.REJECTED).isEqualTo(definition.passes());
        if (permit != Breaker.REJECTED) {
          underWay.add(permit);
        }
      }
      assertThat(breaker.state()).isEqualTo(definition.state());
      if (definition.states() != states) {
        underWay.subList(0, Math.max(0, underWay.size() - 1)).clear();
        if (definition.state() != State.HALF_OPEN) {
          underWay.clear(); // what ends late is a rule of its own
        }
      }
    }
  }
}
