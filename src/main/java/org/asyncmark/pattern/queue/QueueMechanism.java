package org.asyncmark.pattern.queue;

import java.util.List;
import java.util.Set;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.Mechanism;

/** A class of queues that a model can pass items through. */
public enum QueueMechanism implements Mechanism {
  /** {@link java.util.concurrent.ArrayBlockingQueue}: one lock. */
  ARRAY("array"),
  /** {@link java.util.concurrent.LinkedBlockingQueue}: one lock at each end. */
  LINKED("linked"),
  /** {@link java.util.concurrent.SynchronousQueue}: a put waits for its take. */
  SYNCHRONOUS("synchronous"),
  /**
   * {@link java.util.concurrent.LinkedTransferQueue}: no lock. A put waits for its take ({@code
   * transfer}) if there is no capacity, and for nothing if it is unbounded.
   */
  TRANSFER("transfer"),
  /** {@link org.asyncmark.future.AsyncQueue}: puts and takes are futures. */
  ASYNC_QUEUE("async-queue"),
  /** {@link org.asyncmark.loop.LoopQueue}: puts and takes suspend tasks of one loop. */
  LOOP_QUEUE("loop-queue");

  private final String id;

  QueueMechanism(String id) {
    this.id = id;
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public Set<Model> models() {
    return switch (this) {
      case ARRAY, LINKED, SYNCHRONOUS, TRANSFER -> Set.of(Model.PLATFORM, Model.VIRTUAL);
      case ASYNC_QUEUE -> Set.of(Model.FUTURE);
      case LOOP_QUEUE -> Set.of(Model.LOOP);
    };
  }

  /**
   * Returns the queues of a model that exist with a capacity, the idiomatic one first.
   *
   * @param capacity as in {@link QueueShape}
   */
  static List<QueueMechanism> of(Model model, int capacity) {
    return switch (model) {
      case PLATFORM, VIRTUAL ->
          switch (capacity) {
            case 0 -> List.of(SYNCHRONOUS, TRANSFER);
            case QueueShape.UNBOUNDED -> List.of(LINKED, TRANSFER);
            default -> List.of(ARRAY, LINKED);
          };
      case FUTURE -> List.of(ASYNC_QUEUE);
      case LOOP -> List.of(LOOP_QUEUE);
    };
  }

  /**
   * Returns the queue of a model that is meant by a word.
   *
   * @param word an id, or {@link #IDIOMATIC}
   * @throws IllegalArgumentException if the model has no such queue with that capacity; the message
   *     names those it has
   */
  static QueueMechanism of(Model model, int capacity, String word) {
    List<QueueMechanism> choices = of(model, capacity);
    return choices.stream()
        .filter(choice -> word.equals(IDIOMATIC) || word.equals(choice.id))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "model "
                        + model.id()
                        + " has no queue '"
                        + word
                        + "' with capacity "
                        + capacity
                        + "; choose from "
                        + String.join(", ", choices.stream().map(QueueMechanism::id).toList())));
  }
}
