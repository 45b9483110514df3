package org.asyncmark.pattern.lock;

import java.util.ArrayList;
import java.util.List;
import org.asyncmark.pattern.Caught;
import org.asyncmark.pattern.queue.Ledger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Shows that the contract catches locks that do not work: each of these is wrong in one way. */
@Timeout(10)
class LockContractCanFailTest {
  private final List<WrongContention> opened = new ArrayList<>();

  /** A mistake, and the rule that has to catch it. */
  enum Mistake {
    HAS_NO_LOCK(LockContract.NOBODY_ENTERS_UNTIL_THE_HOLD_IS_OVER),
    UNLOCKS_BEFORE_THE_HOLD_IS_OVER(LockContract.NOBODY_ENTERS_UNTIL_THE_HOLD_IS_OVER),
    LOSES_A_TURN(LockContract.EVERY_CONTENDER_HAS_ALL_ITS_TURNS),
    GIVES_A_TURN_TO_ANOTHER_CONTENDER(LockContract.EVERY_CONTENDER_HAS_ALL_ITS_TURNS),
    LEAVES_OUT_A_HOLD(LockContract.EVERY_CONTENDER_HAS_ALL_ITS_TURNS),
    HAS_ONE_LOCK_FOR_ALL(LockContract.CONTENDERS_OF_DIFFERENT_LOCKS_HOLD_THEM_AT_ONCE),
    OVERTAKES_THOSE_WHO_WAIT(
        LockContract.WHERE_IT_IS_PROMISED_THE_FIRST_WHO_CAME_IS_THE_FIRST_SERVED),
    KEEPS_THE_LOCK_WHEN_A_HOLD_FAILS(
        LockContract.A_HOLD_THAT_FAILS_GIVES_THE_LOCK_BACK_AND_LETS_THE_OTHERS_GO_ON),
    SWALLOWS_FAILURES(LockContract.A_HOLD_THAT_FAILS_GIVES_THE_LOCK_BACK_AND_LETS_THE_OTHERS_GO_ON),
    GOES_ON_AFTER_A_FAILURE(
        LockContract.A_HOLD_THAT_FAILS_GIVES_THE_LOCK_BACK_AND_LETS_THE_OTHERS_GO_ON),
    IGNORES_INTERRUPTION(
        LockContract.AN_INTERRUPTED_CALLER_LEAVES_NOBODY_RUNNING_AND_NO_LOCK_TAKEN),
    KEEPS_THE_LOCK_WHEN_INTERRUPTED(
        LockContract.AN_INTERRUPTED_CALLER_LEAVES_NOBODY_RUNNING_AND_NO_LOCK_TAKEN),
    TAKES_STACK_FOR_EACH_TURN(LockContract.MANY_TURNS_NEED_NO_STACK),
    KEEPS_ITS_POOL_WHEN_CLOSED(LockContract.CLOSE_LEAVES_NO_THREAD_AND_MAY_BE_CALLED_TWICE);

    private final LockContract caughtBy;

    Mistake(LockContract caughtBy) {
      this.caughtBy = caughtBy;
    }
  }

  @ParameterizedTest
  @EnumSource
  void aContentionWithAMistakeIsCaught(Mistake mistake) {
    Caught.requireBroken(
        () -> mistake.caughtBy.check((ledger, leaves) -> open(ledger, leaves, mistake)));
  }

  @ParameterizedTest
  @EnumSource
  void withoutItsMistakeItKeepsEveryRule(LockContract rule) throws Exception {
    rule.check((ledger, leaves) -> open(ledger, leaves, null));
  }

  @AfterEach
  void endAll() {
    opened.forEach(WrongContention::endAll);
  }

  private WrongContention open(Ledger ledger, HeldLeaves leaves, @Nullable Mistake mistake) {
    WrongContention contention = new WrongContention(ledger, leaves.blocking(), mistake);
    opened.add(contention);
    return contention;
  }
}
