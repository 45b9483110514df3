package org.asyncmark.pattern.condition;

import java.util.Set;
import java.util.function.BiFunction;
import org.asyncmark.EnvironmentException;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.Opening;
import org.asyncmark.pattern.Stage;
import org.asyncmark.pattern.WaitingThreads;

/** The lock and the condition that waiters wait on. */
enum ConditionMechanism implements Opening.Of<Tokens, ConditionWaiters> {
  /** {@code ReentrantLock.newCondition}. */
  REENTRANT(THREADS, (s, tokens) -> blocking(s, tokens, new Gate.OfLock(tokens))),
  /** {@code synchronized}, {@code Object.wait} and {@code notify}. */
  MONITOR(
      THREADS,
      (s, tokens) -> {
        if (s.model() == Model.VIRTUAL) {
          requireCarriers(Runtime.version().feature(), tokens.releases().waiters());
        }
        return blocking(s, tokens, new Gate.OfMonitor(tokens));
      }),
  /** {@code AsyncCondition} of an {@code AsyncMutex}. */
  ASYNC_CONDITION(FUTURE, (s, tokens) -> new FutureConditionWaiters(s.tasks(), tokens)),
  /** {@code LoopCondition}, confined to the loop. */
  LOOP_CONDITION(LOOP, (s, tokens) -> new LoopConditionWaiters(s.loop(), tokens));

  /** The first JDK whose virtual threads leave their carriers in {@code Object.wait} (JEP 491). */
  private static final int MONITORS_UNMOUNT = 24;

  /** How many carriers the JDK makes up for pinned ones, unless a property says otherwise. */
  private static final int MOST_CARRIERS = 256;

  private final Opening<Tokens, ConditionWaiters> opening;

  ConditionMechanism(Set<Model> models, BiFunction<Stage, Tokens, ConditionWaiters> how) {
    this.opening = new Opening<>(models, how);
  }

  @Override
  public Opening<Tokens, ConditionWaiters> opening() {
    return opening;
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

  private static ConditionWaiters blocking(Stage stage, Tokens tokens, Gate gate) {
    return new BlockingConditionWaiters(
        WaitingThreads.open(stage, tokens.releases()), tokens, gate);
  }
}
