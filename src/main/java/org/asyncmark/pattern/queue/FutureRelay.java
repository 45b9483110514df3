package org.asyncmark.pattern.queue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import org.asyncmark.future.AsyncQueue;
import org.asyncmark.leaf.FutureLeaf;
import org.asyncmark.pattern.AsyncTask;
import org.asyncmark.pattern.FutureResults;
import org.jspecify.annotations.Nullable;

/**
 * {@link Relay} as composition of {@link CompletableFuture}s over an {@link
 * org.asyncmark.future.AsyncQueue}. No thread waits in it, so the pool needs no more threads than
 * there are processors, and who had to wait goes on as a task of the pool: producers and consumers
 * run in parallel, as threads do. Going on by the thread that put or took would be cheaper, and
 * would have one thread do the work of both ends.
 *
 * @param leaf what a consumer does with an item; null for nothing
 */
record FutureRelay(ExecutorService tasks, QueueShape shape, @Nullable FutureLeaf leaf)
    implements Relay {
  @Override
  public long run(Ledger ledger, boolean counting) throws ExecutionException, InterruptedException {
    Op op = new Op(ledger);
    op.run();
    return counting ? op.waits() : 0;
  }

  /** One op: an asynchronous loop per producer and consumer. */
  private final class Op {
    private final Ledger ledger;
    private final AsyncQueue<Long> queue = new AsyncQueue<>(shape.capacity());
    private final boolean joined = shape.shutdown() == QueueShutdown.JOIN;
    private final List<End> consumers = new ArrayList<>();
    private final List<End> producers = new ArrayList<>();
    private final List<End> all = new ArrayList<>();

    Op(Ledger ledger) {
      this.ledger = ledger;
      for (int i = 0; i < shape.consumers(); i++) {
        consumers.add(new Taker(ledger.takenBy(i)));
      }
      for (int i = 0; i < shape.producers(); i++) {
        producers.add(new Putter(shape.firstItem(i), shape.firstItem(i + 1)));
      }
      all.addAll(consumers);
      all.addAll(producers);
    }

    void run() throws ExecutionException, InterruptedException {
      CompletableFuture<Void> shutDown =
          CompletableFuture.allOf(
                  producers.stream().map(End::ended).toArray(CompletableFuture<?>[]::new))
              .thenCompose(put -> shutDown());
      List<CompletableFuture<Void>> ends = new ArrayList<>(List.of(shutDown));
      all.forEach(each -> ends.add(each.ended()));
      CompletableFuture<?> over = FutureResults.allOrFirstFailure(ends);
      try {
        all.forEach(tasks::execute);
        over.get();
      } catch (InterruptedException | ExecutionException | RuntimeException | Error e) {
        all.forEach(End::cancel);
        throw e;
      }
    }

    /** Returns how many puts and takes had to wait; after the end. */
    long waits() {
      return all.stream().mapToLong(each -> each.waits).sum();
    }

    private CompletableFuture<Void> shutDown() {
      return switch (shape.shutdown()) {
        case SENTINEL -> {
          CompletableFuture<Void> put = CompletableFuture.completedFuture(null);
          for (int i = 0; i < shape.consumers(); i++) {
            put = put.thenCompose(before -> queue.put(Ledger.END));
          }
          yield put;
        }
        case CLOSE -> {
          queue.close();
          yield CompletableFuture.completedFuture(null);
        }
        case JOIN -> queue.join().thenRun(() -> consumers.forEach(End::cancel));
      };
    }

    /** A producer or consumer; it runs when it is handed to the executor. */
    private abstract class End extends AsyncTask implements Runnable {
      long waits; // puts or takes that had to

      /** Goes on until the end, or until it has to wait. */
      abstract void goOn();

      @Override
      public final void run() {
        step(first -> goOn(), this);
      }

      /** Goes on as a task of the executor when the queue has room or an item. */
      final <T> void goOnAfterQueue(CompletableFuture<T> pending, Step<T> next) {
        waits++;
        goOnAfter(pending, tasks, next);
      }
    }

    private final class Putter extends End {
      private final int end;
      private int next;

      Putter(int first, int end) {
        this.next = first;
        this.end = end;
      }

      @Override
      void goOn() {
        while (next < end) {
          if (isCancelled()) {
            fail(new CancellationException("a producer was cancelled"));
            return;
          }
          ledger.putting(next);
          CompletableFuture<Void> put = queue.put(ledger.item(next));
          next++;
          if (!put.isDone()) {
            goOnAfterQueue(put, none -> goOn());
            return;
          }
          put.join(); // throws if it failed
        }
        end();
      }
    }

    /** Cancelling it is no failure: it is how a consumer that waits for ever is ended. */
    private final class Taker extends End {
      private final Ledger.Taken taken;

      Taker(Ledger.Taken taken) {
        this.taken = taken;
      }

      @Override
      void goOn() {
        while (!isCancelled()) {
          CompletableFuture<Long> take = queue.take();
          if (!take.isDone()) {
            goOnAfterQueue(take, this::afterTake);
            return;
          }
          if (!dealWith(take.join())) {
            return;
          }
        }
        takenAll();
      }

      private void afterTake(Long item) {
        if (dealWith(item)) {
          goOn();
        }
      }

      private void afterWork(Long item) {
        dealtWith();
        goOn();
      }

      /**
       * Returns whether to take the next item now: not at the end, and not while this one waits.
       */
      private boolean dealWith(Long item) {
        if (item < 0) {
          takenAll();
          return false;
        }
        taken.add(item);
        if (leaf != null) {
          CompletableFuture<Long> work = leaf.call(item.intValue());
          if (!work.isDone()) {
            goOnAfter(work, tasks, this::afterWork);
            return false;
          }
          work.join(); // throws if it failed
        }
        dealtWith();
        return true;
      }

      private void dealtWith() {
        if (joined) {
          queue.taskDone();
        }
      }

      @Override
      protected void fail(Throwable failure) {
        Throwable cause = FutureResults.unwrapped(failure);
        if (cause instanceof AsyncQueue.Closed
            || (isCancelled() && cause instanceof CancellationException)) {
          takenAll();
        } else {
          super.fail(cause);
        }
      }

      private void takenAll() {
        taken.end();
        end();
      }
    }
  }
}
