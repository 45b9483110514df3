package org.asyncmark.pattern.timeout;

import java.util.Set;
import java.util.function.Function;
import org.asyncmark.model.Model;
import org.asyncmark.model.TaskScope;
import org.asyncmark.pattern.Mechanism;
import org.asyncmark.pattern.Stage;
import org.jspecify.annotations.Nullable;

/** What sets a deadline, and the timer that it stands on. */
enum TimeoutMechanism implements Mechanism {
  /**
   * {@code Future.get} with a time, and {@code cancel(true)} where it was in vain. Its timer is the
   * timed park of the one thread that waits: the kernel's under a platform thread, and under a
   * virtual one the JDK's, a {@code ScheduledThreadPoolExecutor} before JDK 25 and the delay
   * scheduler of the fork-join pool from then on.
   */
  FUTURE_GET(THREADS, "timed park", s -> new BlockingTimed(s.tasks(), s.blockingLeaf(), false)),
  /**
   * {@code invokeAll} with a time: one deadline for all leaves, on the timed park of the one thread
   * that waits, as {@link #FUTURE_GET}.
   */
  INVOKE_ALL(
      THREADS, "one timed park for all", s -> new BlockingTimed(s.tasks(), s.blockingLeaf(), true)),
  /**
   * {@code StructuredTaskScope} with a time-out: one deadline for all leaves. Its timer is the
   * timed park of its owner before JDK 25, and the delay scheduler of the common pool from then on.
   */
  STRUCTURED_SCOPE(
      Set.of(Model.VIRTUAL),
      "one time-out of the scope",
      s -> new ScopeTimed(s.tasks(), s.blockingLeaf())),
  /**
   * {@code orTimeout} on each answer. Its timer is the one thread of {@code CompletableFuture} for
   * delays; from JDK 25 on the delay scheduler of the common pool.
   */
  OR_TIMEOUT(
      FUTURE,
      "CompletableFuture's delay thread, from JDK 25 the common pool's",
      s -> new FutureTimed(s.futureLeaf(), false)),
  /** {@code completeOnTimeout} on each answer, on the timer of {@link #OR_TIMEOUT}. */
  COMPLETE_ON_TIMEOUT(
      FUTURE,
      "CompletableFuture's delay thread, from JDK 25 the common pool's",
      s -> new FutureTimed(s.futureLeaf(), true)),
  /** {@code Async.waitFor} in a task for each leaf. Its timer is the loop's heap of timers. */
  WAIT_FOR(
      LOOP, "timers in the heap of the loop", s -> new LoopTimed(s.loop(), s.loopLeaf(), false)),
  /** One {@code Timeout} around all leaves: one timer in the loop's heap for all of them. */
  TIMEOUT_SCOPE(
      LOOP, "one timer in the heap of the loop", s -> new LoopTimed(s.loop(), s.loopLeaf(), true));

  private final Set<Model> models;
  private final String facility;
  private final Function<Stage, Timed> opening;

  TimeoutMechanism(Set<Model> models, String facility, Function<Stage, Timed> opening) {
    this.models = models;
    this.facility = facility;
    this.opening = opening;
  }

  Timed open(Stage stage) {
    return opening.apply(stage);
  }

  @Override
  public Set<Model> models() {
    return models;
  }

  @Override
  public String facility() {
    return facility;
  }

  @Override
  public @Nullable String absenceOn(int jdkFeature) {
    return this == STRUCTURED_SCOPE ? TaskScope.absence(jdkFeature) : null;
  }
}
