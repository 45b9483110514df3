package org.asyncmark.future;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A flag that tasks wait for, without blocking a thread: {@code asyncio.Event} for futures. Waiters
 * are released in the order in which they came; the steps behind a plain {@link CompletableFuture}
 * would run in the reverse one. Any thread may use it.
 *
 * <p>A lock holds the flag and the line together; it is held for a few instructions and no code of
 * others runs under it. The races:
 *
 * <ol>
 *   <li>A waiter sees that the flag is not set, and it is set before he has joined the line: he
 *       looks again under the lock.
 *   <li>The flag is cleared at once after it was set, and a step of a released waiter waits again:
 *       he joins a new line, which this setting does not empty. Nobody who was in the line when the
 *       flag was set is kept back by the clearing.
 *   <li>A waiter gives up while the flag is set: one of the two claims him first.
 * </ol>
 */
public final class AsyncEvent {
  private final Object lock = new Object();
  private Line<Waiter<@Nullable Void>> line = new Line<>(); // guarded by the lock
  private volatile boolean set; // changed under the lock

  /** Returns a future that ends when the flag is set; at once if it is. */
  public CompletableFuture<@Nullable Void> await() {
    if (set) {
      return Waiter.DONE;
    }
    synchronized (lock) {
      if (set) { // race 1
        return Waiter.DONE;
      }
      Waiter<@Nullable Void> waiter = new Waiter<>();
      line.add(waiter);
      return waiter;
    }
  }

  /** Sets the flag and releases all who wait. Idempotent. */
  public void set() {
    Line<Waiter<@Nullable Void>> released;
    synchronized (lock) {
      set = true;
      released = line;
      line = new Line<>(); // race 2
    }
    for (var next = released.claimFirst(); next != null; next = released.claimFirst()) {
      next.give(null);
    }
  }

  /** Clears the flag: who comes now waits for the next {@link #set}. Idempotent. */
  public void clear() {
    synchronized (lock) {
      set = false;
    }
  }

  /** Tells whether the flag is set at this moment. */
  public boolean isSet() {
    return set;
  }
}
