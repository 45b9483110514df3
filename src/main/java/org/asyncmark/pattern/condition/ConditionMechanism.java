package org.asyncmark.pattern.condition;

import java.util.Set;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.Mechanism;

/** The lock and the condition that waiters wait on. */
public enum ConditionMechanism implements Mechanism {
  /** {@code ReentrantLock.newCondition}. */
  REENTRANT(Set.of(Model.PLATFORM, Model.VIRTUAL)),
  /** {@code synchronized}, {@code Object.wait} and {@code notify}. */
  MONITOR(Set.of(Model.PLATFORM, Model.VIRTUAL)),
  /** {@code AsyncCondition} of an {@code AsyncMutex}. */
  ASYNC_CONDITION(Set.of(Model.FUTURE)),
  /** {@code LoopCondition}, confined to the loop. */
  LOOP_CONDITION(Set.of(Model.LOOP));

  private final Set<Model> models;

  ConditionMechanism(Set<Model> models) {
    this.models = models;
  }

  @Override
  public Set<Model> models() {
    return models;
  }
}
