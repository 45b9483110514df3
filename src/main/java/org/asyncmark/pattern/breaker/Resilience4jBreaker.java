package org.asyncmark.pattern.breaker;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * {@link Breaker} by resilience4j's {@code CircuitBreaker} with a window that counts calls. Its
 * definition is the same, once it is told to judge by a full window ({@code minimumNumberOfCalls},
 * which is 100 of its own accord), but for one thing: a call that was let through by an earlier
 * state counts for the state in which it ends.
 *
 * <p>A permit is the time of its call's start, which the library takes of each call to tell slow
 * ones from others. Its decorators would throw an exception with a stack trace at who is rejected;
 * here it is asked as they ask it.
 */
final class Resilience4jBreaker implements Breaker {
  private final CircuitBreaker breaker;

  Resilience4jBreaker(BreakerRule rule, Clock clock) {
    breaker =
        CircuitBreaker.of(
            "breaker",
            CircuitBreakerConfig.custom()
                .slidingWindow(rule.window(), rule.window(), SlidingWindowType.COUNT_BASED)
                .failureRateThreshold(rule.thresholdPercent())
                .waitDurationInOpenState(Duration.ofMillis(rule.openMillis()))
                .permittedNumberOfCallsInHalfOpenState(rule.probes())
                .clock(clock)
                .build());
  }

  @Override
  public long tryAcquire() {
    return breaker.tryAcquirePermission() ? breaker.getCurrentTimestamp() : REJECTED;
  }

  @Override
  public void ended(long permit, @Nullable Throwable failure) {
    long took = breaker.getCurrentTimestamp() - permit;
    if (failure == null) {
      breaker.onSuccess(took, breaker.getTimestampUnit());
    } else {
      breaker.onError(took, breaker.getTimestampUnit(), failure);
    }
  }

  @Override
  public void released(long permit) {
    breaker.releasePermission();
  }

  @Override
  public State state() {
    return State.valueOf(breaker.getState().name());
  }
}
