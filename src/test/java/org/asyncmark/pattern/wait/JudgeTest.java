package org.asyncmark.pattern.wait;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.asyncmark.measure.HdrProfiler;
import org.asyncmark.measure.LeafTimes;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.Meter;
import org.asyncmark.pattern.ResultCheck;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JudgeTest {
  /** Recorders say so where nobody reads them. */
  static final HdrProfiler READER = new HdrProfiler();

  private static final long MILLI = 1_000_000;

  private final ResultCheck check = new ResultCheck("wait", Model.LOOP, "loop-wait");
  private final LeafTimes times = new LeafTimes(check.cell(), 3);
  private final Meter meter = new Meter();

  @AfterEach
  void close() {
    meter.close();
  }

  @Test
  void aRaceThatWentByThePlanPasses() {
    ran(0);
    assertThatCode(() -> judge(Until.FIRST, Losers.CANCEL, 0, MILLI, End.well(0)))
        .doesNotThrowAnyException();
  }

  @Test
  void aRaceThatAnotherLeafDecidedPasses() {
    ran(2);
    assertThatCode(() -> judge(Until.FIRST, Losers.CANCEL, 0, MILLI, End.well(2)))
        .doesNotThrowAnyException();
  }

  @Test
  void aRaceCannotBeOverBeforeItsLeafEnds() {
    ran(0);
    assertBroken(
        () -> judge(Until.FIRST, Losers.CANCEL, 0, MILLI - 1, End.well(0)),
        "the race was over after 999999 ns, and cannot be before 1000000");
  }

  @Test
  void oneEndDecides() {
    ran(0, 1);
    assertBroken(
        () -> judge(Until.FIRST, Losers.CANCEL, 0, MILLI, End.well(0), End.well(1)),
        "wanted 1 results, got 2");
  }

  @Test
  void anEndThatWasNotAtWorkIsNone() {
    assertBroken(
        () -> judge(Until.FIRST, Losers.CANCEL, 0, MILLI, End.well(1)), "leaf 1 of 3 did not run");
    assertBroken(
        () -> judge(Until.FIRST, Losers.CANCEL, 0, MILLI, End.well(3)), "there is no leaf 3");
  }

  @Test
  void aLoserThatIsLeftHasToEnd() {
    ran(0, 1);
    assertBroken(
        () -> judge(Until.FIRST, Losers.LEAVE, 0, MILLI, End.well(0)), "leaf 2 of 3 did not run");
  }

  @Test
  void aLeafFailsIfItIsToAndOnlyThen() {
    ran(0, 1);
    assertBroken(
        () -> judge(Until.FIRST, Losers.CANCEL, 0, MILLI, new End(1, new IOException())),
        "leaf 1 failed");
    assertBroken(
        () -> judge(Until.FIRST, Losers.CANCEL, 1, MILLI, End.well(0)), "leaf 0 did not fail");
  }

  @Test
  void aSuccessDecidesNoRaceForAFailure() {
    ran(1);
    assertBroken(
        () -> judge(Until.FIRST_FAILURE, Losers.CANCEL, 1, MILLI, End.well(1)),
        "leaf 1 does not decide a race until FIRST_FAILURE");
  }

  @Test
  void allLeavesEndOnce() {
    ran(0, 1, 2);
    assertBroken(
        () -> judge(Until.ALL, Losers.CANCEL, 0, 3 * MILLI, End.well(0), End.well(1)),
        "wanted 3 results, got 2");
    assertBroken(
        () -> judge(Until.ALL, Losers.CANCEL, 0, 3 * MILLI, End.well(0), End.well(1), End.well(1)),
        "wanted 3 results, got 2");
    assertThatCode(
            () ->
                judge(
                    Until.FIRST_FAILURE,
                    Losers.CANCEL,
                    0,
                    3 * MILLI,
                    End.well(1),
                    End.well(0),
                    End.well(2)))
        .doesNotThrowAnyException();
  }

  private void ran(int... leaves) {
    for (int leaf : leaves) {
      times.start(leaf);
      times.end(leaf);
    }
  }

  /** Judges a race of three leaves that end after 1, 2 and 3 ms, of which the first ones fail. */
  private void judge(Until until, Losers losers, int failing, long nanos, End... ends) {
    Rules rules = new Rules(until, losers, Duration.ZERO);
    DrawnEnds plan = new DrawnEnds(3, 1_000, failing);
    new Judge(check, times, plan, rules, 3, meter).judge(List.of(ends), nanos);
  }

  private void assertBroken(Runnable judging, String what) {
    assertThatThrownBy(judging::run)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("wait, model loop, mechanism loop-wait: " + what);
  }
}
