package org.asyncmark.pattern.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.ResultCheck;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What an op and its timeline make of what was noted, at a token for each microsecond. */
@Tag("any-jdk")
class RateOpTest {
  private static final long START = Long.MAX_VALUE - 250; // the clock overflows on the way

  private final ResultCheck check = new ResultCheck("ratelimit", Model.LOOP, "x");
  private long now;
  private final RateOp op = new RateOp(4, new Rate(1_000_000, 2), () -> START + now);

  private void task(int task, long asked, long due, long admitted) {
    task(task, asked, asked, due, admitted);
  }

  private void task(int task, long asked, long taken, long due, long admitted) {
    now = asked;
    op.asks(task);
    if (due > asked) {
      now = taken;
      op.waits(task, START + due);
    }
    now = admitted;
    op.admitted(task);
  }

  private void asTheyShould() {
    task(0, 0, 0, 10);
    task(1, 5, 5, 15);
    task(2, 5, 1_000, 1_030);
    task(3, 5, 2_000, 2_050);
  }

  @Test
  void tasksThatKeepToTheRatePass() {
    asTheyShould();
    assertThatCode(() -> op.require(check)).doesNotThrowAnyException();
    assertThatCode(this::checkTimes).doesNotThrowAnyException();
    assertThat(op.latenessNanos(3)).isEqualTo(50);
    assertThat(new Timeline(op).lastedNanos()).isEqualTo(2_050);
  }

  @Test
  void aTaskThatWasNotAdmittedOrTwiceIsAnError() {
    asTheyShould();
    op.admitted(1);
    requireFailed(() -> op.require(check), "task 1 was admitted 2 times");
    op.clear();
    requireFailed(() -> op.require(check), "task 0 was admitted 0 times");
  }

  @Test
  void aTaskThatWasAdmittedBeforeItsTokenWasDueIsAnError() {
    task(0, 0, 0, 10);
    task(1, 5, 5, 15);
    task(2, 5, 1_000, 999);
    requireFailed(() -> op.require(check), "task 2 was admitted 1 ns before its token was due");
  }

  @Test
  void aWindowWithMoreTokensThanMayComeInItIsAnError() {
    task(0, 0, 0, 0);
    task(1, 0, 2_000, 2_000);
    task(2, 0, 2_000, 2_000);
    task(3, 0, 2_000, 2_000);
    requireFailed(
        this::checkTimes, "a window has 3.0 tokens more than come in it, the bucket holds 2");
  }

  @Test
  void aWindowMayBeANanosecondShortForTheRounding() {
    task(0, 0, 0, 0);
    task(1, 0, 0, 0);
    task(2, 0, 999, 999);
    task(3, 0, 1_999, 1_999);
    assertThatCode(this::checkTimes).doesNotThrowAnyException();
    task(3, 0, 1_998, 1_998);
    requireFailed(
        this::checkTimes, "a window has 2.002 tokens more than come in it, the bucket holds 2");
  }

  @Test
  void aTokenMayHaveBeenTakenWhenItsTaskTurnedToWait() {
    task(0, 0, 0, 600);
    task(1, 600, 600, 600);
    task(2, 600, 1_100, 2_700);
    task(3, 600, 1_500, 1_700, 2_700);
    assertThatCode(this::checkTimes).doesNotThrowAnyException();
    task(3, 600, 600, 1_700, 2_700);
    requireFailed(
        this::checkTimes, "a window has 2.3 tokens more than come in it, the bucket holds 2");
  }

  @Test
  void tasksThatGoOnFasterThanTokensComeAreAnErrorWhateverWasNotedOfTheirTokens() {
    task(0, 0, 0, 10);
    task(1, 0, 0, 10);
    task(2, 0, 600, 500, 980);
    task(3, 0, 2_000, 2_000);
    requireFailed(this::checkTimes, "3 tasks went on within 980 ns, in which 0 tokens came");
  }

  @Test
  void aTokenThatWasLostIsAnError() {
    task(0, 0, 0, 10);
    task(1, 5, 5, 15);
    task(2, 5, 1_000, 1_030);
    task(3, 5, 3_000, 3_050);
    requireFailed(this::checkTimes, "token 3 was due 995 ns later than the rate allows");
  }

  @Test
  void theBurstThatIsSeenCountsThoseWhoWereLateTogether() {
    asTheyShould();
    assertThat(new Timeline(op).burst()).isEqualTo(1.995);
    task(2, 5, 1_000, 2_050);
    assertThat(new Timeline(op).burst()).isEqualTo(2);
    task(0, 0, 0, 2_050);
    assertThat(new Timeline(op).burst()).isEqualTo(3);
  }

  @Test
  void whoIsWokenBeforeTheOwnerOfAnEarlierTokenOvertakes() {
    asTheyShould();
    assertThat(op.waiting()).containsExactly(2, 3);
    assertThat(op.overtaking(op.waiting())).isZero();
    task(2, 5, 1_000, 2_051);
    assertThat(op.overtaking(op.waiting())).isEqualTo(1);
  }

  private void checkTimes() {
    new Timeline(op).require(check);
  }

  private static void requireFailed(ThrowingCallable checking, String message) {
    assertThatThrownBy(checking)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("ratelimit, model loop, mechanism x: " + message);
  }
}
