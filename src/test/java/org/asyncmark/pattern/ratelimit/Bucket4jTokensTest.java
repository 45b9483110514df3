package org.asyncmark.pattern.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("any-jdk")
class Bucket4jTokensTest {
  @ParameterizedTest
  @CsvSource({"1, 1", "3, 1", "7, 10", "999, 5", "10000, 10", "999983, 100"})
  void itsScheduleIsThatOfTheTokenBucketRoundedDown(int perSecond, int burst)
      throws InterruptedException {
    Rate rate = new Rate(perSecond, burst);
    ByHand clock = new ByHand();
    Bucket library = Bucket4jTokens.bucket(rate, clock);
    TokenBucket own = new TokenBucket(rate);
    SplittableRandom random = new SplittableRandom(perSecond);
    for (int i = 0; i < 20_000; i++) {
      clock.now += random.nextLong(1 + 2 * rate.nanos(1)); // a token at a time, on average
      if (random.nextInt(100) == 0) {
        clock.now += rate.nanos(random.nextInt(3 * burst));
      }
      long[] wait = new long[1];
      library.asBlocking().consume(1, nanos -> wait[0] = nanos);
      assertThat(own.take(clock.now) - clock.now - wait[0]).isBetween(0L, 1L);
    }
  }

  private static final class ByHand implements TimeMeter {
    private long now;

    @Override
    public long currentTimeNanos() {
      return now;
    }

    @Override
    public boolean isWallClockBased() {
      return false;
    }
  }
}
