package org.asyncmark.pattern.cancel;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.asyncmark.pattern.ContractCanFailTest;
import org.asyncmark.pattern.Mistake;
import org.asyncmark.pattern.ScriptedLeaf;
import org.asyncmark.pattern.Stages;
import org.jspecify.annotations.Nullable;

/** Shows that the contract catches models that do other work: each of these is wrong in one way. */
class CancelContractCanFailTest
    extends ContractCanFailTest<CancelContract.Subject, CancelContractCanFailTest.Wrong> {
  CancelContractCanFailTest() {
    super(Wrong.values(), CancelContract.values());
  }

  /** A mistake, and the rule that has to catch it. */
  enum Wrong implements Mistake<CancelContract.Subject> {
    FORGETS_ONE(CancelContract.EVERY_TASK_IS_CANCELLED_ONCE_AND_NOT_BEFORE),
    CANCELS_ONE_TWICE(CancelContract.EVERY_TASK_IS_CANCELLED_ONCE_AND_NOT_BEFORE),
    CANCELS_BEFORE_IT_IS_TOLD_TO(CancelContract.EVERY_TASK_IS_CANCELLED_ONCE_AND_NOT_BEFORE),
    DOES_NOT_WAIT_FOR_THE_TASKS(CancelContract.QUIET_IS_WHEN_THE_LAST_TASK_HAS_ENDED),
    SAYS_QUIET_TOO_EARLY(CancelContract.QUIET_IS_WHEN_THE_LAST_TASK_HAS_ENDED),
    LOSES_AN_ITEM(CancelContract.NO_THREAD_NO_LOCK_AND_NO_ITEM_IS_LOST),
    KEEPS_A_THREAD(CancelContract.NO_THREAD_NO_LOCK_AND_NO_ITEM_IS_LOST),
    LEAVES_A_THREAD(CancelContract.NOTHING_IS_LEFT_OPEN),
    COUNTS_WHAT_WAS_NOT_REPLACED(CancelContract.A_CONNECTION_IS_COUNTED_WHEN_IT_HAS_TO_BE_REPLACED),
    IGNORES_INTERRUPTION(CancelContract.AN_INTERRUPTED_CALLER_LEAVES_NO_TASK_WAITING);

    private final CancelContract caughtBy;

    Wrong(CancelContract caughtBy) {
      this.caughtBy = caughtBy;
    }

    @Override
    public CancelContract caughtBy() {
      return caughtBy;
    }
  }

  @Override
  protected CancelContract.Subject subject(Stages stages, @Nullable Wrong mistake) {
    return new CancelContract.Subject(
        stages,
        Waiting.QUEUE,
        10,
        new LeafGate.OfTime(),
        tasks -> new ScriptedLeaf(),
        (stage, op) -> new WrongCancellation(stage.tasks(op.tasks()), op, mistake));
  }

  private static final class WrongCancellation implements Cancellation {
    private final ExecutorService executor;
    private final CancelOp op;
    private final @Nullable Wrong mistake;
    private final BlockingQueue<Boolean> queue = new LinkedBlockingQueue<>();
    private List<Future<?>> tasks = List.of();
    private CountDownLatch begun = new CountDownLatch(0);
    private CountDownLatch left = new CountDownLatch(0);
    private final AtomicBoolean kept = new AtomicBoolean();
    private long replaced;

    WrongCancellation(ExecutorService executor, CancelOp op, @Nullable Wrong mistake) {
      this.executor = executor;
      this.op = op;
      this.mistake = mistake;
    }

    @Override
    public void arm() throws InterruptedException {
      begun = new CountDownLatch(op.tasks());
      left = new CountDownLatch(op.tasks());
      tasks = new ArrayList<>();
      for (int i = 0; i < op.tasks(); i++) {
        int task = i;
        tasks.add(executor.submit(() -> waitUntilCancelled(task)));
      }
      begun.await();
      if (mistake == Wrong.CANCELS_BEFORE_IT_IS_TOLD_TO) {
        tasks.forEach(each -> each.cancel(true));
        left.await();
      }
    }

    private Boolean waitUntilCancelled(int task) throws InterruptedException {
      begun.countDown();
      try {
        return queue.take();
      } catch (InterruptedException e) {
        op.cancelled(task);
        if (mistake == Wrong.CANCELS_ONE_TWICE && task == 0) {
          op.cancelled(task);
        }
        throw e;
      } finally {
        left.countDown();
        if (mistake == Wrong.KEEPS_A_THREAD && task == 0 && !kept.getAndSet(true)) {
          queue.take(); // waits again, as if nothing had happened, until the pool is closed
        }
      }
    }

    @Override
    public void cancel() throws ExecutionException, InterruptedException {
      op.began();
      List<Future<?>> cancelled =
          mistake == Wrong.FORGETS_ONE ? tasks.subList(1, tasks.size()) : tasks;
      cancelled.forEach(each -> each.cancel(true));
      op.released();
      if (mistake == Wrong.SAYS_QUIET_TOO_EARLY) {
        op.quiet();
      }
      if (mistake != Wrong.DOES_NOT_WAIT_FOR_THE_TASKS && mistake != Wrong.FORGETS_ONE) {
        awaitEnd();
      }
      op.quiet();
      queue.add(true);
      if (mistake == Wrong.LOSES_AN_ITEM) {
        queue.remove();
      }
      executor.invokeAll(Collections.singletonList(queue::take)).get(0).get();
      op.reusable();
      replaced += mistake == Wrong.COUNTS_WHAT_WAS_NOT_REPLACED ? op.tasks() : 0;
      if (mistake == Wrong.LEAVES_A_THREAD) {
        leaveAThread();
      }
    }

    private void awaitEnd() throws InterruptedException {
      if (mistake != Wrong.IGNORES_INTERRUPTION) {
        left.await();
        return;
      }
      while (left.getCount() > 0) {
        Thread.onSpinWait();
      }
      Thread.interrupted();
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

    @Override
    public long reconnects() {
      return replaced;
    }
  }
}
