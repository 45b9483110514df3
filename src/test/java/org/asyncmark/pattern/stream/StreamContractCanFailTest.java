package org.asyncmark.pattern.stream;

import org.asyncmark.pattern.ContractCanFailTest;
import org.asyncmark.pattern.Mistake;
import org.asyncmark.pattern.ScriptedLeaf;
import org.asyncmark.pattern.Stages;
import org.jspecify.annotations.Nullable;

/** Shows that the contract catches models that do other work: each of these is wrong in one way. */
class StreamContractCanFailTest
    extends ContractCanFailTest<StreamContract.Subject, StreamContractCanFailTest.Wrong> {
  StreamContractCanFailTest() {
    super(Wrong.values(), StreamContract.values());
  }

  /** A mistake, and the rule that has to catch it. */
  enum Wrong implements Mistake<StreamContract.Subject> {
    SKIPS_AN_ITEM(StreamContract.THE_ITEMS_COME_IN_ORDER_AND_THE_END_BEHIND_THEM),
    TAKES_AN_ITEM_TWICE(StreamContract.THE_ITEMS_COME_IN_ORDER_AND_THE_END_BEHIND_THEM),
    LOSES_A_FAILURE(StreamContract.THE_ITEMS_COME_IN_ORDER_AND_THE_END_BEHIND_THEM),
    NEVER_WORKS_AHEAD(StreamContract.THE_SOURCE_WORKS_AHEAD_OF_A_CONSUMER_THAT_IS_AT_WORK),
    WORKS_TOO_FAR_AHEAD(StreamContract.THE_SOURCE_IS_HELD_BACK_BY_A_CONSUMER_THAT_IS_AT_WORK),
    LETS_A_FAILURE_OVERTAKE(
        StreamContract.A_FAILURE_OF_THE_SOURCE_COMES_BEHIND_THE_ITEMS_BEFORE_IT),
    LETS_A_CLOSED_SOURCE_FINISH(StreamContract.A_SOURCE_THAT_IS_CLOSED_ENDS_WHERE_IT_WAITS),
    DOES_NOT_WAIT_FOR_THE_SOURCE(StreamContract.THE_OP_IS_OVER_WHEN_THE_SOURCE_IS_FREE),
    SWALLOWS_THE_CONSUMERS_FAILURE(StreamContract.A_CONSUMER_THAT_FAILS_CLOSES_THE_STREAM),
    FAILS_WITHOUT_CLOSING(StreamContract.A_CONSUMER_THAT_FAILS_CLOSES_THE_STREAM),
    IGNORES_INTERRUPTION(StreamContract.AN_INTERRUPTED_CALLER_LEAVES_NOTHING_RUNNING),
    LETS_THE_STREAM_RUN_ON(StreamContract.AN_INTERRUPTED_CALLER_LEAVES_NOTHING_RUNNING),
    COUNTS_NO_WAITS(StreamContract.ITEMS_THAT_WAIT_ARE_COUNTED);

    private final StreamContract caughtBy;

    Wrong(StreamContract caughtBy) {
      this.caughtBy = caughtBy;
    }

    @Override
    public StreamContract caughtBy() {
      return caughtBy;
    }
  }

  @Override
  protected StreamContract.Subject subject(Stages stages, @Nullable Wrong mistake) {
    return new StreamContract.Subject() {
      @Override
      public Streaming open(StreamShape shape, ScriptedLeaf leaf) {
        return new WrongStreaming(stages.open(4, leaf), shape, mistake);
      }

      @Override
      public int ahead() {
        return 2;
      }
    };
  }
}
