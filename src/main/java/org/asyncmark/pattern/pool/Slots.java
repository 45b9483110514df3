package org.asyncmark.pattern.pool;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** Opens the slots of one pool, and counts them. From any thread. */
final class Slots {
  private static final long LONGEST_WAIT_NANOS = TimeUnit.SECONDS.toNanos(10);
  private static final long LOOK_EVERY_NANOS = TimeUnit.MICROSECONDS.toNanos(100);

  private final int size;
  private final AtomicInteger opened = new AtomicInteger();

  /**
   * Opens none yet.
   *
   * @param size of the pool, 1 and up
   */
  Slots(int size) {
    this.size = size;
  }

  /** Returns how many the pool has. */
  int size() {
    return size;
  }

  /** Returns how many were opened so far. */
  int opened() {
    return opened.get();
  }

  Slot open() {
    return new Slot(opened.getAndIncrement());
  }

  /** Opens as many as the pool has. */
  List<Slot> openAll() {
    return Stream.generate(this::open).limit(size).toList();
  }

  /** Returns what goes into the pool for a slot that is given back: a new one if it has broken. */
  Slot wholeFor(Slot given) {
    return given.isBroken() ? open() : given;
  }

  /**
   * Waits until as many slots are idle as the pool has. That is at once where a broken slot is
   * replaced by who gives it back; a pool that has a thread for that gives no sign, hence the look
   * at it again and again.
   *
   * @param idle tells how many are idle
   * @return false if they are not after 10 s
   */
  boolean awaitAll(Callable<Integer> idle) throws Exception {
    long deadline = System.nanoTime() + LONGEST_WAIT_NANOS;
    while (idle.call() != size) {
      if (System.nanoTime() - deadline >= 0) {
        return false;
      }
      LockSupport.parkNanos(LOOK_EVERY_NANOS);
    }
    return true;
  }
}
