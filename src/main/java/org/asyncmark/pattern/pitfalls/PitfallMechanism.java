package org.asyncmark.pattern.pitfalls;

import java.util.Set;
import java.util.function.BiFunction;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.Opening;
import org.asyncmark.pattern.Stage;

/** What tasks are in which the pitfalls are. */
enum PitfallMechanism implements Opening.Of<PitfallPlan, Exercise> {
  /** Blocking tasks, with {@code ReentrantLock} and blocking sockets. */
  BLOCKING_TASKS(THREADS, BlockingPitfalls::open),
  /** {@code CompletableFuture}s, with {@code AsyncMutex}. */
  COMPLETION_STAGES(FUTURE, FuturePitfalls::open),
  /** Tasks of the loop, with {@code LoopLock}. */
  LOOP_TASKS(LOOP, LoopPitfalls::open);

  private final Opening<PitfallPlan, Exercise> opening;

  PitfallMechanism(Set<Model> models, BiFunction<Stage, PitfallPlan, Exercise> how) {
    this.opening = new Opening<>(models, how);
  }

  @Override
  public Opening<PitfallPlan, Exercise> opening() {
    return opening;
  }
}
