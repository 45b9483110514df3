package org.asyncmark.future;

import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** A thread that cancels some of the futures it is told of, at about the time they end. */
final class Canceller implements AutoCloseable {
  private static final int ONE_IN = 3;

  private final ExecutorService thread = Executors.newSingleThreadExecutor();

  /** Hands one future in three to the thread, and returns it. */
  <T> CompletableFuture<T> mayCancel(CompletableFuture<T> future, SplittableRandom random) {
    if (random.nextInt(ONE_IN) == 0) {
      thread.execute(() -> future.cancel(false));
    }
    return future;
  }

  /** Waits for a future; tells whether it was not cancelled. Throws what else it failed with. */
  static boolean wasLeft(CompletableFuture<?> future) throws CompletionException {
    try {
      future.join();
      return true;
    } catch (CancellationException e) {
      return false;
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
    try {
      if (!thread.awaitTermination(10, TimeUnit.SECONDS)) {
        throw new IllegalStateException("the canceller does not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
