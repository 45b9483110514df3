package org.asyncmark.pattern.condition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.Releases;
import org.asyncmark.pattern.ResultCheck;
import org.asyncmark.pattern.Rule;

/** What waiters on a condition must do beside what all waiters must. */
enum ConditionContract implements Rule<ConditionContract.Subject> {
  A_NOTIFICATION_WITHOUT_A_TOKEN_LETS_NOBODY_GO {
    @Override
    public void check(Subject subject) throws Exception {
      Releases releases = new Releases(5);
      ConditionWaiters waiters = subject.open(releases);
      waiters.arm();
      waiters.nudge();
      assertThat(NOBODY.await(20, TimeUnit.MILLISECONDS)).isFalse(); // time for who would go on
      waiters.nudge();
      long released = System.nanoTime();
      assertThatCode(waiters::release).doesNotThrowAnyException();
      releases.requireEachOnce(CHECK, released);
    }
  },

  NO_WAKE_UP_IS_LOST_AMONG_SPURIOUS_ONES {
    @Override
    public void check(Subject subject) throws Exception {
      Releases releases = new Releases(5);
      ConditionWaiters waiters = subject.open(releases);
      for (int op = 1; op <= 200; op++) { // a nudge is under way when the notification comes
        waiters.arm();
        waiters.nudge();
        waiters.release();
        for (int i = 0; i < 5; i++) {
          assertThat(releases.times(i)).isEqualTo(op);
        }
      }
    }
  };

  private static final CountDownLatch NOBODY = new CountDownLatch(1);
  private static final ResultCheck CHECK = new ResultCheck("condition", Model.PLATFORM, "x");

  /** Opens the waiters that are under test. */
  @FunctionalInterface
  interface Subject {
    ConditionWaiters open(Releases releases);
  }
}
