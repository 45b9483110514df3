package org.asyncmark.pattern.broadcast;

import java.util.Set;
import java.util.function.BiFunction;
import org.asyncmark.measure.ThreadLimits;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.Opening;
import org.asyncmark.pattern.Stage;
import org.jspecify.annotations.Nullable;

/** What stands between the publisher and each of its subscribers. */
enum BroadcastMechanism implements Opening.Of<BroadcastPlan, Broadcast> {
  /** An {@link java.util.concurrent.ArrayBlockingQueue} and a thread for each subscriber. */
  BLOCKING_QUEUES(THREADS, "ArrayBlockingQueue", BroadcastMechanism::blocking),
  /**
   * The JDK's {@link java.util.concurrent.SubmissionPublisher}: {@code submit} to block, {@code
   * offer} with a drop handler to disconnect. It can drop no message that it has accepted, and its
   * buffers are powers of two. Not over TCP.
   */
  SUBMISSION_PUBLISHER(
      FUTURE,
      "Flow",
      (s, plan) ->
          new PublisherBroadcast(s.tasks(), s.tasks(1), plan, s.futureLeaf(), s.blockingLeaf())),
  /** An {@link org.asyncmark.future.AsyncQueue} for each subscriber; TCP is that of a loop. */
  ASYNC_QUEUES(
      FUTURE,
      "",
      (s, plan) ->
          new FutureBroadcast(s.tasks(), plan, s.futureLeaf(), lines(s, plan, FutureLine::new))),
  /** An {@link org.asyncmark.loop.LoopQueue} for each subscriber. */
  LOOP_QUEUES(
      LOOP,
      "",
      (s, plan) ->
          new LoopBroadcast(s.loop(), plan, s.loopLeaf(), lines(s, plan, AwaitableLine::new)));

  private final String facility;
  private final Opening<BroadcastPlan, Broadcast> opening;

  BroadcastMechanism(
      Set<Model> models, String facility, BiFunction<Stage, BroadcastPlan, Broadcast> how) {
    this.facility = facility;
    this.opening = new Opening<>(models, how);
  }

  /** Tells whether it has a policy with buffers of a depth. */
  boolean has(Over over, Overflow overflow, int depth) {
    return this != SUBMISSION_PUBLISHER
        || (over == Over.PROCESS && PublisherBroadcast.has(overflow, depth));
  }

  @Override
  public Opening<BroadcastPlan, Broadcast> opening() {
    return opening;
  }

  @Override
  public String facility() {
    return facility;
  }

  /** Opens one with a thread for each task of an op: each blocks its own. */
  private static Broadcast blocking(Stage stage, BroadcastPlan plan) {
    int threads = BlockingBroadcast.tasks(plan);
    if (stage.model() == Model.PLATFORM) {
      ThreadLimits.ofThisMachine().require(threads);
    }
    return new BlockingBroadcast(
        stage.tasks(threads),
        plan,
        stage.blockingLeaf(),
        plan.isOverTcp() ? stage.open(new SocketLines(plan)) : null);
  }

  private static <L extends LoopLine> @Nullable LoopLines<L> lines(
      Stage stage, BroadcastPlan plan, LoopLines.Making<L> making) {
    return plan.isOverTcp() ? new LoopLines<>(stage.loop(), plan, making) : null;
  }
}
