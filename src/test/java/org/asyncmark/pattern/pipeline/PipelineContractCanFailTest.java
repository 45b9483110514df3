package org.asyncmark.pattern.pipeline;

import org.asyncmark.pattern.ContractCanFailTest;
import org.asyncmark.pattern.Mistake;
import org.asyncmark.pattern.ScriptedLeaf;
import org.asyncmark.pattern.Stages;
import org.jspecify.annotations.Nullable;

/** Shows that the contract catches models that do other work: each of these is wrong in one way. */
class PipelineContractCanFailTest
    extends ContractCanFailTest<PipelineContract.Subject, PipelineContractCanFailTest.Wrong> {
  PipelineContractCanFailTest() {
    super(Wrong.values(), PipelineContract.values());
  }

  /** A mistake, and the rule that has to catch it. */
  enum Wrong implements Mistake<PipelineContract.Subject> {
    LOSES_AN_ITEM(PipelineContract.EACH_ITEM_THAT_WAS_PUT_HAS_THE_END_THAT_WAS_DRAWN),
    ENDS_AN_ITEM_TWICE(PipelineContract.EACH_ITEM_THAT_WAS_PUT_HAS_THE_END_THAT_WAS_DRAWN),
    PROCESSES_WHAT_FAILS(PipelineContract.EACH_ITEM_THAT_WAS_PUT_HAS_THE_END_THAT_WAS_DRAWN),
    EXCEEDS_ITS_CAPACITY(PipelineContract.A_PRODUCER_WAITS_WHILE_THE_QUEUE_IS_FULL),
    HAS_ONE_WORKER(PipelineContract.ALL_WORKERS_WORK_AT_ONCE),
    ENDS_A_WORKER_THAT_FAILED(PipelineContract.A_WORKER_GOES_ON_AFTER_AN_ITEM_THAT_FAILED),
    IS_OVER_WHEN_ALL_IS_TAKEN(PipelineContract.THE_OP_IS_OVER_WHEN_THE_LAST_ITEM_HAS_ITS_END),
    FORGETS_WHAT_WAS_IN_THE_QUEUE(
        PipelineContract.WHAT_A_CANCELLED_PIPELINE_LEAVES_IS_DROPPED_AND_COUNTED),
    FORGETS_WHAT_WAS_AT_WORK(
        PipelineContract.WHAT_A_CANCELLED_PIPELINE_LEAVES_IS_DROPPED_AND_COUNTED),
    WAITS_FOR_WORK_THAT_IS_CANCELLED(
        PipelineContract.WHAT_A_CANCELLED_PIPELINE_LEAVES_IS_DROPPED_AND_COUNTED),
    WATCHES_NOTHING(PipelineContract.THE_MONITOR_SEES_HOW_LONG_THE_QUEUE_IS),
    IGNORES_INTERRUPTION(PipelineContract.AN_INTERRUPTED_CALLER_LEAVES_NOTHING_RUNNING),
    RUNS_ON_WHEN_INTERRUPTED(PipelineContract.AN_INTERRUPTED_CALLER_LEAVES_NOTHING_RUNNING);

    private final PipelineContract caughtBy;

    Wrong(PipelineContract caughtBy) {
      this.caughtBy = caughtBy;
    }

    @Override
    public PipelineContract caughtBy() {
      return caughtBy;
    }
  }

  @Override
  protected PipelineContract.Subject subject(Stages stages, @Nullable Wrong mistake) {
    return new PipelineContract.Subject() {
      @Override
      public Pipeline open(PipelineShape shape, ScriptedLeaf leaf) {
        return new WrongPipeline(stages.open(1, leaf), shape, mistake);
      }

      @Override
      public PipelineShape shape(int capacity, int producers, int workers, int items) {
        return new PipelineShape(capacity, producers, workers, items, PipelineShutdown.SENTINEL);
      }
    };
  }
}
