package org.asyncmark.pattern.queue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionService;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import org.asyncmark.leaf.BlockingLeaf;
import org.asyncmark.pattern.Mistake;
import org.asyncmark.pattern.Stage;
import org.jspecify.annotations.Nullable;

/** A relay with end marks that is right but for one mistake, if it is given one. */
final class WrongRelay implements Relay {
  /** A mistake, and the rule that has to catch it. */
  enum Wrong implements Mistake<QueueContract.Subject> {
    LOSES_AN_ITEM(QueueContract.EACH_ITEM_IS_TAKEN_ONCE_AND_IN_ORDER),
    PUTS_AN_ITEM_TWICE(QueueContract.EACH_ITEM_IS_TAKEN_ONCE_AND_IN_ORDER),
    PUTS_TWO_ITEMS_IN_THE_OTHER_ORDER(QueueContract.EACH_ITEM_IS_TAKEN_ONCE_AND_IN_ORDER),
    FORGETS_A_CONSUMER_AT_SHUTDOWN(
        QueueContract.MORE_TASKS_THAN_ITEMS_AND_NO_ITEMS_AT_ALL_ARE_OPS_TOO),
    EXCEEDS_ITS_CAPACITY(QueueContract.A_PUT_WAITS_WHILE_THE_QUEUE_IS_FULL),
    COUNTS_NO_WAITS(QueueContract.PUTS_AND_TAKES_THAT_WAIT_ARE_COUNTED),
    ENDS_A_CONSUMER_TOO_EARLY(QueueContract.ALL_CONSUMERS_WORK_UNTIL_THE_END),
    IS_OVER_WHEN_ALL_IS_TAKEN(
        QueueContract.THE_OP_IS_OVER_WHEN_ALL_ITEMS_WERE_DEALT_WITH_AND_NOT_ONLY_TAKEN),
    SWALLOWS_FAILURES(QueueContract.A_FAILURE_ENDS_THE_OP_AND_ALL_ITS_TASKS),
    LETS_TASKS_RUN_ON_AFTER_A_FAILURE(QueueContract.A_FAILURE_ENDS_THE_OP_AND_ALL_ITS_TASKS),
    IGNORES_INTERRUPTION(QueueContract.AN_INTERRUPTED_CALLER_LEAVES_NO_TASK_RUNNING),
    LETS_TASKS_RUN_ON_WHEN_INTERRUPTED(QueueContract.AN_INTERRUPTED_CALLER_LEAVES_NO_TASK_RUNNING);

    private final QueueContract caughtBy;

    Wrong(QueueContract caughtBy) {
      this.caughtBy = caughtBy;
    }

    @Override
    public QueueContract caughtBy() {
      return caughtBy;
    }
  }

  private static final int WRONG_ITEM = 5;

  private final ExecutorService pool;
  private final QueueShape shape;
  private final BlockingLeaf leaf;
  private final @Nullable Wrong mistake;

  WrongRelay(Stage stage, QueueShape shape, @Nullable Wrong mistake) {
    this.pool = stage.tasks(shape.tasks() + 1); // one puts the marks
    this.shape = shape;
    this.leaf = stage.blockingLeaf();
    this.mistake = mistake;
  }

  @Override
  public long run(Ledger ledger, boolean counting) throws ExecutionException, InterruptedException {
    List<Future<Void>> tasks = new ArrayList<>();
    try {
      start(ledger, tasks);
      return mistake == Wrong.COUNTS_NO_WAITS ? 0 : 1;
    } catch (InterruptedException e) {
      if (mistake != Wrong.LETS_TASKS_RUN_ON_WHEN_INTERRUPTED) {
        tasks.forEach(task -> task.cancel(true));
      }
      throw e;
    } catch (ExecutionException e) {
      if (mistake != Wrong.LETS_TASKS_RUN_ON_AFTER_A_FAILURE) {
        tasks.forEach(task -> task.cancel(true));
      }
      throw e;
    }
  }

  private void start(Ledger ledger, List<Future<Void>> tasks)
      throws ExecutionException, InterruptedException {
    BlockingQueue<Long> queue =
        new LinkedBlockingQueue<>(
            mistake == Wrong.EXCEEDS_ITS_CAPACITY ? Integer.MAX_VALUE : shape.capacity());
    CountDownLatch taken = new CountDownLatch(shape.items());
    Futures ends = new Futures(pool, tasks);
    for (int i = 0; i < shape.consumers(); i++) {
      int consumer = i;
      ends.submit(() -> consume(consumer, queue, ledger, taken));
    }
    CountDownLatch put = new CountDownLatch(shape.producers());
    for (int i = 0; i < shape.producers(); i++) {
      int producer = i;
      ends.submit(
          () -> {
            produce(producer, queue, ledger);
            put.countDown();
            return null;
          });
    }
    int marks = shape.consumers() - (mistake == Wrong.FORGETS_A_CONSUMER_AT_SHUTDOWN ? 1 : 0);
    ends.submit(
        () -> {
          put.await();
          for (int i = 0; i < marks; i++) {
            queue.put(Ledger.END);
          }
          return null;
        });
    if (mistake == Wrong.IS_OVER_WHEN_ALL_IS_TAKEN) {
      taken.await();
      return;
    }
    ends.await(mistake);
  }

  private void produce(int producer, BlockingQueue<Long> queue, Ledger ledger)
      throws InterruptedException {
    for (int i = shape.firstItem(producer); i < shape.firstItem(producer + 1); i++) {
      int item = i;
      if (i == WRONG_ITEM && mistake == Wrong.LOSES_AN_ITEM) {
        continue;
      }
      if (i == WRONG_ITEM && mistake == Wrong.PUTS_AN_ITEM_TWICE) {
        queue.put(ledger.item(i));
      }
      if (mistake == Wrong.PUTS_TWO_ITEMS_IN_THE_OTHER_ORDER) {
        item = i == WRONG_ITEM ? i + 1 : i == WRONG_ITEM + 1 ? i - 1 : i;
      }
      ledger.putting(i);
      queue.put(ledger.item(item));
    }
  }

  private Void consume(int consumer, BlockingQueue<Long> queue, Ledger ledger, CountDownLatch taken)
      throws Exception {
    Ledger.Taken mine = ledger.takenBy(consumer);
    for (Long item = queue.take(); item >= 0; item = queue.take()) {
      mine.add(item);
      taken.countDown();
      try {
        leaf.call(item.intValue());
      } catch (IOException e) {
        if (mistake != Wrong.SWALLOWS_FAILURES) {
          throw e;
        }
      }
      if (consumer == 0 && mistake == Wrong.ENDS_A_CONSUMER_TOO_EARLY) {
        break;
      }
    }
    mine.end();
    return null;
  }

  /** Tasks that are waited for in the order in which they end. */
  private static final class Futures {
    private final CompletionService<Void> ends;
    private final List<Future<Void>> tasks;

    Futures(ExecutorService pool, List<Future<Void>> tasks) {
      this.ends = new ExecutorCompletionService<>(pool);
      this.tasks = tasks;
    }

    void submit(Callable<Void> task) {
      tasks.add(ends.submit(task));
    }

    void await(@Nullable Wrong mistake) throws ExecutionException, InterruptedException {
      int left = tasks.size();
      while (left > 0) {
        try {
          ends.take().get();
          left--;
        } catch (InterruptedException e) {
          if (mistake != Wrong.IGNORES_INTERRUPTION) {
            throw e;
          }
        }
      }
    }
  }
}
