package org.asyncmark.pattern.condition;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntConsumer;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.Caught;
import org.asyncmark.pattern.Releases;
import org.asyncmark.pattern.ScriptedLeaf;
import org.asyncmark.pattern.Stage;
import org.asyncmark.pattern.Stages;
import org.asyncmark.pattern.WaitersContract;
import org.asyncmark.pattern.WaitingThreads;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Shows that the contracts catch conditions that do other work: each is wrong in one way. */
class ConditionContractCanFailTest {
  private final Stages stages = new Stages(Model.PLATFORM);

  private enum Mistake {
    NO_LOOP,
    NOBODY_NOTIFIES_THE_NEXT,
    A_NUDGE_STANDS_FOR_THE_NEXT_NOTIFICATION
  }

  @AfterEach
  void close() {
    stages.close();
  }

  @Test
  void waitingWithoutALoopIsCaught() {
    requireBroken(ConditionContract.A_NOTIFICATION_WITHOUT_A_TOKEN_LETS_NOBODY_GO, Mistake.NO_LOOP);
  }

  @Test
  void aWakeUpThatIsLostIsCaught() {
    requireBroken(
        ConditionContract.NO_WAKE_UP_IS_LOST_AMONG_SPURIOUS_ONES,
        Mistake.A_NUDGE_STANDS_FOR_THE_NEXT_NOTIFICATION);
  }

  @Test
  void aWaiterThatIsForgottenIsCaught() {
    WaitersContract.Subject forgetful =
        WaitersContract.Subject.on(
            stages, (stage, releases) -> open(stage, releases, Mistake.NOBODY_NOTIFIES_THE_NEXT));
    Caught.requireBroken(() -> WaitersContract.EVERY_WAITER_IS_LET_GO_ONCE.check(forgetful));
  }

  private void requireBroken(ConditionContract rule, Mistake mistake) {
    Caught.requireBroken(() -> rule.check(releases -> open(stage(), releases, mistake)));
  }

  private Stage stage() {
    return stages.open(1, new ScriptedLeaf());
  }

  private static ConditionWaiters open(Stage stage, Releases releases, Mistake mistake) {
    Tokens tokens = new Tokens(Notify.ONE, releases);
    return new BlockingConditionWaiters(
        WaitingThreads.open(stage, releases), tokens, new WrongGate(tokens, mistake));
  }

  private static final class WrongGate implements Gate {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition granted = lock.newCondition();
    private final Tokens tokens;
    private final Mistake mistake;
    private boolean nudged; // guarded by lock

    WrongGate(Tokens tokens, Mistake mistake) {
      this.tokens = tokens;
      this.mistake = mistake;
    }

    @Override
    public void pass(int waiter, IntConsumer arrives) throws InterruptedException {
      lock.lock();
      try {
        arrives.accept(waiter);
        do {
          granted.await();
        } while (!tokens.available() && mistake != Mistake.NO_LOOP);
        if (tokens.take(waiter) && mistake != Mistake.NOBODY_NOTIFIES_THE_NEXT) {
          granted.signal();
        }
      } finally {
        lock.unlock();
      }
    }

    @Override
    public void open() {
      locked(
          () -> {
            tokens.grant(() -> {}, () -> {});
            if (!nudged) {
              granted.signal();
            }
            nudged = false;
          });
    }

    @Override
    public void nudge() {
      if (mistake == Mistake.A_NUDGE_STANDS_FOR_THE_NEXT_NOTIFICATION) {
        locked(() -> nudged = true);
      } else {
        locked(granted::signalAll);
      }
    }

    private void locked(Runnable action) {
      lock.lock();
      try {
        action.run();
      } finally {
        lock.unlock();
      }
    }
  }
}
