package org.asyncmark.pattern.shutdown;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.asyncmark.leaf.BlockingLeaf;
import org.asyncmark.model.Model;
import org.asyncmark.model.ModelExecutor;

/**
 * {@link Service} as an executor of its own, which is what is shut down: {@code shutdown}, {@code
 * awaitTermination}, and {@code shutdownNow} at the deadline. It rejects what comes later itself.
 *
 * <p>{@code shutdownNow} interrupts what runs and hands back what waits for a thread: each task is
 * one or the other, and both are aborted. Virtual threads are daemons, and a JVM that ends does not
 * wait for them; this does.
 */
final class BlockingService implements Service, AutoCloseable {
  private final Model model;
  private final int threads;
  private final BlockingLeaf leaf;
  private final ShutdownOp op;
  private ModelExecutor opened;

  /**
   * Creates a service that has not started.
   *
   * @param threads of the pool, if the model has one
   */
  BlockingService(Model model, int threads, BlockingLeaf leaf, ShutdownOp op) {
    this.model = model;
    this.threads = threads;
    this.leaf = leaf;
    this.op = op;
    this.opened = open();
  }

  private ModelExecutor open() {
    ModelExecutor executor = ModelExecutor.open(model, threads);
    if (executor.executor() instanceof ThreadPoolExecutor pool) {
      pool.prestartAllCoreThreads(); // a service that runs has its threads
    }
    return executor;
  }

  @Override
  public void start() {
    if (opened.executor().isShutdown()) {
      opened = open();
    }
  }

  @Override
  public void offer(int offer) {
    try {
      opened.executor().execute(new Request(offer));
    } catch (RejectedExecutionException e) {
      op.ended(offer, End.REJECTED);
    }
  }

  @Override
  public void shutDown(Duration deadline) throws InterruptedException {
    ExecutorService executor = opened.executor();
    executor.shutdown();
    try {
      if (!executor.awaitTermination(deadline.toNanos(), TimeUnit.NANOSECONDS)) {
        abortRest(executor);
      }
    } catch (InterruptedException e) {
      abortRest(executor);
      throw e;
    }
    opened.close();
    if (Thread.interrupted()) {
      throw new InterruptedException("interrupted while the last threads ended");
    }
  }

  private static void abortRest(ExecutorService executor) {
    executor.shutdownNow().forEach(each -> ((Request) each).abort());
  }

  /** Interrupts what still runs and waits for it to end. Idempotent. */
  @Override
  public void close() {
    opened.close();
  }

  private final class Request implements Runnable {
    private final int offer;

    Request(int offer) {
      this.offer = offer;
    }

    @Override
    public void run() {
      try {
        op.returned(offer, leaf.call(offer));
      } catch (InterruptedException e) {
        abort();
        Thread.currentThread().interrupt(); // the thread is to end, too
      } catch (IOException | RuntimeException e) {
        op.failed(offer, e);
      }
    }

    void abort() {
      op.ended(offer, End.ABORTED);
    }
  }
}
