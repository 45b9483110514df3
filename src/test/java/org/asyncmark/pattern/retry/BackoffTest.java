package org.asyncmark.pattern.retry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {
  @ParameterizedTest
  @CsvSource({
    "2, 20, 0, 1, 2",
    "2, 20, 1, 2, 4",
    "2, 20, 2, 4, 8",
    "2, 20, 3, 8, 16",
    "2, 20, 4, 10, 20",
    "2, 20, 99, 10, 20",
    "3, 100, 0, 2, 3",
    "10000, 10000, 99, 5000, 10000",
    "5, 3, 0, 2, 3",
    "0, 20, 7, 0, 0",
  })
  void aWaitDoublesUpToTheCapAndItsSecondHalfIsDrawn(
      long base, long cap, int attempt, long least, long most) {
    Backoff backoff = new Backoff(base, cap);
    SplittableRandom jitter = new SplittableRandom(1);
    long[] drawn =
        LongStream.range(0, 100_000).map(draw -> backoff.millis(attempt, jitter)).toArray();
    assertThat(LongStream.of(drawn).min()).hasValue(least);
    assertThat(LongStream.of(drawn).max()).hasValue(most);
  }

  @Test
  void equalSeedsDrawEqualWaits() {
    assertThat(draws(7)).isEqualTo(draws(7)).isNotEqualTo(draws(8));
  }

  private static long[] draws(long seed) {
    SplittableRandom jitter = new SplittableRandom(seed);
    return LongStream.range(0, 20)
        .map(attempt -> new Backoff(10, 1_000).millis((int) attempt, jitter))
        .toArray();
  }
}
