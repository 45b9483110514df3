package org.asyncmark.pattern.breaker;

import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** {@link Breaker} whose state is a plain field, for one thread at a time: a loop's. */
final class PlainBreaker implements Breaker {
  private final BreakerRule rule;
  private final LongSupplier clock;
  private Circuit circuit = Circuit.NEW;

  PlainBreaker(BreakerRule rule, LongSupplier clock) {
    this.rule = rule;
    this.clock = clock;
  }

  @Override
  public long tryAcquire() {
    Circuit next = circuit.pass(rule, clock);
    if (next == null) {
      return REJECTED;
    }
    circuit = next;
    return next.epoch();
  }

  @Override
  public void ended(long permit, @Nullable Throwable failure) {
    circuit = circuit.ended(rule, permit, failure != null, clock);
  }

  @Override
  public void released(long permit) {
    circuit = circuit.released(permit);
  }

  @Override
  public State state() {
    return circuit.state();
  }
}
