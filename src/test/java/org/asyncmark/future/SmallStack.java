package org.asyncmark.future;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** A thread whose stack holds a thousand frames or so, and not a million. */
final class SmallStack {
  private static final long STACK_BYTES = 256 * 1024;

  private SmallStack() {}

  /** Runs something on such a thread and waits for it; throws what it throws. */
  static void run(Runnable work) throws InterruptedException, ExecutionException {
    CompletableFuture<Void> done = new CompletableFuture<>();
    new Thread(
            null,
            () -> {
              try {
                work.run();
                done.complete(null);
              } catch (Throwable e) { // a StackOverflowError is what the tests look for
                done.completeExceptionally(e);
              }
            },
            "small-stack",
            STACK_BYTES)
        .start();
    done.get();
  }
}
