package org.asyncmark.bench;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.asyncmark.future.AsyncEvent;
import org.asyncmark.future.AsyncMutex;
import org.asyncmark.future.AsyncQueue;
import org.asyncmark.future.AsyncSemaphore;

/** Steps behind a future that wait in the primitives of {@code org.asyncmark.future}. */
final class ParkedFutures implements Parked {
  private static final Runnable NOTHING = () -> {};

  private final Supplier<CompletableFuture<?>> waits;

  ParkedFutures(WaitedFor what) {
    this.waits = waits(what);
  }

  private static Supplier<CompletableFuture<?>> waits(WaitedFor what) {
    return switch (what) {
      case SEMAPHORE -> new AsyncSemaphore(0)::acquire;
      case QUEUE -> new AsyncQueue<Integer>(1)::take;
      case LOCK -> {
        AsyncMutex mutex = new AsyncMutex();
        mutex.tryAcquire();
        yield mutex::acquire;
      }
      case EVENT -> new AsyncEvent()::await;
    };
  }

  @Override
  public void add(int count) {
    for (int i = 0; i < count; i++) {
      waits.get().thenRun(NOTHING);
    }
  }

  @Override
  public void close() {
    // nothing runs: it is all in the line of the primitive, which goes with it
  }
}
