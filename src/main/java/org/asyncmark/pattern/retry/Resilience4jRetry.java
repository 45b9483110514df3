package org.asyncmark.pattern.retry;

import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import java.io.IOException;
import java.util.concurrent.Callable;

/**
 * {@link Repeating} by resilience4j's {@code Retry}, which sleeps by {@code Thread.sleep}, in whole
 * milliseconds. Two things are otherwise than where it is used by hand:
 *
 * <ul>
 *   <li>Each task has a {@code Retry} of its own, because an interval function learns the number of
 *       the attempt and not whose it is, and each task has waits of its own.
 *   <li>A thread that is interrupted in a wait gets the last failure from it, with the interrupt
 *       restored; here that becomes the {@link InterruptedException} which it is.
 * </ul>
 */
final class Resilience4jRetry {
  private Resilience4jRetry() {}

  static long call(Attempts op, int task, Callable<Long> attempt) throws Exception {
    RetryConfig config =
        RetryConfig.custom()
            .maxAttempts(op.maxAttempts())
            .intervalFunction(made -> op.asks(task, made - 1))
            .retryOnException(IOException.class::isInstance)
            .build();
    try {
      return Retry.of("task", config).executeCallable(attempt);
    } catch (IOException failure) {
      if (Thread.interrupted()) {
        throw new InterruptedException("interrupted while it waited for its next attempt");
      }
      throw failure;
    }
  }
}
