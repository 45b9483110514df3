package org.asyncmark.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.asyncmark.measure.LatencyRecorder;
import org.asyncmark.model.Model;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HeartbeatTest {
  private static final ResultCheck CHECK = new ResultCheck("offload", Model.LOOP, "x");

  private final Heartbeat heartbeat = new Heartbeat(TimeUnit.MILLISECONDS.toNanos(1));
  private final LatencyRecorder lateness = LatencyRecorder.open("heartbeat");

  @AfterEach
  void close() {
    lateness.close();
  }

  @Test
  void aVictimThatWasStalledMakesUpForEachBeat() {
    heartbeat.start();
    awaitNanos(TimeUnit.MILLISECONDS.toNanos(10));
    heartbeat.stop();
    assertThat(heartbeat.untilDueNanos()).isZero();
    while (heartbeat.beat()) {}
    assertThat(heartbeat.beats()).isEqualTo(heartbeat.due()).isGreaterThanOrEqualTo(9);
    heartbeat.recordInto(lateness, CHECK);
  }

  @Test
  void aVictimWhoseExecutorIsShutDownEnds() {
    RejectedExecutionException shutDown = new RejectedExecutionException("shut down");
    Heartbeat due = new Heartbeat(1); // so that a task is handed over at once
    due.start();
    CompletableFuture<?> ended =
        due.beatOn(
            task -> {
              throw shutDown;
            });
    assertThat(ended).isCompletedExceptionally();
    assertThatThrownBy(ended::join).hasCause(shutDown);
  }

  @Test
  void anOpThatIsShorterThanThePeriodHasNoBeat() {
    Heartbeat rare = new Heartbeat(TimeUnit.HOURS.toNanos(1));
    rare.start();
    assertThat(rare.untilDueNanos()).isGreaterThan(TimeUnit.MINUTES.toNanos(50));
    rare.stop();
    assertThat(rare.beat()).isFalse();
    assertThat(rare.due()).isZero();
    rare.recordInto(lateness, CHECK);
  }

  @Test
  void aBeatThatWasNotMadeIsAnError() {
    heartbeat.start();
    awaitNanos(TimeUnit.MILLISECONDS.toNanos(2));
    heartbeat.stop();
    assertThatThrownBy(() -> heartbeat.recordInto(lateness, CHECK))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "offload, model loop, mechanism x: wanted " + heartbeat.due() + " heartbeats, got 0");
  }

  @Test
  void aBeatBeforeItIsDueIsAnError() {
    Heartbeat rare = new Heartbeat(TimeUnit.HOURS.toNanos(1));
    rare.start();
    assertThat(rare.beat()).isTrue();
    rare.stop();
    assertThatThrownBy(() -> rare.recordInto(lateness, CHECK))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("offload, model loop, mechanism x: a heartbeat came before it was due");
  }

  @Test
  void theNextOpBeginsAnew() {
    heartbeat.start();
    heartbeat.beat();
    heartbeat.stop();
    heartbeat.start();
    heartbeat.stop();
    while (heartbeat.beat()) {}
    assertThat(heartbeat.beats()).isEqualTo(heartbeat.due());
  }

  /** Lets time pass by the clock that is under test. */
  private static void awaitNanos(long nanos) {
    long started = System.nanoTime();
    while (System.nanoTime() - started < nanos) {
      Thread.onSpinWait();
    }
  }
}
