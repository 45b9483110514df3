package org.asyncmark.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class LoopConditionTest {
  private final Stage stage = new Stage();
  private final LoopCondition condition = new LoopCondition();
  private final List<Object> order = new ArrayList<>();
  private int state;

  @AfterEach
  void close() {
    stage.closeWithoutReports();
  }

  @Test
  void aSignalTakesEffectWhenTheLockIsGivenBack() throws Exception {
    acquireAndWait(1);
    acquireAndWait(2);
    acquireAndWait(3);
    stage.turn();
    assertThat(condition.isLocked()).isFalse();

    stage.run(condition.acquire());
    condition.signal();
    stage.turn();
    assertThat(order).isEmpty();
    assertThat(condition.isLocked()).isTrue();

    condition.release();
    stage.turn();
    assertThat(order).containsExactly(1);
    assertThat(condition.isLocked()).isTrue();

    condition.signal(2);
    stage.turn();
    assertThat(order).containsExactly(1);

    condition.release();
    stage.turn();
    assertThat(order).containsExactly(1, 2);

    condition.release();
    stage.turn();
    assertThat(order).containsExactly(1, 2, 3);
    assertThat(condition.isLocked()).isTrue();
  }

  @Test
  void aCancelledWaitTakesTheLockAgain() throws Exception {
    stage.run(condition.acquire());
    Task<Void> waiting = stage.start(condition.await());
    stage.turn();
    assertThat(condition.isLocked()).isFalse();
    waiting.cancel();
    stage.settle(waiting);
    assertThat(waiting.isCancelled()).isTrue();
    assertThat(condition.waiting()).isZero();
    assertThat(condition.isLocked()).isTrue();
  }

  @Test
  void aCancelThatComesWithTheLockHandedOverEndsTheWaitWithTheLock() throws Exception {
    stage.run(condition.acquire());
    Task<Void> waiting = stage.start(condition.await());
    stage.turn();
    assertThat(condition.isLocked()).isFalse();
    stage.run(condition.acquire());
    condition.signal();
    stage.loop().callSoon(waiting::cancel);
    stage.loop().callSoon(condition::release);
    stage.settle(waiting);
    assertThat(condition.isLocked()).isTrue();
  }

  @Test
  void aCancelAfterTheSignalStillEndsTheTask() throws Exception {
    Task<Void> waiting = stage.startNow(condition.with(condition::await));
    stage.run(condition.acquire());
    condition.signal();
    stage.turn(); // it wants the lock now
    waiting.cancel();
    stage.turn();
    assertThat(waiting.isDone()).isFalse();
    condition.release();
    stage.turn();
    assertThat(waiting.isCancelled()).isTrue();
    assertThat(condition.isLocked()).isFalse();
  }

  @Test
  void cancelledAgainAndAgainItStillWaitsForTheLock() throws Exception {
    Task<Void> waiting = stage.startNow(condition.with(condition::await));
    stage.run(condition.acquire());
    for (int i = 0; i < 3; i++) {
      waiting.cancel("request " + i);
      stage.turn();
      assertThat(waiting.isDone()).isFalse();
    }
    condition.release();
    stage.settle(waiting);
    assertThatThrownBy(waiting::result)
        .isInstanceOf(CancelledException.class)
        .hasMessage("request 2");
  }

  @Test
  void waitingWithoutTheLockIsAMistake() {
    assertThatThrownBy(() -> stage.run(condition.await()))
        .cause()
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("a wait needs the lock; acquire it before");
  }

  @Test
  void awaitUntilLooksAgainAfterEverySignal() throws Exception {
    Task<Void> waiting =
        stage.startNow(
            condition.with(
                () -> condition.awaitUntil(() -> state == 1).thenRun(() -> order.add(1))));
    stage.run(condition.acquire());
    condition.signal();
    condition.release();
    stage.turns(3);
    assertThat(order).isEmpty();

    state = 1;
    stage.run(condition.acquire());
    condition.signal();
    condition.release();
    stage.settle(waiting);
    assertThat(order).containsExactly(1);
  }

  @Test
  void awaitUntilNeedsTheLockOnlyIfItHasToWait() throws Exception {
    stage.run(condition.awaitUntil(() -> true));
    assertThatThrownBy(() -> stage.run(condition.awaitUntil(() -> false)))
        .hasRootCauseMessage("a wait needs the lock; acquire it before");
  }

  @Test
  void signalWakesThatManyOrAllThereAre() throws Exception {
    waitAndRelease(1);
    waitAndRelease(2);
    waitAndRelease(3);
    stage.turn();
    stage.run(condition.acquire());
    condition.signal(1);
    condition.release();
    stage.turn();
    assertThat(order).containsExactly(1);

    stage.run(condition.acquire());
    condition.signal(1);
    condition.signal(2048);
    condition.release();
    stage.turns(3);
    assertThat(order).containsExactly(1, 2, 3);
  }

  @Test
  void signalAllWakesAll() throws Exception {
    waitAndRelease(1);
    waitAndRelease(2);
    stage.turn();
    stage.run(condition.acquire());
    condition.signalAll();
    condition.release();
    stage.turns(2);
    assertThat(order).containsExactly(1, 2);
  }

  @Test
  void signallingWithoutTheLockIsAMistake() {
    assertThatThrownBy(condition::signal)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("a signal needs the lock; acquire it before");
    assertThatThrownBy(condition::signalAll)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("a signal needs the lock; acquire it before");
  }

  @Test
  void severalConditionsMayShareALock() throws Exception {
    LoopLock lock = new LoopLock();
    LoopCondition one = new LoopCondition(lock);
    LoopCondition two = new LoopCondition(lock);
    stage.run(
        one.with(
            () -> {
              assertThat(lock.isLocked()).isTrue();
              assertThat(two.isLocked()).isTrue();
              return Awaitable.done();
            }));
    assertThat(lock.isLocked()).isFalse();
    stage.run(lock.acquire());
    assertThat(one.isLocked()).isTrue();
  }

  @Test
  void aTimeoutAroundTheWaitLeavesTheLockTaken() throws Exception {
    Boolean locked =
        stage.run(
            condition.with(
                () ->
                    Async.waitFor(condition.await(), Duration.ofMillis(500))
                        .map(signalled -> false)
                        .except(
                            TimeoutException.class,
                            expired -> Awaitable.of(condition.isLocked()))));
    assertThat(locked).isTrue();
    assertThat(condition.isLocked()).isFalse();
    assertThat(stage.elapsed()).isEqualTo(Duration.ofMillis(500));
  }

  @Test
  void theExceptionOfACancelledWaitIsPassedOnAsItIs() {
    List<CancellationException> seen = new ArrayList<>();
    Task<Void> waiting = stage.startNow(noteCancellation(seen));
    waiting.cancel("why");
    stage.settle(waiting);
    assertThatThrownBy(waiting::result).isSameAs(seen.get(0)).hasMessage("why");
  }

  @Test
  void theExceptionOfACancelWhileItWantsTheLockIsPassedOnAsItIs() throws Exception {
    List<CancellationException> seen = new ArrayList<>();
    Task<Void> waiting = stage.startNow(noteCancellation(seen));
    stage.run(condition.acquire());
    state = 1;
    condition.signal();
    stage.turn(); // it wants the lock now
    waiting.cancel("why");
    condition.release();
    stage.settle(waiting);
    assertThatThrownBy(waiting::result).isSameAs(seen.get(0)).hasMessage("why");
  }

  @Test
  void whoIsCancelledWhenSignalledPassesTheSignalOn() throws Exception {
    signalIsNotLost(Awaitable.done());
  }

  @Test
  void whoIsCancelledWhileItWantsTheLockPassesTheSignalOn() throws Exception {
    signalIsNotLost(Async.sleep(Duration.ZERO));
  }

  @Test
  void theTextNamesTheState() throws Exception {
    assertThat(condition).hasToString("LoopCondition[unlocked]");
    stage.startNow(condition.with(condition::await));
    stage.run(condition.acquire());
    assertThat(condition).hasToString("LoopCondition[locked, waiting 1]");
  }

  private void signalIsNotLost(Awaitable<Void> betweenSignalAndCancel) throws Exception {
    Task<Void> first = stage.start(condition.with(this::consume));
    Task<Void> second = stage.startNow(condition.with(this::consume));
    stage.run(
        condition.with(
            () -> {
              state = 1;
              condition.signal(1);
              return betweenSignalAndCancel.then(
                  now -> {
                    first.cancel();
                    return condition.awaitUntil(() -> state == 0);
                  });
            }));
    assertThat(state).isZero();
    assertThat(first.isCancelled()).isTrue();
    assertThat(second.isDone()).isFalse();
  }

  /** Takes items for ever, and tells when there is none left. */
  private Awaitable<Void> consume() {
    return condition
        .awaitUntil(() -> state != 0)
        .then(
            available -> {
              state--;
              condition.signal();
              return consume();
            });
  }

  private Awaitable<Void> noteCancellation(List<CancellationException> seen) {
    return condition.with(
        () ->
            condition
                .awaitUntil(() -> state != 0)
                .except(
                    CancellationException.class,
                    cancelled -> {
                      seen.add(cancelled);
                      throw cancelled;
                    }));
  }

  private void acquireAndWait(int name) {
    stage.start(
        condition.acquire().then(taken -> condition.await()).thenRun(() -> order.add(name)));
  }

  private void waitAndRelease(int name) {
    stage.start(condition.with(() -> condition.await().thenRun(() -> order.add(name))));
  }
}
