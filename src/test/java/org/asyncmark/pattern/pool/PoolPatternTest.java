package org.asyncmark.pattern.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.Cells;
import org.asyncmark.pattern.Pattern;
import org.junit.jupiter.api.Test;

class PoolPatternTest {
  private final Pattern pattern = PoolBenchmark.PATTERN;

  @Test
  void theTellingCellIsAHundredHttpLeavesOnTenConnections() {
    assertThat(pattern.cells(Pattern.Sizing.TELLING))
        .extracting(given -> Cells.all(pattern.cell(Model.LOOP, given, 2)).toString())
        .containsExactly(
            "{acquireTimeoutMillis=30000, brokenPercent=0, connections=10, delayMicros=0,"
                + " leaf=http, mechanism=loop-queue, order=fifo, payloadBytes=64, slots=10,"
                + " tasks=100}");
  }

  @Test
  void theOrderSaysWhichMechanismsThereAre() {
    assertThat(mechanisms(Model.PLATFORM, "")).containsExactly("blocking-queue", "hikari");
    assertThat(mechanisms(Model.VIRTUAL, "order=lifo")).containsExactly("lifo-deque", "hikari");
    assertThat(mechanisms(Model.FUTURE, "order=lifo")).containsExactly("async-semaphore");
    assertThat(mechanisms(Model.LOOP, "order=lifo")).containsExactly("loop-queue");
  }

  @Test
  void everyMechanismTellsWhatItStandsOn() {
    for (PoolMechanism mechanism : PoolMechanism.values()) {
      assertThat(mechanism.facility()).isNotEmpty();
    }
  }

  @Test
  void everyTaskHasAThreadToWaitInUpToAThousand() {
    assertThat(params("leaf=timer tasks=300")).containsEntry("poolSize", "300");
    assertThat(params("leaf=timer tasks=5000")).containsEntry("poolSize", "1000");
  }

  @Test
  void fewerConnectionsThanSlotsAreAnError() {
    assertThatThrownBy(() -> params("slots=10 connections=9"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "slots 10 needs connections=10 at least, got 9, which would be the limit instead; raise connections or lower slots");
  }

  @Test
  void aPoolOfThreadsThatIsSmallerThanThatOfSlotsIsAnErrorOnPlatformThreads() {
    String small = "leaf=timer slots=10 poolSize=9";
    assertThatThrownBy(() -> params(small))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "slots 10 needs poolSize=10 at least, got 9, which would be the limit instead; raise poolSize or lower slots");
    assertThat(Cells.params(pattern, Model.FUTURE, small)).containsEntry("poolSize", "9");
  }

  @Test
  void hikariCannotTimeOutBeforeAQuarterOfASecond() {
    assertThatThrownBy(() -> params("mechanism=hikari acquireTimeoutMillis=249"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "HikariCP needs acquireTimeoutMillis=250 at least, got 249; raise"
                + " acquireTimeoutMillis");
  }

  @Test
  void anOpTakesAsManyWavesAsTasksHaveToShareASlot() {
    assertThat(opMicros("leaf=timer tasks=100 slots=10 delayMicros=900")).isEqualTo(10_000);
  }

  private List<String> mechanisms(Model model, String given) {
    return pattern.mechanisms(model, Cells.given(given));
  }

  private Map<String, String> params(String given) {
    return Cells.params(pattern, Model.PLATFORM, given);
  }

  private double opMicros(String given) {
    return pattern.opMicros(Model.LOOP, Cells.all(Cells.cell(pattern, Model.LOOP, given)));
  }
}
