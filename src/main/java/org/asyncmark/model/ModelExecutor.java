package org.asyncmark.model;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The executor that runs the tasks of a model, with its lifecycle: a fixed pool of platform threads
 * for {@link Model#PLATFORM} and {@link Model#FUTURE}, a virtual thread per task for {@link
 * Model#VIRTUAL}. The loop has none.
 */
public final class ModelExecutor implements AutoCloseable {
  private static final long CLOSE_SECONDS = 10;

  private final ExecutorService executor;

  private ModelExecutor(ExecutorService executor) {
    this.executor = executor;
  }

  /**
   * Opens the executor of a model.
   *
   * @param poolSize number of platform threads, 1 and up; ignored by {@link Model#VIRTUAL}
   * @throws IllegalArgumentException for {@link Model#LOOP}, or if {@code poolSize} is not positive
   * @throws IllegalStateException if this JDK does not have the model
   */
  public static ModelExecutor open(Model model, int poolSize) {
    return new ModelExecutor(
        switch (model) {
          case PLATFORM, FUTURE -> Executors.newFixedThreadPool(poolSize, named(model.id()));
          case VIRTUAL -> VirtualThreads.newThreadPerTaskExecutor();
          case LOOP ->
              throw new IllegalArgumentException("model loop runs on its loop, not on an executor");
        });
  }

  /** Returns the executor; it may be used from any thread until this is closed. */
  public ExecutorService executor() {
    return executor;
  }

  /**
   * Interrupts what still runs and waits for it to end. Idempotent.
   *
   * @throws IllegalStateException if a task still runs after 10 s
   */
  @Override
  public void close() {
    executor.shutdownNow();
    try {
      if (!executor.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
        throw new IllegalStateException(
            "a task still runs " + CLOSE_SECONDS + " s after its executor was shut down");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static ThreadFactory named(String prefix) {
    AtomicInteger count = new AtomicInteger();
    return task -> new Thread(task, prefix + "-" + count.incrementAndGet());
  }
}
