package org.asyncmark.pattern.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.math.BigInteger;
import java.util.SplittableRandom;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.ResultCheck;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("any-jdk")
class TokenBucketTest {
  private static final long SECOND = Rate.SECOND_NANOS;

  @Test
  void aFullBucketGivesItsBurstAtOnceAndThenATokenForEachStepOfTheRate() {
    TokenBucket bucket = new TokenBucket(new Rate(10, 3));
    assertThat(takeAt(bucket, 50, 5))
        .containsExactly(50, 50, 50, 50 + SECOND / 10, 50 + SECOND / 5);
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "3, 1", "7, 10", "999, 5", "10000, 10", "999983, 100", "1000000, 1"})
  void theKthTokenAfterTheBurstIsDueAfterKOverRateWithoutDrift(int perSecond, int burst) {
    long start = -5; // the times of a clock mean nothing but in their differences
    TokenBucket bucket = new TokenBucket(new Rate(perSecond, burst));
    takeAt(bucket, start, burst);
    for (long k = 1; k <= 2_500_000; k++) {
      long due = bucket.take(start);
      if (k % 9_973 == 0) {
        assertThat(due - start).isEqualTo(roundedUp(k, perSecond));
      }
    }
  }

  @Test
  void howManyTokensWereTakenDoesNotOverflow() {
    TokenBucket bucket = new TokenBucket(new Rate(1, 1));
    long now = Long.MAX_VALUE - 10; // as the clock may overflow
    assertThat(bucket.take(now)).isEqualTo(now);
    for (long k = 1; k <= 1_000; k++) {
      now = bucket.take(now);
      assertThat(now).isEqualTo(Long.MAX_VALUE - 10 + k * SECOND);
    }
  }

  @Test
  void tokensAreSavedUpToTheBurstAndNoFurther() {
    TokenBucket bucket = new TokenBucket(new Rate(10, 3));
    takeAt(bucket, 0, 3);
    long later = 100 * SECOND;
    assertThat(takeAt(bucket, later, 4)).containsExactly(later, later, later, later + SECOND / 10);
  }

  @Test
  void theBucketIsFullAgainTheMomentItsLastTokenHasCome() {
    long full = 3 * SECOND / 10;
    TokenBucket bucket = new TokenBucket(new Rate(10, 3));
    takeAt(bucket, 0, 3);
    assertThat(takeAt(bucket, full - 1, 4)[3]).isEqualTo(4 * SECOND / 10);
    bucket = new TokenBucket(new Rate(10, 3));
    takeAt(bucket, 0, 3);
    assertThat(takeAt(bucket, full, 4)[3]).isEqualTo(4 * SECOND / 10);
    bucket = new TokenBucket(new Rate(10, 3));
    takeAt(bucket, 0, 3);
    assertThat(takeAt(bucket, full + 1, 4)[3]).isEqualTo(4 * SECOND / 10 + 1);
  }

  @Test
  void halfATokenThatHasComeIsNotLost() {
    TokenBucket bucket = new TokenBucket(new Rate(10, 1));
    bucket.take(0);
    assertThat(bucket.take(SECOND / 20)).isEqualTo(SECOND / 10);
    assertThat(bucket.take(SECOND / 20)).isEqualTo(SECOND / 5);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void tokensKeepToTheRateInAnyWindowWhateverTheOrderInWhichClocksAreRead(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Rate rate = new Rate(random.nextInt(1, 1_000_000), random.nextInt(1, 20));
    TokenBucket bucket = new TokenBucket(rate);
    long[] now = new long[1];
    RateOp op = new RateOp(500, rate, () -> now[0]);
    for (int task = 0; task < op.tasks(); task++) {
      long begin = now[0];
      now[0] = begin + random.nextLong(1 + rate.nanos(random.nextInt(1, 30)));
      long taken = now[0];
      now[0] -= random.nextLong(1 + rate.nanos(random.nextInt(1, 30))); // read long before it took
      long asked = op.asks(task);
      long due = bucket.take(asked);
      now[0] = taken;
      if (due != asked) {
        op.waits(task, due);
      }
      now[0] = Math.max(taken, due);
      op.admitted(task);
      now[0] = taken;
    }
    ResultCheck check = new ResultCheck("ratelimit", Model.LOOP, "x");
    assertThatCode(() -> op.require(check)).doesNotThrowAnyException();
    assertThatCode(() -> new Timeline(op).require(check)).doesNotThrowAnyException();
  }

  private static long[] takeAt(TokenBucket bucket, long now, int tokens) {
    long[] due = new long[tokens];
    for (int i = 0; i < tokens; i++) {
      due[i] = bucket.take(now);
    }
    return due;
  }

  private static long roundedUp(long tokens, int perSecond) {
    BigInteger[] divided =
        BigInteger.valueOf(tokens)
            .multiply(BigInteger.valueOf(SECOND))
            .divideAndRemainder(BigInteger.valueOf(perSecond));
    return divided[0].longValueExact() + divided[1].signum();
  }
}
