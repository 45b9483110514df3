package org.asyncmark.pattern.queue;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TransferQueue;
import org.jspecify.annotations.Nullable;

/** The two ends of a blocking queue as producers and consumers use them. */
interface Port {
  /** Puts an item, and waits until there is room. */
  void put(Long item) throws InterruptedException;

  /** Takes the next item, and waits until there is one. */
  Long take() throws InterruptedException;

  /** Puts an item if that needs no wait; false if it does. */
  boolean offer(Long item);

  /** Takes the next item if that needs no wait; null if it does. */
  @Nullable Long poll();

  /** A queue as it is. */
  record Direct(BlockingQueue<Long> queue) implements Port {
    @Override
    public void put(Long item) throws InterruptedException {
      queue.put(item);
    }

    @Override
    public Long take() throws InterruptedException {
      return queue.take();
    }

    @Override
    public boolean offer(Long item) {
      return queue.offer(item);
    }

    @Override
    public @Nullable Long poll() {
      return queue.poll();
    }
  }

  /** A transfer queue whose puts wait until their item is taken. */
  record HandToHand(TransferQueue<Long> queue) implements Port {
    @Override
    public void put(Long item) throws InterruptedException {
      queue.transfer(item);
    }

    @Override
    public Long take() throws InterruptedException {
      return queue.take();
    }

    @Override
    public boolean offer(Long item) {
      return queue.tryTransfer(item);
    }

    @Override
    public @Nullable Long poll() {
      return queue.poll();
    }
  }
}
