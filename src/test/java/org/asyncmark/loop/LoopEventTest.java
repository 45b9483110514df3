package org.asyncmark.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class LoopEventTest {
  private final Stage stage = new Stage();
  private final LoopEvent event = new LoopEvent();
  private final List<String> order = new ArrayList<>();

  @AfterEach
  void close() {
    stage.closeWithoutReports();
  }

  @Test
  void setWakesAllWhoWaitAndWhoComesLaterDoesNotWait() {
    await("first");
    await("second");
    stage.turn();
    assertThat(order).isEmpty();
    await("late");
    event.set();
    stage.turn();
    assertThat(order).containsExactly("late", "first", "second");
  }

  @Test
  void waitingForASetEventTakesNoTurn() {
    event.set();
    Task<Void> waiting = stage.startNow(event.await());
    assertThat(waiting.isDone()).isTrue();
  }

  @Test
  void aCancelledWaiterLeavesNoResidue() {
    Task<Void> waiting = stage.start(event.await());
    stage.loop().callSoon(waiting::cancel);
    stage.settle(waiting);
    assertThat(waiting.isCancelled()).isTrue();
    assertThat(event.waiting()).isZero();
  }

  @Test
  void setAfterACancelInTheSameTurnIsHarmless() {
    Task<Void> cancelled = stage.startNow(event.await());
    Task<Void> other = stage.startNow(event.await());
    cancelled.cancel();
    event.set();
    stage.turn();
    assertThat(cancelled.isCancelled()).isTrue();
    assertThat(other.isDone()).isTrue();
    assertThat(event.waiting()).isZero();
  }

  @Test
  void clearTakesTheFlagBack() {
    assertThat(event.isSet()).isFalse();
    event.set();
    assertThat(event.isSet()).isTrue();
    event.clear();
    assertThat(event.isSet()).isFalse();
  }

  @Test
  void whoWasWokenGoesOnEvenIfTheFlagIsClearedBefore() {
    await("waiting");
    stage.turn();
    event.set();
    event.clear();
    assertThat(event.isSet()).isFalse();
    event.set();
    event.set();
    assertThat(event.waiting()).isEqualTo(1);
    stage.turn();
    assertThat(order).containsExactly("waiting");
    assertThat(event.waiting()).isZero();
  }

  @Test
  void theTextNamesTheState() {
    assertThat(event).hasToString("LoopEvent[unset]");
    await("waiting");
    stage.turn();
    assertThat(event).hasToString("LoopEvent[unset, waiting 1]");
    event.set();
    stage.turn();
    assertThat(event).hasToString("LoopEvent[set]");
  }

  private void await(String name) {
    stage.start(event.await().thenRun(() -> order.add(name)));
  }
}
