package org.asyncmark.pattern.queue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import org.asyncmark.future.AsyncQueue;
import org.asyncmark.leaf.FutureLeaf;
import org.asyncmark.pattern.FutureResults;
import org.jspecify.annotations.Nullable;

/** One op of a {@link FutureRelay}: an asynchronous loop per producer and consumer. */
final class FutureOp {
  private final QueueShape shape;
  private final Executor executor;
  private final AsyncQueue<Long> queue;
  private final List<AsyncConsumer> consumers = new ArrayList<>();
  private final List<AsyncProducer> producers = new ArrayList<>();
  private final List<AsyncEnd> all = new ArrayList<>();

  FutureOp(QueueShape shape, Executor executor, Ledger ledger, @Nullable FutureLeaf leaf) {
    this.shape = shape;
    this.executor = executor;
    queue = new AsyncQueue<>(shape.capacity());
    boolean joined = shape.shutdown() == QueueShutdown.JOIN;
    for (int i = 0; i < shape.consumers(); i++) {
      consumers.add(new AsyncConsumer(queue, ledger.takenBy(i), executor, leaf, joined));
    }
    for (int i = 0; i < shape.producers(); i++) {
      producers.add(
          new AsyncProducer(queue, ledger, executor, shape.firstItem(i), shape.firstItem(i + 1)));
    }
    all.addAll(consumers);
    all.addAll(producers);
  }

  void run() throws ExecutionException, InterruptedException {
    CompletableFuture<Void> shutDown =
        CompletableFuture.allOf(
                producers.stream().map(AsyncEnd::ended).toArray(CompletableFuture<?>[]::new))
            .thenCompose(put -> shutDown());
    List<CompletableFuture<Void>> ends = new ArrayList<>(List.of(shutDown));
    all.forEach(each -> ends.add(each.ended()));
    CompletableFuture<?> over = FutureResults.allOrFirstFailure(ends);
    try {
      all.forEach(executor::execute);
      over.get();
    } catch (InterruptedException | ExecutionException | RuntimeException | Error e) {
      all.forEach(AsyncEnd::cancel);
      throw e;
    }
  }

  /** Returns how many puts and takes had to wait; after the end. */
  long waits() {
    return all.stream().mapToLong(AsyncEnd::waits).sum();
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
      case JOIN -> queue.join().thenRun(() -> consumers.forEach(AsyncConsumer::cancel));
    };
  }
}
