package org.asyncmark.bench;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.asyncmark.future.AsyncEvent;
import org.asyncmark.future.AsyncMutex;
import org.asyncmark.future.AsyncQueue;
import org.asyncmark.future.AsyncSemaphore;
import org.asyncmark.model.Model;

/** Tasks of a model that wait for something. For one thread. */
@FunctionalInterface
interface Parked extends AutoCloseable {
  /**
   * Adds tasks and returns once all of them wait.
   *
   * @param count 0 and up
   */
  void add(int count) throws InterruptedException;

  /** Ends all that wait. Idempotent. */
  @Override
  default void close() {}

  /** Opens a place where tasks of a model wait for something; nobody waits yet. */
  static Parked of(Model model, WaitedFor what) {
    return switch (model) {
      case PLATFORM, VIRTUAL -> new ParkedThreads(model, what);
      case FUTURE -> futures(what);
      case LOOP -> new ParkedTasks(what);
      case ASYNCIO -> throw Model.notInJava();
    };
  }

  /** Nothing runs: all is in the line of the primitive, and goes with it. */
  private static Parked futures(WaitedFor what) {
    Supplier<CompletableFuture<?>> waits =
        switch (what) {
          case SEMAPHORE -> new AsyncSemaphore(0)::acquire;
          case QUEUE -> new AsyncQueue<Integer>(1)::take;
          case LOCK -> {
            AsyncMutex mutex = new AsyncMutex();
            mutex.tryAcquire();
            yield mutex::acquire;
          }
          case EVENT -> new AsyncEvent()::await;
        };
    return count -> {
      for (int i = 0; i < count; i++) {
        waits.get().thenRun(() -> {});
      }
    };
  }
}
