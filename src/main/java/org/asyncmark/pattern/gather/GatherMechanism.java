package org.asyncmark.pattern.gather;

import java.util.Set;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.Mechanism;

/** How the future model gets at its leaves; the other models have one way only. */
public enum GatherMechanism implements Mechanism {
  /** Leaves that are futures by themselves: asynchronous I/O, or tasks on an explicit executor. */
  ASYNC_LEAF("async-leaf"),
  /**
   * Blocking leaves in {@code supplyAsync} without an executor, as they are often written. What
   * that runs on depends on JDK and processors: with at most two processors it is a new platform
   * thread for each task before JDK 25, and one worker for all of them from JDK 25.
   */
  DEFAULT_EXECUTOR("default-executor");

  private final String id;

  GatherMechanism(String id) {
    this.id = id;
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public Set<Model> models() {
    return Set.of(Model.FUTURE);
  }
}
