package org.asyncmark.pattern.condition;

import org.asyncmark.EnvironmentException;
import org.asyncmark.leaf.CountedLoop;
import org.asyncmark.model.Model;
import org.asyncmark.model.ModelExecutor;
import org.asyncmark.pattern.Releases;
import org.asyncmark.pattern.WaitingThreads;

/** Opens {@link ConditionWaiters} in a model: here is which class with which executor and lock. */
public final class Conditions {
  /** The first JDK whose virtual threads leave their carriers in {@code Object.wait} (JEP 491). */
  private static final int MONITORS_UNMOUNT = 24;

  /** How many carriers the JDK makes up for pinned ones, unless a property says otherwise. */
  private static final int MOST_CARRIERS = 256;

  private Conditions() {}

  /**
   * Opens waiters.
   *
   * @param mechanism one of the model's
   * @param poolSize threads of the pool of the future model, 1 and up; ignored by the others
   * @param releases where each waiter notes that it waits and that it was let go; says how many
   *     there are
   * @throws EnvironmentException if there is no thread for each waiter of the platform model, or no
   *     carrier for each waiter of the virtual model that is pinned to one
   * @throws IllegalStateException if this JDK does not have the model
   */
  public static ConditionWaiters open(
      Model model, ConditionMechanism mechanism, Notify notify, int poolSize, Releases releases) {
    Tokens tokens = new Tokens(notify, releases);
    return switch (mechanism) {
      case REENTRANT ->
          new BlockingConditionWaiters(
              WaitingThreads.open(model, releases), new ReentrantGate(tokens));
      case MONITOR -> {
        if (model == Model.VIRTUAL) {
          requireCarriers(Runtime.version().feature(), releases.waiters());
        }
        yield new BlockingConditionWaiters(
            WaitingThreads.open(model, releases), new MonitorGate(tokens));
      }
      case ASYNC_CONDITION ->
          new FutureConditionWaiters(ModelExecutor.open(model, poolSize), tokens, releases);
      case LOOP_CONDITION -> new LoopConditionWaiters(CountedLoop.start("loop"), tokens, releases);
    };
  }

  /**
   * Requires that all virtual threads can be in {@code Object.wait} at once.
   *
   * @param jdkFeature the JDK
   */
  static void requireCarriers(int jdkFeature, int waiters) {
    if (jdkFeature < MONITORS_UNMOUNT && waiters >= MOST_CARRIERS) {
      throw new EnvironmentException(
          "wanted "
              + waiters
              + " virtual threads in Object.wait, JDK "
              + jdkFeature
              + " pins each to one of at most "
              + MOST_CARRIERS
              + " carriers; take fewer waiters, mechanism reentrant, or JDK "
              + MONITORS_UNMOUNT
              + " or newer");
    }
  }
}
