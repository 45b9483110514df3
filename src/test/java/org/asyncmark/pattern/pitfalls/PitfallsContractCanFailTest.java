package org.asyncmark.pattern.pitfalls;

import java.util.BitSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.asyncmark.leaf.BlockingLeaf;
import org.asyncmark.leaf.FutureLeaf;
import org.asyncmark.leaf.Leaves;
import org.asyncmark.leaf.LoopLeaf;
import org.asyncmark.loop.EventLoop;
import org.asyncmark.measure.LeafTimes;
import org.asyncmark.pattern.ContractCanFailTest;
import org.asyncmark.pattern.Mistake;
import org.asyncmark.pattern.Stage;
import org.asyncmark.pattern.Stages;
import org.asyncmark.pattern.offload.OffloadMechanism;
import org.jspecify.annotations.Nullable;

/** Shows that the contract catches exercises that do other work: each is wrong in one way. */
class PitfallsContractCanFailTest
    extends ContractCanFailTest<PitfallsContract.Subject, PitfallsContractCanFailTest.Wrong> {
  PitfallsContractCanFailTest() {
    super(Wrong.values(), PitfallsContract.values());
  }

  /** A mistake, and the rule that has to catch it. */
  enum Wrong implements Mistake<PitfallsContract.Subject> {
    FINDS_NOTHING(PitfallsContract.THE_INSTRUMENT_FINDS_EACH_MISTAKE_AND_NOTHING_BY_THE_REMEDY),
    FINDS_TOO_MUCH(PitfallsContract.THE_INSTRUMENT_FINDS_EACH_MISTAKE_AND_NOTHING_BY_THE_REMEDY),
    LEAVES_OUT_A_TASK(PitfallsContract.EVERY_TASK_IS_DONE_WHICHEVER_WAY),
    LEAVES_OUT_A_TASK_WITH_A_LOCK(
        PitfallsContract.EVERY_TASK_IS_DONE_WHETHER_IT_HOLDS_A_MONITOR_OR_A_LOCK),
    BLOCKS_IN_EVERY_HANDLER(PitfallsContract.THE_HANDLERS_THAT_WERE_DRAWN_BLOCK_AND_NO_OTHERS),
    DOES_IT_THE_OTHER_WAY(PitfallsContract.TASKS_ARE_AT_WORK_ONE_BY_ONE_OR_ALL_AT_ONCE),
    RETURNS_BEFORE_ALL_HAVE_ENDED(
        PitfallsContract.TASKS_THAT_NOBODY_WAITS_FOR_HAVE_ENDED_WHEN_THE_OP_HAS),
    SWALLOWS_FAILURES(PitfallsContract.A_FAILURE_THAT_WAS_NOT_DRAWN_IS_THROWN),
    LEAVES_SESSIONS_OPEN(PitfallsContract.A_SESSION_FOR_A_REQUEST_IS_CLOSED_WITH_IT),
    GOES_ON_WHEN_INTERRUPTED(PitfallsContract.AN_INTERRUPTED_CALLER_HAS_NO_FURTHER_TASK_STARTED);

    private final PitfallsContract caughtBy;

    Wrong(PitfallsContract caughtBy) {
      this.caughtBy = caughtBy;
    }

    @Override
    public PitfallsContract caughtBy() {
      return caughtBy;
    }
  }

  @Override
  protected PitfallsContract.Subject subject(Stages stages, @Nullable Wrong mistake) {
    return (leaves, plan) -> {
      Leaves used = mistake == Wrong.LEAVES_SESSIONS_OPEN ? neverClosed(leaves) : leaves;
      Stage stage = stages.open(16, used);
      return wrong(right(stage, changed(plan, mistake)), plan, stage.tasks(2), mistake);
    };
  }

  private static Exercise right(Stage stage, PitfallPlan plan) {
    return plan.pitfall() == Pitfall.BLOCKING_HANDLER
        ? HandlerExercise.open(OffloadMechanism.POOL_SUBMIT, stage, plan)
        : PitfallMechanism.BLOCKING_TASKS.open(stage, plan);
  }

  private static PitfallPlan changed(PitfallPlan plan, @Nullable Wrong mistake) {
    boolean fewer =
        mistake == Wrong.LEAVES_OUT_A_TASK || mistake == Wrong.LEAVES_OUT_A_TASK_WITH_A_LOCK;
    BitSet drawn = (BitSet) plan.drawn().clone();
    if (mistake == Wrong.BLOCKS_IN_EVERY_HANDLER) {
      drawn.set(0, plan.tasks());
    }
    Way other = plan.byMistake() ? Way.REMEDY : Way.MISTAKE;
    return new PitfallPlan(
        plan.pitfall(),
        mistake == Wrong.DOES_IT_THE_OTHER_WAY ? other : plan.way(),
        plan.tasks() - (fewer ? 1 : 0),
        drawn,
        plan.heartbeat(),
        plan.check());
  }

  private static Exercise wrong(
      Exercise right, PitfallPlan plan, ExecutorService beside, @Nullable Wrong mistake) {
    if (mistake == null) {
      return right;
    }
    return switch (mistake) {
      case FINDS_NOTHING ->
          () -> {
            right.run();
            return 0;
          };
      case FINDS_TOO_MUCH -> () -> right.run() + 1;
      case RETURNS_BEFORE_ALL_HAVE_ENDED ->
          () -> {
            beside.submit(right::run);
            return plan.mistakes();
          };
      case SWALLOWS_FAILURES ->
          () -> {
            try {
              return right.run();
            } catch (ExecutionException e) {
              return plan.mistakes();
            }
          };
      case GOES_ON_WHEN_INTERRUPTED ->
          () -> {
            Future<Integer> goesOn = beside.submit(right::run);
            return goesOn.get();
          };
      default -> right;
    };
  }

  /** Returns blocking leaves that stay open though they are closed. */
  private static Leaves neverClosed(OpenLeaves leaves) {
    return new Leaves() {
      @Override
      public BlockingLeaf blocking(LeafTimes times) {
        BlockingLeaf leaf = leaves.blocking(times);
        return index -> leaf.call(index);
      }

      @Override
      public FutureLeaf future(LeafTimes times, Executor executor) {
        throw new UnsupportedOperationException("threads have none");
      }

      @Override
      public LoopLeaf loop(LeafTimes times, EventLoop loop) {
        throw new UnsupportedOperationException("threads have none");
      }
    };
  }
}
