package org.asyncmark.pattern;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TransferQueue;
import org.jspecify.annotations.Nullable;

/** The two ends of a blocking queue as producers and consumers use them. */
public interface Port {
  /** Returns the queue between them. */
  BlockingQueue<Long> queue();

  /** Puts an item, and waits until there is room. */
  default void put(Long item) throws InterruptedException {
    queue().put(item);
  }

  /** Takes the next item, and waits until there is one. */
  default Long take() throws InterruptedException {
    return queue().take();
  }

  /** Puts an item if that needs no wait; false if it does. */
  default boolean offer(Long item) {
    return queue().offer(item);
  }

  /** Takes the next item if that needs no wait; null if it does. */
  default @Nullable Long poll() {
    return queue().poll();
  }

  /** A queue as it is. */
  record Direct(BlockingQueue<Long> queue) implements Port {}

  /** A transfer queue whose puts wait until their item is taken. */
  record HandToHand(TransferQueue<Long> queue) implements Port {
    @Override
    public void put(Long item) throws InterruptedException {
      queue.transfer(item);
    }

    @Override
    public boolean offer(Long item) {
      return queue.tryTransfer(item);
    }
  }
}
