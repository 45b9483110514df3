package org.asyncmark.pattern.gather;

import java.util.Set;
import java.util.function.Function;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.Mechanism;
import org.asyncmark.pattern.Stage;

/** How a model gets at its leaves. */
enum GatherMechanism implements Mechanism {
  /** A blocking task for each leaf. */
  TASK_PER_LEAF(THREADS, s -> new BlockingGather(s.tasks(), s.blockingLeaf())),
  /** Leaves that are futures by themselves: asynchronous I/O, or tasks on an explicit executor. */
  ASYNC_LEAF(FUTURE, s -> new FutureGather(s.futureLeaf())),
  /**
   * Blocking leaves in {@code supplyAsync} without an executor, as they are often written. What
   * that runs on depends on JDK and processors: with at most two processors it is a new platform
   * thread for each task before JDK 25, and one worker for all of them from JDK 25.
   */
  DEFAULT_EXECUTOR(FUTURE, s -> new FutureGather(s.futureLeafOnDefaultExecutor())),
  /** A future of the loop for each leaf. */
  LOOP_GATHER(LOOP, s -> new LoopGather(s.loop(), s.loopLeaf()));

  private final Function<Stage, Gather> opening;
  private final Set<Model> models;

  GatherMechanism(Set<Model> models, Function<Stage, Gather> opening) {
    this.opening = opening;
    this.models = models;
  }

  Gather open(Stage stage) {
    return opening.apply(stage);
  }

  @Override
  public Set<Model> models() {
    return models;
  }
}
