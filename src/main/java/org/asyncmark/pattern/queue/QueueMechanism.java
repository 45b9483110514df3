package org.asyncmark.pattern.queue;

import static org.asyncmark.pattern.queue.QueueShape.UNBOUNDED;

import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.IntPredicate;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.Opening;
import org.asyncmark.pattern.Port;
import org.asyncmark.pattern.Stage;

/** A class of queues that a model can pass items through. */
enum QueueMechanism implements Opening.Of<QueueShape, Relay> {
  /** {@link ArrayBlockingQueue}: one lock. */
  ARRAY(
      THREADS,
      capacity -> capacity > 0 && capacity < UNBOUNDED,
      blocking(shape -> new Port.Direct(new ArrayBlockingQueue<>(shape.capacity())))),
  /** {@link LinkedBlockingQueue}: one lock at each end. */
  LINKED(
      THREADS,
      capacity -> capacity > 0,
      blocking(shape -> new Port.Direct(new LinkedBlockingQueue<>(shape.capacity())))),
  /** {@link SynchronousQueue}: a put waits for its take. */
  SYNCHRONOUS(
      THREADS,
      capacity -> capacity == 0,
      blocking(shape -> new Port.Direct(new SynchronousQueue<>()))),
  /**
   * {@link LinkedTransferQueue}: no lock. A put waits for its take ({@code transfer}) if there is
   * no capacity, and for nothing if it is unbounded.
   */
  TRANSFER(
      THREADS,
      capacity -> capacity == 0 || capacity == UNBOUNDED,
      blocking(
          shape ->
              shape.capacity() == 0
                  ? new Port.HandToHand(new LinkedTransferQueue<>())
                  : new Port.Direct(new LinkedTransferQueue<>()))),
  /** {@link org.asyncmark.future.AsyncQueue}: puts and takes are futures. */
  ASYNC_QUEUE(
      FUTURE,
      capacity -> true,
      (s, shape) -> new FutureRelay(s.tasks(), shape, s.hasLeaf() ? s.futureLeaf() : null)),
  /** {@link org.asyncmark.loop.LoopQueue}: puts and takes suspend tasks of one loop. */
  LOOP_QUEUE(
      LOOP,
      capacity -> true,
      (s, shape) -> new LoopRelay(s.loop(), shape, s.hasLeaf() ? s.loopLeaf() : null));

  private final IntPredicate capacities;
  private final Opening<QueueShape, Relay> opening;

  QueueMechanism(
      Set<Model> models, IntPredicate capacities, BiFunction<Stage, QueueShape, Relay> how) {
    this.capacities = capacities;
    this.opening = new Opening<>(models, how);
  }

  /** Tells whether there is such a queue with a capacity, as in {@link QueueShape}. */
  boolean has(int capacity) {
    return capacities.test(capacity);
  }

  @Override
  public Opening<QueueShape, Relay> opening() {
    return opening;
  }

  /** Opens a relay with a thread for each producer and consumer, because each blocks one. */
  private static BiFunction<Stage, QueueShape, Relay> blocking(Function<QueueShape, Port> queue) {
    return (s, shape) ->
        new BlockingRelay(
            s.tasks(shape.tasks()), shape, queue, s.hasLeaf() ? s.blockingLeaf() : null);
  }
}
