package org.asyncmark.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class OwnTimeTest {
  private final AtomicLong millis = new AtomicLong();
  private final OwnTime time = new OwnTime(() -> 1_000_000 * millis.get());

  @Test
  void timeInWhichAForkStandsStillIsNotItsOwn() {
    time.goOn();
    millis.addAndGet(30);
    time.stand();
    millis.addAndGet(10_000);
    time.turn();
    millis.addAndGet(2);
    time.stand();
    millis.addAndGet(10_000);
    assertThat(time.millis()).isEqualTo(32);
  }

  @Test
  void aForkThatRunsHasItsTimeUntilNow() {
    time.goOn();
    millis.addAndGet(7);
    assertThat(time.millis()).isEqualTo(7);
  }

  @Test
  void everyTurnHasItsBeginning() {
    long before = System.currentTimeMillis();
    time.goOn();
    time.turn();
    time.turn();
    assertThat(time.turnsMillis()).hasSize(2).allMatch(begin -> begin >= before);
  }
}
