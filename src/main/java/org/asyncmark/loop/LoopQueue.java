package org.asyncmark.loop;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Comparator;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * A queue between tasks: {@code asyncio.Queue}, {@code LifoQueue} and {@code PriorityQueue}. Who
 * waits for an item or for room is woken in the order of coming, and looks again when it goes on: a
 * {@link #getNowait} in between may be faster. A task that is cancelled after it was woken wakes
 * the next one. Loop thread only.
 *
 * @param <T> type of the items, none of which may be null
 */
public final class LoopQueue<T> {
  private final LoopBinding binding = new LoopBinding("LoopQueue");
  private final Queue<T> items;
  private final int maxSize;
  private final WaitLine getters = new WaitLine();
  private final WaitLine putters = new WaitLine();
  private final Unfinished unfinished = new Unfinished();
  private final Awaitable<T> get = new Deferred<>(this::takeOrWait);
  private boolean shutDown;

  private LoopQueue(Queue<T> items, int maxSize) {
    this.items = items;
    this.maxSize = maxSize;
  }

  /** Returns a queue without a limit: first in, first out. */
  public static <T> LoopQueue<T> fifo() {
    return fifo(0);
  }

  /**
   * Returns a queue: first in, first out.
   *
   * @param maxSize number of items at which a put has to wait; 0 or less: never
   */
  public static <T> LoopQueue<T> fifo(int maxSize) {
    return new LoopQueue<>(new ArrayDeque<>(), maxSize);
  }

  /**
   * Returns a stack: last in, first out.
   *
   * @param maxSize number of items at which a put has to wait; 0 or less: never
   */
  public static <T> LoopQueue<T> lifo(int maxSize) {
    return new LoopQueue<>(Collections.asLifoQueue(new ArrayDeque<>()), maxSize);
  }

  /**
   * Returns a queue whose least item is the first out.
   *
   * @param maxSize number of items at which a put has to wait; 0 or less: never
   * @param order must not throw: an item that it was comparing may be lost
   */
  public static <T> LoopQueue<T> priority(int maxSize, Comparator<? super T> order) {
    return new LoopQueue<>(new PriorityQueue<>(order), maxSize);
  }

  /**
   * Returns an awaitable that ends when {@code item} is in the queue. It fails with a {@link
   * QueueShutDownException} if the queue is shut down before.
   */
  public Awaitable<Void> put(T item) {
    return new Put(Objects.requireNonNull(item, "item"));
  }

  /**
   * Returns an awaitable that takes the next item. It fails with a {@link QueueShutDownException}
   * if the queue is shut down and empty.
   */
  public Awaitable<T> get() {
    return get;
  }

  /**
   * Puts an item into the queue.
   *
   * @throws IllegalStateException if the queue is full
   * @throws QueueShutDownException if it was shut down
   */
  public void putNowait(T item) {
    Objects.requireNonNull(item, "item");
    binding.require("LoopQueue.putNowait");
    refuseIfShutDown();
    if (isFull()) {
      throw new IllegalStateException("the queue is full, it has its " + maxSize + " items");
    }
    items.add(item);
    unfinished.add();
    getters.wakeNext();
  }

  /**
   * Takes the next item.
   *
   * @throws NoSuchElementException if the queue is empty
   * @throws QueueShutDownException if it is empty and was shut down
   */
  public T getNowait() {
    binding.require("LoopQueue.getNowait");
    T item = items.poll();
    if (item == null) {
      refuseIfShutDown();
      throw new NoSuchElementException("the queue is empty");
    }
    putters.wakeNext();
    return item;
  }

  /**
   * Says that an item that was taken has been dealt with.
   *
   * @throws IllegalStateException if that was said of every item before
   */
  public void taskDone() {
    binding.require("LoopQueue.taskDone");
    unfinished.done();
  }

  /** Returns an awaitable that ends when every item that was put has been dealt with. */
  public Awaitable<Void> join() {
    return unfinished.join();
  }

  /**
   * Ends the queue: puts are refused from now on, and gets once the queue is empty; who waits gets
   * to know it.
   *
   * @param immediate drops the items that are in the queue, as if they had been dealt with
   */
  public void shutdown(boolean immediate) {
    binding.require("LoopQueue.shutdown");
    shutDown = true;
    if (immediate) {
      unfinished.drop(items.size());
      items.clear();
    }
    getters.wake(getters.size());
    putters.wake(putters.size());
  }

  /** Returns the number of items in the queue. */
  public int size() {
    return items.size();
  }

  /** Tells whether there is no item in the queue. */
  public boolean isEmpty() {
    return items.isEmpty();
  }

  /** Tells whether a put would have to wait. */
  public boolean isFull() {
    return maxSize > 0 && items.size() >= maxSize;
  }

  /** Returns the number of items at which a put has to wait; 0 or less: never. */
  public int maxSize() {
    return maxSize;
  }

  private Awaitable<T> takeOrWait() {
    binding.require("LoopQueue.get");
    T item = items.poll();
    if (item != null) {
      putters.wakeNext();
      return Awaitable.of(item);
    }
    refuseIfShutDown();
    return new Get();
  }

  private void refuseIfShutDown() {
    if (shutDown) {
      throw new QueueShutDownException("the queue was shut down");
    }
  }

  /** Names the items, the limits and the number of those who wait. */
  @Override
  public String toString() {
    return "LoopQueue[maxSize "
        + maxSize
        + (items.isEmpty() ? "" : ", items " + items)
        + getters.text("getters")
        + putters.text("putters")
        + (unfinished.count() == 0 ? "" : ", unfinished " + unfinished.count())
        + (shutDown ? ", shut down" : "")
        + "]";
  }

  private final class Get extends Frame<Void, T> {
    private @Nullable LoopFuture<Void> getter;

    @Override
    Awaitable<Void> enter(Task<?> task) {
      binding.usedBy(task);
      getter = getters.add(task);
      return getter;
    }

    @Override
    Awaitable<T> resume(Void woken) {
      // somebody else may have taken the item: wait again, behind the others
      return items.isEmpty() ? get : Awaitable.of(getNowait());
    }

    @Override
    @Nullable Awaitable<T> recover(Throwable cancelled) {
      getters.remove(getter);
      if (!items.isEmpty()
          && !Objects.requireNonNull(getter, "set before the wait").isCancelled()) {
        getters.wakeNext();
      }
      return null;
    }
  }

  private final class Put extends Frame<Void, Void> {
    private final T item;
    private @Nullable LoopFuture<Void> putter;

    Put(T item) {
      this.item = item;
    }

    @Override
    Awaitable<Void> enter(Task<?> task) {
      binding.usedBy(task);
      refuseIfShutDown();
      if (!isFull()) {
        putNowait(item);
        return endWith(Awaitable.done());
      }
      putter = putters.add(task);
      return putter;
    }

    @Override
    Awaitable<Void> resume(Void woken) {
      if (isFull() && !shutDown) {
        return new Put(item); // somebody else has taken the room: wait again, behind the others
      }
      putNowait(item);
      return Awaitable.done();
    }

    @Override
    @Nullable Awaitable<Void> recover(Throwable cancelled) {
      putters.remove(putter);
      if (!isFull() && !Objects.requireNonNull(putter, "set before the wait").isCancelled()) {
        putters.wakeNext();
      }
      return null;
    }
  }
}
