package org.asyncmark.pattern;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.IntConsumer;
import org.asyncmark.EnvironmentException;
import org.asyncmark.measure.ThreadLimits;
import org.asyncmark.model.Model;

/**
 * Blocking tasks that wait, each on a thread of its own: platform threads of a pool that has as
 * many, or virtual ones. One thread makes all calls but {@link #arrives}.
 *
 * <p>That a thread waits shows in its state. A thread may be parked for many reasons on its way, so
 * a waiter says that it has arrived when waiting is all that is left to do; parked after that, it
 * waits. Looking at it over and over again is the one way that works for all, and nothing is
 * measured meanwhile.
 */
public final class WaitingThreads {
  /** What a waiter does. */
  @FunctionalInterface
  public interface Body {
    /**
     * Waits.
     *
     * @param arrives takes the waiter's number when all that is left to do is to wait
     */
    void run(int waiter, IntConsumer arrives) throws InterruptedException;
  }

  private final ExecutorService tasks;
  private final Releases releases;
  private final AtomicReferenceArray<Thread> arrived;
  private final List<Future<?>> started = new ArrayList<>();
  private TaskResults results = new TaskResults(0);

  private WaitingThreads(ExecutorService tasks, Releases releases) {
    this.tasks = tasks;
    this.releases = releases;
    this.arrived = new AtomicReferenceArray<>(releases.waiters());
  }

  /**
   * Opens threads for waiters on a stage, which closes them.
   *
   * @param releases is told of each waiter that arrives
   * @throws EnvironmentException if the machine has fewer platform threads than waiters
   * @throws IllegalStateException if this JDK does not have the stage's model
   */
  public static WaitingThreads open(Stage stage, Releases releases) {
    if (stage.model() == Model.PLATFORM) {
      ThreadLimits.ofThisMachine().require(releases.waiters());
    }
    return new WaitingThreads(stage.tasks(releases.waiters()), releases);
  }

  /**
   * Starts the waiters, and returns once each is parked.
   *
   * @throws InterruptedException if the calling thread was interrupted; no waiter is left then
   * @throws EnvironmentException if the machine does not give enough threads
   */
  public void arm(Body body) throws InterruptedException {
    TaskResults ended = new TaskResults(releases.waiters());
    results = ended;
    started.clear();
    for (int i = 0; i < releases.waiters(); i++) {
      arrived.set(i, null);
    }
    try {
      for (int i = 0; i < releases.waiters(); i++) {
        int waiter = i;
        started.add(
            tasks.submit(
                () ->
                    ended.settle(
                        waiter,
                        () -> {
                          body.run(waiter, this::arrives);
                          return (long) waiter;
                        })));
      }
      for (int i = 0; i < releases.waiters(); i++) {
        awaitParked(i);
      }
    } catch (OutOfMemoryError e) { // what the JDK throws if the system gives it no thread
      cancel();
      throw new EnvironmentException(
          "wanted "
              + releases.waiters()
              + " platform threads, got "
              + started.size()
              + ": "
              + e.getMessage()
              + "; take fewer, or raise the system's limits of threads and memory",
          e);
    } catch (InterruptedException | RuntimeException e) {
      cancel();
      throw e;
    }
  }

  /**
   * Waits until all waiters have ended.
   *
   * @throws ExecutionException as soon as one has failed
   * @throws InterruptedException if the calling thread was interrupted; no waiter is left then
   */
  public void awaitEnd() throws ExecutionException, InterruptedException {
    try {
      results.await();
    } catch (InterruptedException e) {
      cancel();
      throw e;
    }
  }

  private void arrives(int waiter) {
    releases.arrives(waiter);
    arrived.set(waiter, Thread.currentThread());
  }

  private void awaitParked(int waiter) throws InterruptedException {
    while (true) {
      Thread thread = arrived.get(waiter);
      if (thread != null && thread.getState() == Thread.State.WAITING) {
        return;
      }
      if (results.hasFailed()) {
        throw new IllegalStateException("a waiter failed before all waited", failure());
      }
      if (Thread.interrupted()) {
        throw new InterruptedException("interrupted before all waiters waited");
      }
      Thread.yield();
    }
  }

  private Throwable failure() throws InterruptedException {
    try {
      results.await();
      throw new AssertionError("a waiter has failed");
    } catch (ExecutionException e) {
      return Objects.requireNonNull(e.getCause(), "what the waiter threw");
    }
  }

  private void cancel() {
    started.forEach(each -> each.cancel(true));
  }
}
