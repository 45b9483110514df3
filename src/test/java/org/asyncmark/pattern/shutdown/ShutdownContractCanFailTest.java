package org.asyncmark.pattern.shutdown;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.asyncmark.leaf.LeafKind;
import org.asyncmark.leaf.LeafSpec;
import org.asyncmark.pattern.ContractCanFailTest;
import org.asyncmark.pattern.Mistake;
import org.asyncmark.pattern.Stage;
import org.asyncmark.pattern.Stages;
import org.jspecify.annotations.Nullable;

/** Shows that the contract catches models that do other work: each of these is wrong in one way. */
class ShutdownContractCanFailTest
    extends ContractCanFailTest<ShutdownContract.Subject, ShutdownContractCanFailTest.Wrong> {
  ShutdownContractCanFailTest() {
    super(Wrong.values(), ShutdownContract.values());
  }

  /** A mistake, and the rule that has to catch it. */
  enum Wrong implements Mistake<ShutdownContract.Subject> {
    LOSES_AN_OFFER(ShutdownContract.EVERY_OFFER_ENDS_ONCE_WHENEVER_THE_STOP_COMES),
    COUNTS_ONE_TWICE(ShutdownContract.EVERY_OFFER_ENDS_ONCE_WHENEVER_THE_STOP_COMES),
    GIVES_THE_VALUE_OF_ANOTHER(ShutdownContract.EVERY_OFFER_ENDS_ONCE_WHENEVER_THE_STOP_COMES),
    REJECTS_BEFORE_THE_STOP(
        ShutdownContract.WHAT_WAS_OFFERED_BEFORE_THE_STOP_IS_TAKEN_AND_LASTS_TO_ITS_END),
    DOES_NOT_DRAIN(ShutdownContract.WHAT_WAS_OFFERED_BEFORE_THE_STOP_IS_TAKEN_AND_LASTS_TO_ITS_END),
    DOES_NOT_WAIT_FOR_THE_LAST(
        ShutdownContract.WHAT_WAS_OFFERED_BEFORE_THE_STOP_IS_TAKEN_AND_LASTS_TO_ITS_END),
    TAKES_MORE_WHILE_IT_DRAINS(ShutdownContract.ONCE_STOPPED_IT_TAKES_NO_MORE),
    HAS_NO_DEADLINE(ShutdownContract.WHAT_IS_LEFT_IS_CANCELLED_AT_THE_DEADLINE_AND_NO_SOONER),
    CANCELS_EARLY(ShutdownContract.WHAT_IS_LEFT_IS_CANCELLED_AT_THE_DEADLINE_AND_NO_SOONER),
    STOPS_FOR_GOOD(ShutdownContract.WHAT_IS_LEFT_IS_CANCELLED_AT_THE_DEADLINE_AND_NO_SOONER),
    FORGETS_WHAT_NEVER_BEGAN(ShutdownContract.WHAT_NEVER_BEGAN_IS_ABORTED_WITH_THE_REST),
    DOES_NOT_WAIT_FOR_WHAT_IT_CANCELS(
        ShutdownContract.WHAT_WAS_CANCELLED_HAS_ENDED_WHEN_IT_RETURNS),
    TAKES_A_FAILURE_FOR_AN_ABORT(ShutdownContract.A_FAILURE_IS_NO_END_AND_IS_SEEN),
    LETS_ALL_RUN_ON_WHEN_INTERRUPTED(ShutdownContract.AN_INTERRUPTED_CALLER_LEAVES_NOTHING_RUNNING),
    LEAVES_A_THREAD(ShutdownContract.NOTHING_IS_LEFT_OPEN_AND_ALL_CAN_BE_USED_AGAIN);

    private final ShutdownContract caughtBy;

    Wrong(ShutdownContract caughtBy) {
      this.caughtBy = caughtBy;
    }

    @Override
    public ShutdownContract caughtBy() {
      return caughtBy;
    }
  }

  @Override
  protected ShutdownContract.Subject subject(Stages stages, @Nullable Wrong mistake) {
    return new ShutdownContract.Subject(
        stages,
        plan -> new LeafSpec(LeafKind.TIMER, 0, 0, 64, 1, 0).planned(plan),
        (stage, work) -> new WrongService(stage, work, mistake));
  }

  /** Notes in place of an op what a service with a mistake would. */
  private static final class WrongNotes extends ShutdownOp {
    private final ShutdownOp right;
    private final int threads;
    private final @Nullable Wrong mistake;

    WrongNotes(ShutdownMechanism.Work work, @Nullable Wrong mistake) {
      super(work.op().offers());
      this.right = work.op();
      this.threads = work.threads();
      this.mistake = mistake;
    }

    @Override
    void ended(int offer, End end) {
      boolean neverBegan = end == End.ABORTED && offer >= threads;
      if (mistake == Wrong.GIVES_THE_VALUE_OF_ANOTHER && end == End.COMPLETED) {
        right.returned(offer, offer + 1);
      } else if (mistake != Wrong.FORGETS_WHAT_NEVER_BEGAN || !neverBegan) {
        right.ended(offer, end);
      }
    }

    @Override
    void failed(int offer, Throwable failure) {
      if (mistake == Wrong.TAKES_A_FAILURE_FOR_AN_ABORT) {
        right.ended(offer, End.ABORTED);
      } else {
        right.failed(offer, failure);
      }
    }
  }

  /** The blocking service with a mistake around it. */
  private static final class WrongService implements Service {
    private final Service right;
    private final ShutdownOp op;
    private final @Nullable Wrong mistake;
    private volatile boolean stopped;
    private volatile boolean stoppedBefore;

    WrongService(Stage stage, ShutdownMechanism.Work work, @Nullable Wrong mistake) {
      this.op = work.op();
      this.mistake = mistake;
      this.right =
          ShutdownMechanism.EXECUTOR_SHUTDOWN.open(
              stage, new ShutdownMechanism.Work(new WrongNotes(work, mistake), work.threads()));
    }

    @Override
    public void start() {
      if (mistake != Wrong.STOPS_FOR_GOOD || !stoppedBefore) {
        right.start();
      }
      stopped = false;
    }

    @Override
    public void offer(int offer) {
      if (mistake == Wrong.LOSES_AN_OFFER && offer == 1) {
        return;
      }
      if (mistake == Wrong.REJECTS_BEFORE_THE_STOP && offer == 1) {
        op.ended(offer, End.REJECTED);
      } else if (mistake == Wrong.TAKES_MORE_WHILE_IT_DRAINS && stopped) {
        op.ended(offer, End.COMPLETED);
      } else {
        right.offer(offer);
      }
      if (mistake == Wrong.COUNTS_ONE_TWICE && offer == 1) {
        op.ended(offer, End.REJECTED);
      }
    }

    @Override
    public void shutDown(Duration deadline) throws ExecutionException, InterruptedException {
      stopped = true;
      stoppedBefore = true;
      if (mistake == null) {
        right.shutDown(deadline);
        return;
      }
      switch (mistake) {
        case DOES_NOT_DRAIN -> right.shutDown(Duration.ZERO);
        case HAS_NO_DEADLINE -> right.shutDown(Duration.ofSeconds(60));
        case CANCELS_EARLY -> right.shutDown(deadline.dividedBy(20));
        case DOES_NOT_WAIT_FOR_THE_LAST, DOES_NOT_WAIT_FOR_WHAT_IT_CANCELS -> elsewhere(deadline);
        case LETS_ALL_RUN_ON_WHEN_INTERRUPTED -> elsewhere(deadline).join();
        case LEAVES_A_THREAD -> {
          right.shutDown(deadline);
          leaveAThread();
        }
        default -> right.shutDown(deadline);
      }
    }

    private Thread elsewhere(Duration deadline) {
      Thread thread =
          new Thread(
              () -> {
                try {
                  right.shutDown(deadline);
                } catch (ExecutionException | InterruptedException e) {
                  throw new IllegalStateException(e);
                }
              });
      thread.setDaemon(true);
      thread.start();
      return thread;
    }

    /** One that ends by itself, after the test. */
    private static void leaveAThread() {
      Thread thread =
          new Thread(
              () -> {
                try {
                  TimeUnit.SECONDS.sleep(2);
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
              },
              "http-left");
      thread.setDaemon(true);
      thread.start();
    }
  }
}
