package org.asyncmark.pattern.breaker;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicInteger;
import org.asyncmark.leaf.Leaves;
import org.asyncmark.pattern.ContractCanFailTest;
import org.asyncmark.pattern.Mistake;
import org.asyncmark.pattern.Stages;
import org.jspecify.annotations.Nullable;

/** Shows that the contract catches what does other work: each of these is wrong in one way. */
class BreakerContractCanFailTest
    extends ContractCanFailTest<BreakerContract.Subject, BreakerContractCanFailTest.Wrong> {
  BreakerContractCanFailTest() {
    super(Wrong.values(), BreakerContract.values());
  }

  /** A mistake, and the rule that has to catch it. */
  enum Wrong implements Mistake<BreakerContract.Subject> {
    REJECTS_A_CALL_IN_BETWEEN(BreakerContract.WHILE_IT_IS_CLOSED_EVERY_CALL_IS_MADE),
    OPENS_BEYOND_THE_THRESHOLD(
        BreakerContract.BY_TURNS_IT_OPENS_AT_THE_TWENTIETH_CALL_WHICH_IS_THE_TENTH_FAILURE),
    JUDGES_AT_FAILURES_ALONE(
        BreakerContract.BY_TURNS_FROM_A_FAILURE_ON_IT_OPENS_AT_THE_TWENTIETH_CALL_WHICH_SUCCEEDS),
    ROUNDS_THE_SHARE_UP(BreakerContract.BY_TURNS_IT_NEVER_OPENS_AT_A_PERCENT_MORE),
    JUDGES_A_WINDOW_THAT_IS_NOT_FULL(BreakerContract.IT_JUDGES_NOTHING_BEFORE_ITS_WINDOW_IS_FULL),
    NEVER_FORGETS_A_CALL(BreakerContract.ONLY_THE_LAST_CALLS_COUNT),
    PROBES_AT_ITS_TIME(BreakerContract.AN_OPEN_ONE_REJECTS_UNTIL_LATER_THAN_ITS_TIME),
    MAKES_A_PROBE_FOR_EACH_THAT_ENDED(BreakerContract.NO_MORE_PROBES_ARE_MADE_THAN_ARE_ALLOWED),
    CLOSES_WITH_ITS_PROBES_IN_THE_WINDOW(
        BreakerContract.PROBES_OF_WHICH_ENOUGH_SUCCEED_CLOSE_IT_WITH_AN_EMPTY_WINDOW),
    OPENS_AGAIN_FOR_WHAT_IS_LEFT_OF_ITS_TIME(
        BreakerContract.PROBES_OF_WHICH_TOO_MANY_FAIL_OPEN_IT_FOR_ITS_WHOLE_TIME_AGAIN),
    FORGETS_PROBES_THAT_ARE_GIVEN_UP(BreakerContract.A_PROBE_THAT_IS_GIVEN_UP_LEAVES_ITS_PLACE),
    COUNTS_WHAT_ENDS_LATE(BreakerContract.WHAT_ENDS_LATE_COUNTS_FOR_NOTHING),
    CLOSES_WHEN_A_PROBE_SUCCEEDS(BreakerContract.WHATEVER_CALLS_DO_IT_GOES_BY_THE_DEFINITION),
    LOSES_AN_END(BreakerContract.NO_END_IS_LOST_WHERE_MANY_CALL_AT_ONCE),
    LETS_EVERYBODY_PROBE(BreakerContract.NO_MORE_PROBES_ARE_MADE_WHERE_MANY_ASK_AT_ONCE),
    IS_NOT_TOLD_OF_AN_INTERRUPT(BreakerContract.AN_INTERRUPTED_CALLER_GIVES_UP_WHAT_IS_UNDER_WAY);

    private final BreakerContract caughtBy;

    Wrong(BreakerContract caughtBy) {
      this.caughtBy = caughtBy;
    }

    @Override
    public BreakerContract caughtBy() {
      return caughtBy;
    }
  }

  @Override
  protected BreakerContract.Subject subject(Stages stages, @Nullable Wrong mistake) {
    return new BreakerContract.Subject() {
      @Override
      public Breaker breaker(BreakerRule rule, MovableClock clock) {
        return new WrongBreaker(rule, clock, mistake);
      }

      @Override
      public Callers callers(Leaves leaf) {
        return Callers.open(stages.open(BreakerContract.CALLERS, leaf));
      }
    };
  }

  /** A breaker under a lock. */
  private static final class WrongBreaker implements Breaker {
    private final AtomicInteger asked = new AtomicInteger();
    private final BreakerRule rule;
    private final MovableClock clock;
    private final @Nullable Wrong mistake;
    private final Deque<Boolean> ends = new ArrayDeque<>();
    private State state = State.CLOSED;
    private long sinceNanos;
    private int probing;
    private int states;

    WrongBreaker(BreakerRule rule, MovableClock clock, @Nullable Wrong mistake) {
      this.rule = rule;
      this.clock = clock;
      this.mistake = mistake;
    }

    @Override
    public synchronized long tryAcquire() {
      long open = clock.nanos() - sinceNanos;
      long wait = rule.openMillis() * 1_000_000;
      if (state == State.OPEN
          && (mistake == Wrong.PROBES_AT_ITS_TIME ? open >= wait : open > wait)) {
        enter(State.HALF_OPEN);
      }
      boolean passes =
          switch (state) {
            case CLOSED ->
                mistake != Wrong.REJECTS_A_CALL_IN_BETWEEN || asked.incrementAndGet() % 100 != 0;
            case OPEN -> false;
            case HALF_OPEN -> probing < rule.probes() || mistake == Wrong.LETS_EVERYBODY_PROBE;
          };
      probing += passes ? 1 : 0;
      return passes ? states : REJECTED;
    }

    @Override
    public synchronized void ended(long permit, @Nullable Throwable failure) {
      if (permit != states && mistake != Wrong.COUNTS_WHAT_ENDS_LATE) {
        return;
      }
      if (mistake == Wrong.LOSES_AN_END && asked.incrementAndGet() == 64) {
        return;
      }
      ends.add(failure != null);
      boolean closed = state == State.CLOSED;
      int judged = closed ? rule.window() : rule.probes();
      if (ends.size() > judged && mistake != Wrong.NEVER_FORGETS_A_CALL) {
        ends.remove();
      }
      if (mistake == Wrong.MAKES_A_PROBE_FOR_EACH_THAT_ENDED && !closed) {
        probing = ends.size() - 1;
      }
      judge(judged, closed, failure != null);
    }

    private void judge(int judged, boolean closed, boolean failed) {
      boolean early =
          (mistake == Wrong.JUDGES_A_WINDOW_THAT_IS_NOT_FULL && ends.size() >= judged / 2)
              || (mistake == Wrong.CLOSES_WHEN_A_PROBE_SUCCEEDS && !closed && !failed);
      if (ends.size() < judged && !early) {
        return;
      }
      long failures = ends.stream().filter(each -> each).count();
      long share = failures * 100 + (mistake == Wrong.ROUNDS_THE_SHARE_UP ? judged : 0);
      long wanted = (long) rule.thresholdPercent() * judged;
      boolean opens =
          mistake == Wrong.OPENS_BEYOND_THE_THRESHOLD ? share > wanted : share >= wanted;
      if (opens && (mistake != Wrong.JUDGES_AT_FAILURES_ALONE || failed)) {
        enter(State.OPEN);
      } else if (!closed) {
        enter(State.CLOSED);
      }
    }

    @Override
    public synchronized void released(long permit) {
      if (state == State.HALF_OPEN
          && mistake != Wrong.FORGETS_PROBES_THAT_ARE_GIVEN_UP
          && mistake != Wrong.IS_NOT_TOLD_OF_AN_INTERRUPT) {
        probing--;
      }
    }

    @Override
    public synchronized State state() {
      return state;
    }

    private void enter(State next) {
      if (state != State.HALF_OPEN || mistake != Wrong.OPENS_AGAIN_FOR_WHAT_IS_LEFT_OF_ITS_TIME) {
        sinceNanos = clock.nanos();
      }
      if (next != State.CLOSED || mistake != Wrong.CLOSES_WITH_ITS_PROBES_IN_THE_WINDOW) {
        ends.clear();
      }
      state = next;
      states++;
      probing = 0;
    }
  }
}
