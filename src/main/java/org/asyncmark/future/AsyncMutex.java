package org.asyncmark.future;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A lock that is held across steps of a computation, without blocking a thread: {@code
 * asyncio.Lock} for futures. First come, first served; a release hands the lock to the first who
 * waits. It belongs to whoever acquired it and not to a thread: any thread may release it, and to
 * acquire it twice is to wait for oneself. Any thread may use it.
 */
public final class AsyncMutex {
  private final AsyncSemaphore semaphore = new AsyncSemaphore(1);

  /**
   * Asks for the lock.
   *
   * @return ends when the lock is the caller's, who has to release it; at once if it is free
   */
  public CompletableFuture<@Nullable Void> acquire() {
    return semaphore.acquire();
  }

  /** Takes the lock if it is free; tells whether it did. */
  public boolean tryAcquire() {
    return semaphore.tryAcquire();
  }

  /**
   * Gives the lock to the first who waits, or back.
   *
   * @throws IllegalStateException if it is not locked
   */
  public void release() {
    if (!semaphore.releaseWithin(1)) {
      throw new IllegalStateException("the mutex is not locked, there is nothing to release");
    }
  }

  /** Tells whether somebody has the lock at this moment. */
  public boolean isLocked() {
    return semaphore.availablePermits() == 0;
  }
}
