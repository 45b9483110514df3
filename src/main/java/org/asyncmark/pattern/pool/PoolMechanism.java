package org.asyncmark.pattern.pool;

import java.util.Set;
import java.util.function.BiFunction;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.Opening;
import org.asyncmark.pattern.Stage;

/** What keeps the idle slots, and those who wait for one. */
enum PoolMechanism implements Opening.Of<PoolSpec, Pool> {
  /** {@code ArrayBlockingQueue}, a fair one: first come, first served, as in the other models. */
  BLOCKING_QUEUE(
      THREADS, "fair ArrayBlockingQueue", (s, spec) -> blocking(s, QueueLender.fifo(spec))),
  /** {@code LinkedBlockingDeque}, which has no fair variant. */
  LIFO_DEQUE(THREADS, "LinkedBlockingDeque", (s, spec) -> blocking(s, QueueLender.lifo(spec))),
  /** HikariCP, in an order of its own: see {@link HikariLender}. */
  HIKARI(
      THREADS,
      "HikariCP in its own order, of the thread first",
      (s, spec) -> blocking(s, s.open(HikariLender.open(spec)))),
  /** {@code AsyncSemaphore} over a deque of the idle slots; a time-out is {@code orTimeout}. */
  ASYNC_SEMAPHORE(
      FUTURE,
      "AsyncSemaphore over a ConcurrentLinkedDeque",
      (s, spec) -> new FuturePool(s.futureLeaf(), spec)),
  /** {@code LoopQueue}, confined to the loop; a time-out is a timer in the loop's heap. */
  LOOP_QUEUE(
      LOOP, "LoopQueue under a Timeout", (s, spec) -> LoopPool.open(s.loop(), s.loopLeaf(), spec));

  private final String facility;
  private final Opening<PoolSpec, Pool> opening;

  PoolMechanism(Set<Model> models, String facility, BiFunction<Stage, PoolSpec, Pool> how) {
    this.facility = facility;
    this.opening = new Opening<>(models, how);
  }

  @Override
  public Opening<PoolSpec, Pool> opening() {
    return opening;
  }

  @Override
  public String facility() {
    return facility;
  }

  /** Tells whether it lends idle slots in an order, or in one of its own whatever is asked for. */
  boolean lends(Order order) {
    return switch (this) {
      case BLOCKING_QUEUE -> order == Order.FIFO;
      case LIFO_DEQUE -> order == Order.LIFO;
      case HIKARI, ASYNC_SEMAPHORE, LOOP_QUEUE -> true;
    };
  }

  private static Pool blocking(Stage stage, Lender lender) {
    return new BlockingPool(stage.tasks(), stage.blockingLeaf(), lender);
  }
}
