package org.asyncmark.pattern.offload;

import org.asyncmark.pattern.ContractCanFailTest;
import org.asyncmark.pattern.Mistake;
import org.asyncmark.pattern.Stage;
import org.asyncmark.pattern.Stages;
import org.jspecify.annotations.Nullable;

/** Shows that the contract catches models that do other work: each of these is wrong in one way. */
class OffloadContractCanFailTest
    extends ContractCanFailTest<OffloadContract.Subject, OffloadContractCanFailTest.Wrong> {
  OffloadContractCanFailTest() {
    super(Wrong.values(), OffloadContract.values());
  }

  /** A mistake, and the rule that has to catch it. */
  enum Wrong implements Mistake<OffloadContract.Subject> {
    RETURNS_IN_ORDER_OF_COMPLETION(
        OffloadContract.EACH_RESULT_IS_THAT_OF_ITS_CALL_WHATEVER_THE_ORDER_OF_COMPLETION),
    LEAVES_OUT_A_CALL(
        OffloadContract.EACH_RESULT_IS_THAT_OF_ITS_CALL_WHATEVER_THE_ORDER_OF_COMPLETION),
    NOTES_NO_WAY_BACK(OffloadContract.EACH_CALL_IS_NOTED_ON_ITS_WAY_THERE_AND_BACK),
    HAS_ONE_THREAD_FOR_ALL_CALLS(
        OffloadContract.OFFLOADED_CALLS_OF_DIFFERENT_REQUESTS_ARE_MADE_AT_ONCE),
    MAKES_ALL_CALLS_AT_ONCE(OffloadContract.A_REQUEST_MAKES_ITS_CALLS_ONE_AFTER_ANOTHER),
    STARTS_THE_VICTIM_LAST(OffloadContract.THE_VICTIM_BEATS_WHILE_OFFLOADED_CALLS_BLOCK),
    BEATS_ONCE(OffloadContract.EVERY_BEAT_IS_MADE_THAT_WAS_DUE_HOWEVER_LATE),
    DOES_NOT_WAIT_FOR_THE_BEAT(OffloadContract.EVERY_BEAT_IS_MADE_THAT_WAS_DUE_HOWEVER_LATE),
    SWALLOWS_FAILURES(OffloadContract.A_CALL_THAT_FAILS_ENDS_ITS_REQUEST_AND_LETS_THE_OTHERS_GO_ON),
    GOES_ON_AFTER_A_FAILURE(
        OffloadContract.A_CALL_THAT_FAILS_ENDS_ITS_REQUEST_AND_LETS_THE_OTHERS_GO_ON),
    WORKS_FOR_NOTHING(OffloadContract.A_CALL_WITHOUT_WORK_ENDS_IN_PLACE),
    IGNORES_INTERRUPTION(OffloadContract.AN_INTERRUPTED_CALLER_HAS_NO_FURTHER_CALL_MADE);

    private final OffloadContract caughtBy;

    Wrong(OffloadContract caughtBy) {
      this.caughtBy = caughtBy;
    }

    @Override
    public OffloadContract caughtBy() {
      return caughtBy;
    }
  }

  @Override
  protected OffloadContract.Subject subject(Stages stages, @Nullable Wrong mistake) {
    return (leaf, plan) -> {
      Stage stage = stages.open(1, leaf);
      return new WrongOffloading(
          stage.tasks(plan.requests() + 1),
          stage.tasks(mistake == Wrong.HAS_ONE_THREAD_FOR_ALL_CALLS ? 1 : 16),
          stage.blockingLeaf(),
          plan,
          mistake);
    };
  }
}
