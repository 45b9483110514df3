package org.asyncmark.pattern.gather;

import static org.asyncmark.model.Model.FUTURE;
import static org.asyncmark.model.Model.LOOP;
import static org.asyncmark.model.Model.PLATFORM;
import static org.asyncmark.model.Model.VIRTUAL;

import java.util.Set;
import java.util.function.Function;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.Mechanism;
import org.asyncmark.pattern.Stage;

/** How a model gets at its leaves. */
enum GatherMechanism implements Mechanism {
  /** A blocking task for each leaf. */
  TASK_PER_LEAF(s -> new BlockingGather(s.tasks(), s.blockingLeaf()), PLATFORM, VIRTUAL),
  /** Leaves that are futures by themselves: asynchronous I/O, or tasks on an explicit executor. */
  ASYNC_LEAF(s -> new FutureGather(s.futureLeaf()), FUTURE),
  /**
   * Blocking leaves in {@code supplyAsync} without an executor, as they are often written. What
   * that runs on depends on JDK and processors: with at most two processors it is a new platform
   * thread for each task before JDK 25, and one worker for all of them from JDK 25.
   */
  DEFAULT_EXECUTOR(s -> new FutureGather(s.futureLeafOnDefaultExecutor()), FUTURE),
  /** A future of the loop for each leaf. */
  LOOP_GATHER(s -> new LoopGather(s.loop(), s.loopLeaf()), LOOP);

  private final Function<Stage, Gather> opening;
  private final Set<Model> models;

  GatherMechanism(Function<Stage, Gather> opening, Model... models) {
    this.opening = opening;
    this.models = Set.of(models);
  }

  Gather open(Stage stage) {
    return opening.apply(stage);
  }

  @Override
  public Set<Model> models() {
    return models;
  }
}
