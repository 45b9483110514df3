package org.asyncmark.pattern.lock;

import org.asyncmark.pattern.ContractCanFailTest;
import org.asyncmark.pattern.Mistake;
import org.asyncmark.pattern.Stage;
import org.asyncmark.pattern.Stages;
import org.jspecify.annotations.Nullable;

/** Shows that the contract catches locks that do not work: each of these is wrong in one way. */
class LockContractCanFailTest
    extends ContractCanFailTest<LockContract.Subject, LockContractCanFailTest.Wrong> {
  LockContractCanFailTest() {
    super(Wrong.values(), LockContract.values());
  }

  /** A mistake, and the rule that has to catch it. */
  enum Wrong implements Mistake<LockContract.Subject> {
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
    TAKES_STACK_FOR_EACH_TURN(LockContract.MANY_TURNS_NEED_NO_STACK);

    private final LockContract caughtBy;

    Wrong(LockContract caughtBy) {
      this.caughtBy = caughtBy;
    }

    @Override
    public LockContract caughtBy() {
      return caughtBy;
    }
  }

  @Override
  protected LockContract.Subject subject(Stages stages, @Nullable Wrong mistake) {
    return (state, leaves) -> {
      Stage stage = stages.open(8, leaves);
      return new WrongContention(stage.tasks(), state, stage.blockingLeaf(), mistake);
    };
  }
}
