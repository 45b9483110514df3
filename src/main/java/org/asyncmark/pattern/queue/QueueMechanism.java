package org.asyncmark.pattern.queue;

import static org.asyncmark.model.Model.FUTURE;
import static org.asyncmark.model.Model.LOOP;
import static org.asyncmark.model.Model.PLATFORM;
import static org.asyncmark.model.Model.VIRTUAL;
import static org.asyncmark.pattern.queue.QueueShape.UNBOUNDED;

import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.IntPredicate;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.Mechanism;
import org.asyncmark.pattern.Stage;

/** A class of queues that a model can pass items through. */
enum QueueMechanism implements Mechanism {
  /** {@link ArrayBlockingQueue}: one lock. */
  ARRAY(
      capacity -> capacity > 0 && capacity < UNBOUNDED,
      blocking(shape -> direct(new ArrayBlockingQueue<>(shape.capacity()))),
      PLATFORM,
      VIRTUAL),
  /** {@link LinkedBlockingQueue}: one lock at each end. */
  LINKED(
      capacity -> capacity > 0,
      blocking(shape -> direct(new LinkedBlockingQueue<>(shape.capacity()))),
      PLATFORM,
      VIRTUAL),
  /** {@link SynchronousQueue}: a put waits for its take. */
  SYNCHRONOUS(
      capacity -> capacity == 0,
      blocking(shape -> direct(new SynchronousQueue<>())),
      PLATFORM,
      VIRTUAL),
  /**
   * {@link LinkedTransferQueue}: no lock. A put waits for its take ({@code transfer}) if there is
   * no capacity, and for nothing if it is unbounded.
   */
  TRANSFER(
      capacity -> capacity == 0 || capacity == UNBOUNDED,
      blocking(
          shape ->
              shape.capacity() == 0
                  ? new Port.HandToHand(new LinkedTransferQueue<>())
                  : direct(new LinkedTransferQueue<>())),
      PLATFORM,
      VIRTUAL),
  /** {@link org.asyncmark.future.AsyncQueue}: puts and takes are futures. */
  ASYNC_QUEUE(
      capacity -> true,
      (s, shape) -> new FutureRelay(s.tasks(), shape, s.hasLeaf() ? s.futureLeaf() : null),
      FUTURE),
  /** {@link org.asyncmark.loop.LoopQueue}: puts and takes suspend tasks of one loop. */
  LOOP_QUEUE(
      capacity -> true,
      (s, shape) -> new LoopRelay(s.loop(), shape, s.hasLeaf() ? s.loopLeaf() : null),
      LOOP);

  private final IntPredicate capacities;
  private final BiFunction<Stage, QueueShape, Relay> opening;
  private final Set<Model> models;

  QueueMechanism(
      IntPredicate capacities, BiFunction<Stage, QueueShape, Relay> opening, Model... models) {
    this.capacities = capacities;
    this.opening = opening;
    this.models = Set.of(models);
  }

  Relay open(Stage stage, QueueShape shape) {
    return opening.apply(stage, shape);
  }

  /**
   * Tells whether there is such a queue with a capacity.
   *
   * @param capacity as in {@link QueueShape}
   */
  boolean has(int capacity) {
    return capacities.test(capacity);
  }

  @Override
  public Set<Model> models() {
    return models;
  }

  /** Opens a relay with a thread for each producer and consumer, because each blocks one. */
  private static BiFunction<Stage, QueueShape, Relay> blocking(Function<QueueShape, Port> queue) {
    return (s, shape) ->
        new BlockingRelay(
            s.tasks(shape.tasks()), shape, queue, s.hasLeaf() ? s.blockingLeaf() : null);
  }

  private static Port direct(BlockingQueue<Long> queue) {
    return new Port.Direct(queue);
  }
}
