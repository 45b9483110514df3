package org.asyncmark.pattern.stream;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.asyncmark.pattern.Port;
import org.jspecify.annotations.Nullable;

/**
 * The items that a task puts into a queue, one after the other: a generator of threads. It is an
 * iterator in all but the interface, whose methods cannot throw what a wait throws that is
 * interrupted. For one consumer.
 *
 * <p>Closing it interrupts the source, and waits until that has ended. The races:
 *
 * <ol>
 *   <li>It is closed before the source has begun: whoever is first to say so, of the two, decides
 *       whether it ever does.
 *   <li>It is closed when the source has just put the last item or the end: the interrupt finds
 *       nothing to do, or a put that nobody will take.
 * </ol>
 */
final class HandoverIterator implements AutoCloseable {
  private final Port queue;
  private final Source source;
  private final AtomicBoolean decided = new AtomicBoolean(); // race 1
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Future<?> task;
  private @Nullable Throwable failure; // published by the end mark

  /** What puts the items; it is interrupted when nobody wants them any more. */
  @FunctionalInterface
  interface Source {
    void putInto(Port queue) throws Exception;
  }

  /**
   * Starts a source.
   *
   * @param tasks has a thread for it
   * @param queue holds the items that wait
   */
  HandoverIterator(ExecutorService tasks, Port queue, Source source) {
    this.queue = queue;
    this.source = source;
    this.task = tasks.submit(this::produce);
  }

  private void produce() {
    if (!decided.compareAndSet(false, true)) {
      return;
    }
    try {
      try {
        source.putInto(queue);
      } catch (InterruptedException e) {
        throw e;
      } catch (Throwable e) { // whatever it is, it is the consumer's to see
        failure = e;
      }
      queue.put(StreamOp.END);
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    } finally {
      ended.countDown();
    }
  }

  /**
   * Waits for the next item and returns it, or {@link StreamOp#END}, once.
   *
   * @throws Exception what the source has thrown, in place of the end
   */
  Long next() throws Exception {
    Long item = queue.take();
    if (item < 0 && failure != null) {
      throw failure instanceof Exception exception ? exception : new ExecutionException(failure);
    }
    return item;
  }

  /** Has the source end, and waits until it has. Idempotent. */
  @Override
  public void close() throws InterruptedException {
    task.cancel(true);
    if (!decided.compareAndSet(false, true)) {
      ended.await();
    }
  }
}
