package org.asyncmark.pattern.queue;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.asyncmark.future.AsyncQueue;

/** A producer of a {@link FutureOp}. */
final class AsyncProducer extends AsyncEnd {
  private final Ledger ledger;
  private final int end;
  private int next;

  /**
   * @param first its first item
   * @param end behind its last item
   */
  AsyncProducer(AsyncQueue<Long> queue, Ledger ledger, Executor executor, int first, int end) {
    super(queue, executor);
    this.ledger = ledger;
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
