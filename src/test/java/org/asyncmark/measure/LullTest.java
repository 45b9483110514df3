package org.asyncmark.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class LullTest {
  private long nowMillis;
  private long usedMicros;

  @Test
  void aProcessThatIsIdleIsLookedAtOnce() {
    untilIdle(() -> usage(0));
    assertThat(nowMillis).isEqualTo(5);
  }

  @Test
  void aProcessThatIsAtWorkIsGivenTimeUntilItIsNot() {
    untilIdle(() -> usage(nowMillis < 100 ? 4_000 : 0));
    assertThat(nowMillis).isBetween(100L, 110L);
  }

  @Test
  void aProcessThatNeverRestsIsGivenHalfASecond() {
    untilIdle(() -> usage(4_000));
    assertThat(nowMillis).isEqualTo(500);
  }

  @Test
  void whereNobodyTellsItIsOnePause() {
    untilIdle(Optional::empty);
    assertThat(nowMillis).isEqualTo(5);
  }

  private Optional<ProcessUsage> usage(long moreMicros) {
    usedMicros += moreMicros;
    return Optional.of(new ProcessUsage(usedMicros, 0, 0));
  }

  private void untilIdle(Supplier<Optional<ProcessUsage>> usage) {
    Lull.untilIdle(() -> 1_000_000 * nowMillis, usage, millis -> nowMillis += millis);
  }
}
