package org.asyncmark.model;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
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
  private final Queue<Thread> pool;

  private ModelExecutor(ExecutorService executor, Queue<Thread> pool) {
    this.executor = executor;
    this.pool = pool;
  }

  /**
   * Opens the executor of a model.
   *
   * @param poolSize number of platform threads, 1 and up; ignored by {@link Model#VIRTUAL}
   * @throws IllegalArgumentException for {@link Model#LOOP} and {@link Model#ASYNCIO}, or if {@code
   *     poolSize} is not positive
   * @throws IllegalStateException if this JDK does not have the model
   */
  public static ModelExecutor open(Model model, int poolSize) {
    switch (model) {
      case PLATFORM, FUTURE -> {
        Queue<Thread> pool = new ConcurrentLinkedQueue<>();
        return new ModelExecutor(Executors.newFixedThreadPool(poolSize, named(model, pool)), pool);
      }
      case VIRTUAL -> {
        return new ModelExecutor(
            VirtualThreads.newThreadPerTaskExecutor(), new ConcurrentLinkedQueue<>());
      }
      case LOOP ->
          throw new IllegalArgumentException("model loop runs on its loop, not on an executor");
      case ASYNCIO -> throw Model.notInJava();
    }
    throw new AssertionError(model);
  }

  /**
   * Opens an executor that starts a platform thread for each task and keeps none.
   *
   * @param model whose threads are called so
   */
  public static ModelExecutor threadPerTask(Model model) {
    return new ModelExecutor(
        VirtualThreads.newThreadPerTaskExecutor(task -> new Thread(task, model.id() + "-task")),
        new ConcurrentLinkedQueue<>());
  }

  /**
   * Opens an executor that has a platform thread for each task, however many there are, and keeps
   * it for the next one: for tasks that wait for one another.
   *
   * @param model whose threads are called so
   */
  public static ModelExecutor onDemand(Model model) {
    Queue<Thread> pool = new ConcurrentLinkedQueue<>();
    return new ModelExecutor(Executors.newCachedThreadPool(named(model, pool)), pool);
  }

  private static ThreadFactory named(Model model, Queue<Thread> pool) {
    AtomicInteger number = new AtomicInteger();
    return task -> {
      Thread thread = new Thread(task, model.id() + "-" + number.incrementAndGet());
      pool.add(thread);
      return thread;
    };
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
      // an executor has terminated when its threads have nothing left to do, which is before they
      // are gone
      for (Thread thread : pool) {
        thread.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
