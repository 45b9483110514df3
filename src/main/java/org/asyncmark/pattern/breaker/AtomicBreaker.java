package org.asyncmark.pattern.breaker;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * {@link Breaker} whose state is exchanged by compare-and-set, for any thread. Two that end a call
 * at once cannot lose one of the ends: whoever comes second starts from what the first has left.
 */
final class AtomicBreaker implements Breaker {
  private final AtomicReference<Circuit> circuit = new AtomicReference<>(Circuit.NEW);
  private final BreakerRule rule;
  private final LongSupplier clock;

  AtomicBreaker(BreakerRule rule, LongSupplier clock) {
    this.rule = rule;
    this.clock = clock;
  }

  @Override
  public long tryAcquire() {
    while (true) {
      Circuit now = now();
      Circuit next = now.pass(rule, clock);
      if (next == null) {
        return REJECTED;
      }
      if (now.state() == State.CLOSED || circuit.compareAndSet(now, next)) {
        return next.epoch();
      }
    }
  }

  @Override
  public void ended(long permit, @Nullable Throwable failure) {
    circuit.updateAndGet(now -> now.ended(rule, permit, failure != null, clock));
  }

  @Override
  public void released(long permit) {
    circuit.updateAndGet(now -> now.released(permit));
  }

  @Override
  public State state() {
    return now().state();
  }

  private Circuit now() {
    return Objects.requireNonNull(circuit.get(), "there is one from the start");
  }
}
