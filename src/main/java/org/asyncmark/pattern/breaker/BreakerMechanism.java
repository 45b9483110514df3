package org.asyncmark.pattern.breaker;

import java.util.Set;
import java.util.function.BiFunction;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.Mechanism;

/** What keeps the state of a breaker. */
enum BreakerMechanism implements Mechanism {
  /** An immutable state in an {@code AtomicReference}. */
  ATOMIC_REFERENCE(
      Set.of(Model.PLATFORM, Model.VIRTUAL, Model.FUTURE),
      "an immutable state, exchanged by compare-and-set",
      (rule, clock) -> new AtomicBreaker(rule, clock::nanos)),
  /** resilience4j's {@code CircuitBreaker}, whose window is guarded by a lock. */
  RESILIENCE4J(
      Set.of(Model.PLATFORM, Model.VIRTUAL, Model.FUTURE),
      "its CircuitBreaker, a window of calls under a lock",
      Resilience4jBreaker::new),
  /** The same immutable state in a plain field, confined to the loop. */
  PLAIN_FIELD(
      LOOP,
      "an immutable state, confined to the loop",
      (rule, clock) -> new PlainBreaker(rule, clock::nanos));

  private final Set<Model> models;
  private final String facility;
  private final BiFunction<BreakerRule, MovableClock, Breaker> opening;

  BreakerMechanism(
      Set<Model> models, String facility, BiFunction<BreakerRule, MovableClock, Breaker> opening) {
    this.models = models;
    this.facility = facility;
    this.opening = opening;
  }

  Breaker open(BreakerRule rule, MovableClock clock) {
    return opening.apply(rule, clock);
  }

  @Override
  public Set<Model> models() {
    return models;
  }

  @Override
  public String facility() {
    return facility;
  }
}
