package org.asyncmark.pattern.pool;

import java.io.IOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * {@link Lender} as a queue of idle slots, the first of which is lent.
 *
 * @param giveBack puts a slot into the queue: at the end, or in front of the others
 */
record QueueLender(PoolSpec spec, BlockingQueue<Slot> idleSlots, Consumer<Slot> giveBack)
    implements Lender {
  /** Opens one that lends the slot that was idle for longest, to who has waited for longest. */
  static QueueLender fifo(PoolSpec spec) {
    BlockingQueue<Slot> idle = new ArrayBlockingQueue<>(spec.slots().size(), true);
    idle.addAll(spec.slots().openAll());
    return new QueueLender(spec, idle, idle::add);
  }

  /** Opens one that lends the slot that was given back last; a newcomer may overtake who waits. */
  static QueueLender lifo(PoolSpec spec) {
    LinkedBlockingDeque<Slot> idle = new LinkedBlockingDeque<>(spec.slots().openAll());
    return new QueueLender(spec, idle, idle::addFirst);
  }

  @Override
  public void lend(Borrower borrower) throws IOException, InterruptedException, TimeoutException {
    Slot slot = idleSlots.poll(spec.timeout().toNanos(), TimeUnit.NANOSECONDS);
    if (slot == null) {
      throw new TimeoutException("no slot within " + spec.timeout().toMillis() + " ms");
    }
    try {
      borrower.use(slot);
    } finally {
      giveBack.accept(spec.slots().wholeFor(slot));
    }
  }

  @Override
  public int idle() {
    return idleSlots.size();
  }
}
