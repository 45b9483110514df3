package org.asyncmark.pattern.cancel;

import java.util.Set;
import java.util.function.BiFunction;
import org.asyncmark.measure.ThreadLimits;
import org.asyncmark.model.Model;
import org.asyncmark.model.TaskScope;
import org.asyncmark.pattern.Opening;
import org.asyncmark.pattern.Stage;
import org.jspecify.annotations.Nullable;

/** What cancels tasks. */
enum CancelMechanism implements Opening.Of<CancelOp, Cancellation> {
  /** {@code Future.cancel(true)}, which interrupts the thread of the task. */
  FUTURE_CANCEL(THREADS, "interrupt", (s, op) -> blocking(s, op, false)),
  /**
   * {@code Future.cancel(true)} of the task that owns a {@code StructuredTaskScope}: the interrupt
   * ends its wait, and leaving the scope interrupts its children and waits for them.
   */
  STRUCTURED_SCOPE(
      Set.of(Model.VIRTUAL), "interrupt of the owner", (s, op) -> blocking(s, op, true)),
  /**
   * An explicit {@code CancelToken} that cancels the first future of each chain: {@code
   * CompletableFuture.cancel} does not reach what a future depends on.
   */
  CANCEL_TOKEN(
      FUTURE,
      "CompletableFuture.cancel upstream",
      (s, op) -> new FutureCancellation(s.tasks(), Resource.future(s, op), op)),
  /** {@code Task.cancel}, which has the task go on with a {@code CancelledException}. */
  TASK_CANCEL(
      LOOP,
      "exception in the next turn",
      (s, op) -> new LoopCancellation(s.loop(), Resource.loop(s, op), op));

  private final Opening<CancelOp, Cancellation> opening;
  private final String facility;

  CancelMechanism(
      Set<Model> models, String facility, BiFunction<Stage, CancelOp, Cancellation> how) {
    this.opening = new Opening<>(models, how);
    this.facility = facility;
  }

  @Override
  public Opening<CancelOp, Cancellation> opening() {
    return opening;
  }

  @Override
  public String facility() {
    return facility;
  }

  @Override
  public @Nullable String absenceOn(int jdkFeature) {
    return this == STRUCTURED_SCOPE ? TaskScope.absence(jdkFeature) : null;
  }

  private static Cancellation blocking(Stage stage, CancelOp op, boolean scoped) {
    if (stage.model() == Model.PLATFORM) {
      ThreadLimits.ofThisMachine().require(op.tasks());
    }
    return new BlockingCancellation(
        stage.tasks(op.tasks()), scoped, Resource.blocking(stage, op), op, stage.times());
  }
}
