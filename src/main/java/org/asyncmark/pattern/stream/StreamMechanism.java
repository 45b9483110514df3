package org.asyncmark.pattern.stream;

import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.IntPredicate;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.Opening;
import org.asyncmark.pattern.Stage;

/** What is between a source and its consumer. */
enum StreamMechanism implements Opening.Of<StreamShape, Streaming> {
  /** An iterator over a queue that a task fills. */
  HANDOVER_ITERATOR(
      THREADS,
      "SynchronousQueue or ArrayBlockingQueue",
      ahead -> true,
      (s, shape) ->
          new BlockingStreaming(s.tasks(2), shape, s.hasLeaf() ? s.blockingLeaf() : null)),
  /**
   * A pull of futures from an {@code AsyncQueue}. It is the idiomatic one because it is composition
   * and no more: it hands over as well as it buffers, and keeps no thread.
   */
  ASYNC_ITERATOR(
      FUTURE,
      "AsyncQueue",
      ahead -> true,
      (s, shape) -> new FutureStreaming(s.tasks(), shape, s.hasLeaf() ? s.futureLeaf() : null)),
  /** The JDK's {@code SubmissionPublisher}, of which one item after the other is requested. */
  SUBMISSION_PUBLISHER(
      FUTURE,
      "Flow.request(1)",
      ahead -> Integer.bitCount(ahead) == 1,
      (s, shape) -> new PublisherStreaming(s.tasks(), shape, s.hasLeaf() ? s.futureLeaf() : null)),
  /** A task that fills a queue of the loop. */
  LOOP_QUEUE(
      LOOP,
      "a task of its own",
      ahead -> true,
      (s, shape) -> new LoopStreaming(s.loop(), shape, s.hasLeaf() ? s.loopLeaf() : null)),
  /** An asynchronous generator, which the consumer's own task runs: it never works ahead. */
  GENERATOR(
      LOOP,
      "the consumer's task",
      ahead -> ahead == 0,
      (s, shape) -> new GeneratorStreaming(s.loop(), shape, s.hasLeaf() ? s.loopLeaf() : null));

  private final String facility;
  private final IntPredicate aheads;
  private final Opening<StreamShape, Streaming> opening;

  StreamMechanism(
      Set<Model> models,
      String facility,
      IntPredicate aheads,
      BiFunction<Stage, StreamShape, Streaming> how) {
    this.facility = facility;
    this.aheads = aheads;
    this.opening = new Opening<>(models, how);
  }

  /** Tells whether so many items can wait in it. */
  boolean has(int ahead) {
    return aheads.test(ahead);
  }

  @Override
  public Opening<StreamShape, Streaming> opening() {
    return opening;
  }

  @Override
  public String facility() {
    return facility;
  }
}
