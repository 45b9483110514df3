package org.asyncmark.pattern.wait;

import org.asyncmark.leaf.Leaves;
import org.asyncmark.pattern.ContractCanFailTest;
import org.asyncmark.pattern.Mistake;
import org.asyncmark.pattern.Stage;
import org.asyncmark.pattern.Stages;
import org.jspecify.annotations.Nullable;

/** Shows that the contract catches models that do other work: each of these is wrong in one way. */
class RaceContractCanFailTest
    extends ContractCanFailTest<RaceContract.Subject, RaceContractCanFailTest.Wrong> {
  private static final int POOL_SIZE = 8;

  RaceContractCanFailTest() {
    super(Wrong.values(), RaceContract.values());
  }

  /** A mistake, and the rule that has to catch it. */
  enum Wrong implements Mistake<RaceContract.Subject> {
    WAITS_FOR_THE_LEAF_THAT_IS_FIRST_IN_LINE(RaceContract.THE_FIRST_END_DECIDES_WHEREVER_IT_STANDS),
    PASSES_OVER_FAILURES(RaceContract.THE_FIRST_END_MAY_BE_A_FAILURE),
    TAKES_A_FAILURE_FOR_A_SUCCESS(RaceContract.THE_FIRST_SUCCESS_PASSES_OVER_FAILURES),
    RETURNS_A_FAILURE_AS_AN_END(RaceContract.WITHOUT_A_SUCCESS_A_FAILURE_IS_THROWN),
    TAKES_A_SUCCESS_FOR_A_FAILURE(RaceContract.THE_FIRST_FAILURE_DECIDES_AND_NO_SUCCESS),
    RETURNS_ONE_END_IF_NONE_FAILS(RaceContract.WITHOUT_A_FAILURE_ALL_ENDS_ARE_RETURNED),
    DROPS_FAILURES(RaceContract.ALL_WAITS_FOR_THE_LAST_AND_RETURNS_FAILURES_TOO),
    HANDS_ALL_OVER_IN_THE_END(RaceContract.EACH_END_IS_HANDED_OVER_AS_IT_COMES),
    STARTS_ONE_BY_ONE(RaceContract.ALL_LEAVES_ARE_AT_WORK_AT_ONCE),
    LEAVES_LOSERS_AT_WORK(RaceContract.LOSERS_THAT_ARE_CANCELLED_END_WITHOUT_A_VALUE),
    CANCELS_LOSERS(RaceContract.LOSERS_THAT_ARE_LEFT_GO_ON_TO_THEIR_END),
    IS_QUIET_AT_ONCE(RaceContract.QUIET_IS_WHEN_LOSERS_THAT_WERE_LEFT_HAVE_ENDED),
    IS_QUIET_WHEN_LOSERS_ARE_TOLD(RaceContract.QUIET_IS_WHEN_LOSERS_THAT_WERE_CANCELLED_HAVE_ENDED),
    LETS_LEAVES_WORK_ON_WHEN_INTERRUPTED(RaceContract.AN_INTERRUPTED_CALLER_LEAVES_NO_LEAF_AT_WORK),
    RETURNS_THE_ENDS_OF_THE_LAST_RACE(RaceContract.NOTHING_OF_A_RACE_IS_IN_THE_NEXT),
    HEDGES_AT_ONCE(RaceContract.A_LEAF_THAT_IS_BACK_IN_TIME_IS_NOT_HEDGED),
    NEVER_HEDGES(RaceContract.A_LEAF_THAT_IS_LATE_IS_HEDGED),
    WAITS_THOUGH_A_LEAF_HAS_FAILED(RaceContract.A_LEAF_THAT_FAILS_IS_FOLLOWED_AT_ONCE);

    private final RaceContract caughtBy;

    Wrong(RaceContract caughtBy) {
      this.caughtBy = caughtBy;
    }

    @Override
    public RaceContract caughtBy() {
      return caughtBy;
    }
  }

  @Override
  protected RaceContract.Subject subject(Stages stages, @Nullable Wrong mistake) {
    return new RaceContract.Subject() {
      @Override
      public Race open(Leaves leaf, Rules rules) {
        Stage stage = stages.open(POOL_SIZE, leaf);
        return new WrongRace(stage.tasks(), stage.blockingLeaf(), rules, mistake);
      }

      @Override
      public boolean suits(Rules rules) {
        return true;
      }
    };
  }
}
