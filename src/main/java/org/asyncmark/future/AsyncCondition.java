package org.asyncmark.future;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Where tasks that hold a mutex wait for others to change what it guards, without blocking a
 * thread: {@code asyncio.Condition} for futures. All methods are for those who hold the mutex, on
 * any thread.
 *
 * <p>A waiter that is notified moves on to the line of the mutex, and its future ends when the
 * mutex is its own; what it waited for may no longer hold by then, so that waiting stands in a loop
 * over the predicate. A waiter that gives up before it is notified does not get the mutex back;
 * afterwards it comes too late to give up.
 */
public final class AsyncCondition {
  private final AsyncMutex mutex;
  // guarded by the mutex
  private final Line<Waiter<@Nullable Void>> line = new Line<>();

  /** Creates a condition of what a mutex guards. */
  public AsyncCondition(AsyncMutex mutex) {
    this.mutex = mutex;
  }

  /**
   * Releases the mutex and waits to be notified.
   *
   * @return ends when the caller was notified and has the mutex again
   * @throws IllegalStateException if the mutex is not locked
   */
  public CompletableFuture<@Nullable Void> await() {
    requireLocked("wait on");
    Waiter<@Nullable Void> waiter = new Waiter<>();
    line.add(waiter);
    mutex.release();
    return waiter;
  }

  /**
   * Notifies the first who waits, if somebody does.
   *
   * @throws IllegalStateException if the mutex is not locked
   */
  public void signal() {
    requireLocked("signal");
    Waiter<@Nullable Void> first = line.claimFirst();
    if (first != null) {
      moveOn(first);
    }
  }

  /**
   * Notifies all who wait.
   *
   * @throws IllegalStateException if the mutex is not locked
   */
  public void signalAll() {
    requireLocked("signal");
    for (var next = line.claimFirst(); next != null; next = line.claimFirst()) {
      moveOn(next);
    }
  }

  private void moveOn(Waiter<@Nullable Void> notified) {
    mutex.acquire().thenRun(() -> notified.give(null));
  }

  private void requireLocked(String what) {
    if (!mutex.isLocked()) {
      throw new IllegalStateException(
          "the mutex is not locked; acquire it to " + what + " the condition");
    }
  }
}
