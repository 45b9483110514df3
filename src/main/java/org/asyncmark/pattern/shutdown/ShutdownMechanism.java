package org.asyncmark.pattern.shutdown;

import java.util.Set;
import java.util.function.BiFunction;
import org.asyncmark.measure.ThreadLimits;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.Opening;
import org.asyncmark.pattern.Stage;

/**
 * What shuts a service down. A structured scope does not suit: only its owner forks, and its
 * time-out runs from when it was opened, not from the stop.
 */
enum ShutdownMechanism implements Opening.Of<ShutdownMechanism.Work, Service> {
  /** {@code shutdown}, {@code awaitTermination}, {@code shutdownNow}: the executor ends with it. */
  EXECUTOR_SHUTDOWN(
      THREADS, "shutdown, awaitTermination, shutdownNow", ShutdownMechanism::blocking),
  /** A flag, {@code allOf} those in flight with {@code orTimeout}, and their cancel tokens. */
  ADMISSION_FLAG(
      FUTURE,
      "flag, allOf and orTimeout, cancel tokens",
      (s, work) -> new FutureService(s.futureLeaf(), s.tasks(), work.op())),
  /** A flag of the loop's, {@code wait} for its tasks with a time-out, and {@code cancel}. */
  LOOP_DRAIN(
      LOOP,
      "wait with a time-out, Task.cancel",
      (s, work) -> new LoopService(s.loop(), s.loopLeaf(), work.op()));

  /**
   * What a service has to do.
   *
   * @param threads of a service that has a pool, 1 and up
   */
  record Work(ShutdownOp op, int threads) {}

  private final Opening<Work, Service> opening;
  private final String facility;

  ShutdownMechanism(Set<Model> models, String facility, BiFunction<Stage, Work, Service> how) {
    this.opening = new Opening<>(models, how);
    this.facility = facility;
  }

  @Override
  public Opening<Work, Service> opening() {
    return opening;
  }

  @Override
  public String facility() {
    return facility;
  }

  private static Service blocking(Stage stage, Work work) {
    if (stage.model() == Model.PLATFORM) {
      ThreadLimits.ofThisMachine().require(work.threads());
    }
    return stage.open(
        new BlockingService(stage.model(), work.threads(), stage.blockingLeaf(), work.op()));
  }
}
