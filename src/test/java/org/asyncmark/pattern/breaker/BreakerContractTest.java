package org.asyncmark.pattern.breaker;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import java.util.stream.Stream;
import org.asyncmark.leaf.Leaves;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.Case;
import org.asyncmark.pattern.ContractTest;
import org.asyncmark.pattern.Rule;
import org.asyncmark.pattern.Stages;
import org.junit.jupiter.api.Test;

class BreakerContractTest extends ContractTest<BreakerMechanism> {
  BreakerContractTest() {
    super(BreakerMechanism.values());
  }

  @Override
  protected Stream<Case<?>> cases(Model model, BreakerMechanism mechanism) {
    return cases(
        model, mechanism, "", BreakerContract.values(), stages -> new Opened(stages, mechanism));
  }

  /** Returns the one thing that resilience4j defines otherwise. */
  @Override
  protected Set<? extends Rule<?>> notPromised(BreakerMechanism mechanism) {
    return mechanism == BreakerMechanism.RESILIENCE4J
        ? Set.of(BreakerContract.WHAT_ENDS_LATE_COUNTS_FOR_NOTHING)
        : Set.of();
  }

  @Test
  void withResilience4jWhatEndsLateCountsForTheStateInWhichItEnds() {
    try (Stages stages = new Stages(Model.PLATFORM)) {
      assertThatThrownBy(
              () ->
                  BreakerContract.WHAT_ENDS_LATE_COUNTS_FOR_NOTHING.check(
                      new Opened(stages, BreakerMechanism.RESILIENCE4J)))
          .isInstanceOf(AssertionError.class)
          .hasMessageContainingAll("expected: HALF_OPEN", "but was: OPEN");
    }
  }

  private record Opened(Stages stages, BreakerMechanism mechanism)
      implements BreakerContract.Subject {
    @Override
    public Breaker breaker(BreakerRule rule, MovableClock clock) {
      return mechanism.open(rule, clock);
    }

    @Override
    public Callers callers(Leaves leaf) {
      return Callers.open(stages.open(BreakerContract.CALLERS, leaf));
    }
  }
}
