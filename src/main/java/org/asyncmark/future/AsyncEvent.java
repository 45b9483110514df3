package org.asyncmark.future;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A flag that tasks wait for, without blocking a thread: {@code asyncio.Event} for futures. Waiters
 * are released in the order in which they came; the steps behind a plain {@link CompletableFuture}
 * would run in the reverse one. Any thread may use it.
 *
 * <p>The state is a line of those who wait, or no line while the flag is set. The races:
 *
 * <ol>
 *   <li>A waiter sees a line, the flag is set and the line emptied, and then he joins it: he looks
 *       again after joining, finds that the line is no longer the state, and empties it himself.
 *   <li>The flag is cleared at once after it was set, and a step of a released waiter waits again:
 *       he joins a new line, which this setting does not empty.
 * </ol>
 */
public final class AsyncEvent {
  private static final CompletableFuture<@Nullable Void> PASSED =
      CompletableFuture.completedFuture(null);

  // null while the flag is set
  private final AtomicReference<@Nullable Line> state = new AtomicReference<>(new Line());

  /** Creates an event whose flag is not set. */
  public AsyncEvent() {}

  /** Returns a future that ends when the flag is set; at once if it is. */
  public CompletableFuture<@Nullable Void> await() {
    Line line = state.get();
    if (line == null) {
      return PASSED;
    }
    Waiter<@Nullable Void> waiter = new Waiter<>();
    line.waiters.add(waiter);
    if (state.get() != line) { // race 1
      line.release();
    }
    return waiter;
  }

  /** Sets the flag and releases all who wait. Idempotent. */
  public void set() {
    Line line = state.getAndSet(null);
    if (line != null) {
      line.release();
    }
  }

  /** Clears the flag: who comes now waits for the next {@link #set}. Idempotent. */
  public void clear() {
    state.compareAndSet(null, new Line());
  }

  /** Tells whether the flag is set at this moment. */
  public boolean isSet() {
    return state.get() == null;
  }

  private static final class Line {
    private final ConcurrentLinkedQueue<Waiter<@Nullable Void>> waiters =
        new ConcurrentLinkedQueue<>();

    void release() {
      for (Waiter<@Nullable Void> next = waiters.poll(); next != null; next = waiters.poll()) {
        if (next.claim()) {
          next.give(null);
        }
      }
    }
  }
}
