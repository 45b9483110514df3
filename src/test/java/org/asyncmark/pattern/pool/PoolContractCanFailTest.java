package org.asyncmark.pattern.pool;

import java.time.Duration;
import org.asyncmark.leaf.Leaves;
import org.asyncmark.pattern.ContractCanFailTest;
import org.asyncmark.pattern.Mistake;
import org.asyncmark.pattern.Stage;
import org.asyncmark.pattern.Stages;
import org.jspecify.annotations.Nullable;

/** Shows that the contract catches models that do other work: each of these is wrong in one way. */
class PoolContractCanFailTest
    extends ContractCanFailTest<PoolContract.Subject, PoolContractCanFailTest.Wrong> {
  PoolContractCanFailTest() {
    super(Wrong.values(), PoolContract.values());
  }

  /** A mistake, and the rule that has to catch it. */
  enum Wrong implements Mistake<PoolContract.Subject> {
    GIVES_ANOTHER_VALUE(PoolContract.EVERY_TASK_HAS_THE_VALUE_OF_ITS_LEAF),
    LENDS_ONE_TOO_MANY(PoolContract.AS_MANY_LEAVES_RUN_AT_ONCE_AS_THERE_ARE_SLOTS_AND_NEVER_MORE),
    LENDS_ONE_TOO_FEW(PoolContract.AS_MANY_LEAVES_RUN_AT_ONCE_AS_THERE_ARE_SLOTS_AND_NEVER_MORE),
    LENDS_A_SLOT_TWICE(PoolContract.AS_MANY_LEAVES_RUN_AT_ONCE_AS_THERE_ARE_SLOTS_AND_NEVER_MORE),
    LENDS_WITHOUT_LIMIT(PoolContract.THROUGHPUT_IS_AT_MOST_SLOTS_OVER_LEAF_TIME),
    LENDS_THE_LAST_FIRST(PoolContract.IDLE_SLOTS_ARE_LENT_IN_ORDER),
    SERVES_THE_LAST_FIRST(PoolContract.WAITERS_ARE_SERVED_IN_THE_ORDER_OF_COMING),
    TIMES_OUT_EARLY(PoolContract.WHO_WAITS_FOR_TOO_LONG_GETS_NO_SLOT_AND_TAKES_NONE_FROM_OTHERS),
    NEVER_TIMES_OUT(PoolContract.WHO_WAITS_FOR_TOO_LONG_GETS_NO_SLOT_AND_TAKES_NONE_FROM_OTHERS),
    LENDS_TO_WHO_HAS_GIVEN_UP(
        PoolContract.WHO_WAITS_FOR_TOO_LONG_GETS_NO_SLOT_AND_TAKES_NONE_FROM_OTHERS),
    LENDS_WHAT_IS_BROKEN(PoolContract.A_BROKEN_SLOT_IS_REPLACED_ONCE_AND_NEVER_LENT_AGAIN),
    REPLACES_TWICE(PoolContract.A_BROKEN_SLOT_IS_REPLACED_ONCE_AND_NEVER_LENT_AGAIN),
    NEVER_REPLACES(PoolContract.A_BROKEN_SLOT_IS_REPLACED_ONCE_AND_NEVER_LENT_AGAIN),
    KEEPS_THE_SLOT_OF_A_FAILURE(
        PoolContract.A_FAILURE_GIVES_ITS_SLOT_BACK_AND_LEAVES_THE_OTHERS_ALONE),
    KEEPS_THE_SLOT_OF_AN_INTERRUPT(
        PoolContract.AN_INTERRUPTED_CALLER_LEAVES_NO_LEAF_RUNNING_AND_NO_SLOT_LENT),
    LETS_LEAVES_RUN_ON_WHEN_INTERRUPTED(
        PoolContract.AN_INTERRUPTED_CALLER_LEAVES_NO_LEAF_RUNNING_AND_NO_SLOT_LENT);

    private final PoolContract caughtBy;

    Wrong(PoolContract caughtBy) {
      this.caughtBy = caughtBy;
    }

    @Override
    public PoolContract caughtBy() {
      return caughtBy;
    }
  }

  @Override
  protected PoolContract.Subject subject(Stages stages, @Nullable Wrong mistake) {
    return new PoolContract.Subject() {
      @Override
      public Pool open(Leaves leaf, Slots slots, Duration timeout) {
        Stage stage = stages.open(10, leaf, PoolContract.MANY);
        return new WrongPool(stage.tasks(), stage.blockingLeaf(), slots, timeout, mistake);
      }

      @Override
      public Order order() {
        return Order.FIFO;
      }

      @Override
      public Duration shortest() {
        return Duration.ofMillis(50);
      }
    };
  }
}
