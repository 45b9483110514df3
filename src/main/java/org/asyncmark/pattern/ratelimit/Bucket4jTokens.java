package org.asyncmark.pattern.ratelimit;

import io.github.bucket4j.BlockingBucket;
import io.github.bucket4j.BlockingStrategy;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;

/**
 * The tokens of Bucket4j: {@code asBlocking().consume(1)}, which takes a token by a compare-and-set
 * and parks the thread until it is due. Its refill is greedy, so that each token comes when its
 * time has come; by intervals they would come by the second, as many at once.
 *
 * <p>Its schedule is that of {@link TokenBucket}, but for its rounding, which is down: a token may
 * be due up to a nanosecond earlier. It tells how long a task has to wait and not until when, and
 * counts from where the thread is about to park: a thread that loses its CPU just before that waits
 * longer, which is in the lateness.
 */
final class Bucket4jTokens implements BlockingTokens {
  private final BlockingBucket bucket;

  /** Creates a full bucket. */
  Bucket4jTokens(Rate rate) {
    bucket = bucket(rate, TimeMeter.SYSTEM_NANOTIME).asBlocking();
  }

  static Bucket bucket(Rate rate, TimeMeter clock) {
    return Bucket.builder()
        .addLimit(
            limit ->
                limit.capacity(rate.burst()).refillGreedy(rate.perSecond(), Duration.ofSeconds(1)))
        .withCustomTimePrecision(clock)
        .build();
  }

  @Override
  public void acquire(RateOp op, int task) throws InterruptedException {
    long asked = op.asks(task);
    bucket.consume(
        1,
        nanos -> {
          op.waits(task, asked + nanos);
          BlockingStrategy.PARKING.park(nanos);
        });
  }
}
