package org.asyncmark.pattern.pitfalls;

import java.util.Collection;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** A lock that tells who has it and who waits for it, without a word from either of them. */
final class OwnedLock extends ReentrantLock {
  private static final long serialVersionUID = 1L;

  /** Returns the thread that has it at this moment; null if none. */
  @Nullable Thread owner() {
    return getOwner();
  }

  /** Returns about those that wait for it at this moment. */
  Collection<Thread> waiters() {
    return getQueuedThreads();
  }
}
