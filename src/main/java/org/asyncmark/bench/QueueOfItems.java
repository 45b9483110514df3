package org.asyncmark.bench;

import java.util.List;
import org.asyncmark.loop.Awaitable;
import org.asyncmark.loop.LoopQueue;

/** A bounded queue with a task at each end. */
final class QueueOfItems {
  private static final int MAX_SIZE = 128;
  private static final Integer ITEM = 1;

  private final LoopQueue<Integer> queue = LoopQueue.fifo(MAX_SIZE);
  private int toSend;
  private int toReceive;
  private int received;

  QueueOfItems(int items) {
    this.toSend = items;
    this.toReceive = items;
  }

  List<Awaitable<Void>> bothEnds() {
    return List.of(Awaitable.call(this::produce), Awaitable.call(this::consume));
  }

  private Awaitable<Void> produce() {
    return queue.put(ITEM).then(put -> --toSend > 0 ? produce() : Awaitable.done());
  }

  private Awaitable<Void> consume() {
    return queue
        .get()
        .then(
            item -> {
              received += item;
              return --toReceive > 0 ? consume() : Awaitable.done();
            });
  }

  /** Returns the sum of the items that came, each of which is 1. */
  int received() {
    return received;
  }
}
