package org.asyncmark.future;

import java.util.ArrayDeque;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A first-in, first-out queue between tasks that never blocks a thread for want of items or room:
 * {@code asyncio.Queue} for futures. Who waits to put and who waits to take are each served in the
 * order in which they came, and every item reaches exactly one taker. Any thread may use it.
 *
 * <p>A lock holds the items and the two lines together, as it does in the blocking queues of the
 * JDK; it is held for a few instructions and no code of others runs under it. What is found under
 * the lock is decided there, by claiming the waiter, and told after it was left:
 *
 * <ol>
 *   <li>A taker gives up while a put hands him an item: the put claims him under the lock or goes
 *       on to the next, so that the item is neither lost nor late.
 *   <li>A putter gives up while a take makes room: either his item is in and giving up comes too
 *       late, or he is skipped and his item never was.
 *   <li>Two puts claim two takers and tell them in the other order: each taker has the item that
 *       was decided under the lock.
 * </ol>
 *
 * @param <T> of the items, which are not null
 */
public final class AsyncQueue<T> {
  private final int capacity;
  private final Object lock = new Object();

  // all guarded by the lock
  private final ArrayDeque<T> items = new ArrayDeque<>();
  private final Line<Put<T>> putters = new Line<>();
  private Line<Waiter<T>> takers = new Line<>();
  private Line<Waiter<@Nullable Void>> joiners = new Line<>();
  private int unfinished;
  private boolean closed;

  /**
   * Creates an empty queue.
   *
   * @param capacity greatest number of items in it, 0 and up. With 0 a put ends when its item is
   *     taken; {@link Integer#MAX_VALUE} stands for no limit
   * @throws IllegalArgumentException if {@code capacity} is negative
   */
  public AsyncQueue(int capacity) {
    if (capacity < 0) {
      throw new IllegalArgumentException("want a capacity of no less than 0, got " + capacity);
    }
    this.capacity = capacity;
  }

  /**
   * Puts an item in, as soon as there is room.
   *
   * @return ends when the item is in the queue or with its taker; with {@link Closed} if the queue
   *     is closed
   */
  public CompletableFuture<@Nullable Void> put(T item) {
    Objects.requireNonNull(item, "item");
    Waiter<T> taker;
    synchronized (lock) {
      if (closed) {
        return CompletableFuture.failedFuture(new Closed("put in"));
      }
      taker = takers.claimFirst();
      if (taker != null) {
        unfinished++;
      } else if (items.size() < capacity) {
        items.add(item);
        unfinished++;
      } else {
        Put<T> put = new Put<>(item);
        putters.add(put);
        return put;
      }
    }
    if (taker != null) {
      taker.give(item);
    }
    return Waiter.DONE;
  }

  /**
   * Puts an item in if there is room now; tells whether it did.
   *
   * @return false also if the queue is closed
   */
  public boolean offer(T item) {
    Objects.requireNonNull(item, "item");
    Waiter<T> taker;
    synchronized (lock) {
      if (closed) {
        return false;
      }
      taker = takers.claimFirst();
      if (taker == null) {
        if (items.size() >= capacity) {
          return false;
        }
        items.add(item);
      }
      unfinished++;
    }
    if (taker != null) {
      taker.give(item);
    }
    return true;
  }

  /**
   * Takes the first item, as soon as there is one.
   *
   * @return ends with the item; with {@link Closed} if the queue is closed and empty
   */
  public CompletableFuture<T> take() {
    T item;
    Put<T> admitted;
    synchronized (lock) {
      admitted = putters.claimFirst();
      if (admitted != null) {
        items.add(admitted.item);
        unfinished++;
      }
      item = items.poll();
      if (item == null) {
        if (closed) {
          return CompletableFuture.failedFuture(new Closed("taken"));
        }
        Waiter<T> taker = new Waiter<>();
        takers.add(taker);
        return taker;
      }
    }
    if (admitted != null) {
      admitted.give(null);
    }
    return CompletableFuture.completedFuture(item);
  }

  /** Takes the first item if there is one now, or returns null. */
  public @Nullable T poll() {
    T item;
    Put<T> admitted;
    synchronized (lock) {
      admitted = putters.claimFirst();
      if (admitted != null) {
        items.add(admitted.item);
        unfinished++;
      }
      item = items.poll();
    }
    if (admitted != null) {
      admitted.give(null);
    }
    return item;
  }

  /**
   * Says that an item that was taken has been worked on.
   *
   * @throws IllegalStateException if that was said of every item before
   */
  public void taskDone() {
    Line<Waiter<@Nullable Void>> released;
    synchronized (lock) {
      if (unfinished == 0) {
        throw new IllegalStateException("taskDone was called more often than items were put");
      }
      unfinished--;
      if (unfinished > 0 || joiners.isEmpty()) {
        return;
      }
      released = joiners;
      joiners = new Line<>();
    }
    for (var next = released.claimFirst(); next != null; next = released.claimFirst()) {
      next.give(null);
    }
  }

  /** Returns a future that ends when {@link #taskDone} was said of every item that was put. */
  public CompletableFuture<@Nullable Void> join() {
    synchronized (lock) {
      if (unfinished == 0) {
        return Waiter.DONE;
      }
      Waiter<@Nullable Void> joiner = new Waiter<>();
      joiners.add(joiner);
      return joiner;
    }
  }

  /**
   * Refuses all further puts. What is in the queue, and who waits to put, is still served; then
   * takes are refused. Idempotent.
   */
  public void close() {
    Line<Waiter<T>> refused;
    synchronized (lock) {
      closed = true;
      refused = takers; // while somebody waits to take there is nothing to be taken
      takers = new Line<>();
    }
    for (var next = refused.claimFirst(); next != null; next = refused.claimFirst()) {
      next.refuse(new Closed("taken"));
    }
  }

  /** Returns the number of items in the queue at this moment. */
  public int size() {
    synchronized (lock) {
      return items.size();
    }
  }

  /** A place in the line of those who wait to put, with what they want to put. */
  private static final class Put<T> extends Waiter<@Nullable Void> {
    final T item;

    Put(T item) {
      this.item = item;
    }
  }

  /** The queue was closed. */
  public static final class Closed extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    Closed(String what) {
      super("the queue is closed, nothing can be " + what);
    }
  }
}
