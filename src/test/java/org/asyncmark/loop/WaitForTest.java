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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(10)
class WaitForTest {
  private static final Duration LONG = Duration.ofSeconds(10);
  private static final Duration SHORT = Duration.ofMillis(100);

  private final Stage stage = new Stage();
  private final List<String> events = new ArrayList<>();

  @AfterEach
  void close() {
    stage.closeWithoutReports();
  }

  @Test
  void aCancelledWaitWaitsForTheEndOfWorkThatIgnoresIt() {
    Task<Void> waiting = stage.startNow(Async.waitFor(stubbornSleep(LONG), LONG.multipliedBy(2)));
    waiting.cancel();
    stage.settle(waiting);
    assertThat(events).containsExactly("ignored a cancel", "slept");
    assertThat(stage.elapsed()).isEqualTo(LONG);
  }

  @Test
  void atTheDeadlineItWaitsForTheEndOfWorkThatIgnoresIt() throws Exception {
    stage.run(Async.waitFor(stubbornSleep(LONG), SHORT));
    assertThat(events).containsExactly("ignored a cancel", "slept");
    assertThat(stage.elapsed()).isEqualTo(LONG);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1})
  void withoutTimeADoneFutureGivesItsResult(long seconds) throws Exception {
    LoopFuture<String> done = stage.future("done");
    assertThat(stage.run(Async.waitFor(done, Duration.ofSeconds(seconds)))).isEqualTo("done");
  }

  @Test
  void withoutTimeWorkIsNotEvenStarted() {
    Awaitable<Void> work = Awaitable.done().thenRun(() -> events.add("started"));
    assertTimesOut(Async.waitFor(work, Duration.ZERO), "not done within 0.0 s");
    assertThat(events).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1})
  void withoutTimeATaskIsCancelled(long seconds) {
    Task<String> task = stage.startNow(sleepThen("done"));
    assertTimesOut(Async.waitFor(task, Duration.ofSeconds(seconds)), "not done within 0.0 s");
    assertThat(task.isCancelled()).isTrue();
    assertThat(events).containsExactly("left");
    assertThat(stage.elapsed()).isZero();
  }

  @Test
  void atTheDeadlineATaskIsCancelled() {
    Task<String> task = stage.start(sleepThen("done"));
    assertTimesOut(Async.waitFor(task, SHORT), "not done within 0.1 s");
    assertThat(task.isCancelled()).isTrue();
    assertThat(events).containsExactly("left");
    assertThat(stage.elapsed()).isEqualTo(SHORT);
  }

  @Test
  void aResultInTimeIsPassedOnAndItsTimerIsCancelled() throws Exception {
    LoopFuture<String> future = stage.future();
    stage.loop().callLater(SHORT, () -> future.complete("in time"));
    assertThat(stage.run(Async.waitFor(future, LONG))).isEqualTo("in time");
    assertThat(stage.elapsed()).isEqualTo(SHORT);
  }

  @Test
  void aResultThatComesInTheTurnOfTheDeadlineIsLostToIt() {
    LoopFuture<String> work = stage.future();
    stage.loop().callLater(Duration.ofSeconds(1), () -> work.complete("just too late"));
    assertTimesOut(Async.waitFor(work, Duration.ofSeconds(1)), "not done within 1.0 s");
    assertThat(work.isDone()).isTrue();
  }

  @Test
  void aResultInSpiteOfTheCancellationIsPassedOn() throws Exception {
    Awaitable<Integer> work =
        Async.sleep(LONG)
            .map(slept -> 1)
            .except(CancellationException.class, cancelled -> Awaitable.of(42));
    assertThat(stage.run(Async.waitFor(work, SHORT))).isEqualTo(42);
    assertThat(stage.elapsed()).isEqualTo(SHORT);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1})
  void itWaitsForTheCleanUpOfWhatItCancels(long millis) {
    Task<Void> task =
        stage.startNow(
            Async.sleep(LONG)
                .ensureAwaiting(() -> Async.sleep(SHORT).thenRun(() -> events.add("clean"))));
    assertThatThrownBy(() -> stage.run(Async.waitFor(task, Duration.ofMillis(millis))))
        .cause()
        .isInstanceOf(TimeoutException.class)
        .hasCauseInstanceOf(CancelledException.class);
    assertThat(events).containsExactly("clean");
    assertThat(stage.elapsed()).isEqualTo(SHORT.plusMillis(millis));
  }

  @Test
  void aFailureOfTheCleanUpIsPassedOn() {
    Task<Void> task =
        stage.start(
            Async.sleep(LONG)
                .ensure(
                    () -> {
                      throw new IllegalArgumentException("in the clean-up");
                    }));
    assertThatThrownBy(() -> stage.run(Async.waitFor(task, SHORT)))
        .cause()
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("in the clean-up");
  }

  @ParameterizedTest
  @ValueSource(longs = {60, Long.MAX_VALUE / 2_000_000_000L})
  void cancellingTheWaitCancelsTheTask(long seconds) {
    Task<Object> task = stage.start(stage.future());
    Task<Object> waiting = stage.start(Async.waitFor(task, Duration.ofSeconds(seconds)));
    stage.loop().callSoon(waiting::cancel);
    stage.settle(waiting);
    assertThat(waiting.isCancelled()).isTrue();
    assertThat(task.isCancelled()).isTrue();
  }

  @Test
  void cancellingTheWaitWinsOverAResultOfTheSameTurn() {
    Task<String> inner = stage.start(Awaitable.of("done"));
    Task<Void> waiting =
        stage.start(
            Async.waitFor(inner, Duration.ofSeconds(100))
                .then(result -> Async.sleep(Duration.ofSeconds(1)))
                .thenRun(() -> events.add("reached the end")));
    stage.turn();
    assertThat(inner.isDone()).isTrue();
    assertThat(waiting.isDone()).isFalse();
    waiting.cancel();
    stage.settle(waiting);
    assertThat(waiting.isCancelled()).isTrue();
    assertThat(inner.value()).isEqualTo("done");
    assertThat(events).isEmpty();
  }

  @Test
  void aCancelWhileItWaitsForWhatItCancelledEndsTheWait() {
    Task<Void> stubborn = stage.startNow(stubbornSleep(LONG));
    Task<Void> waiting = stage.startNow(Async.waitFor(stubborn, Duration.ZERO));
    waiting.cancel();
    stage.settle(waiting);
    assertThat(waiting.isCancelled()).isTrue();
    assertThat(stubborn.isDone()).isFalse();
  }

  @Test
  void withoutTimeAShieldedTaskGoesOn() {
    Task<String> task = stage.start(sleepThen("done"));
    LoopFuture<String> shield = Async.shield(task);
    assertTimesOut(Async.waitFor(shield, Duration.ZERO), "not done within 0.0 s");
    assertThat(task.isDone()).isFalse();
    assertThat(shield.isCancelled()).isTrue();
    stage.settle(task);
    assertThat(task.value()).isEqualTo("done");
  }

  @Test
  void atTheDeadlineAShieldedTaskGoesOn() {
    Task<String> task = stage.start(sleepThen("done"));
    assertTimesOut(Async.waitFor(Async.shield(task), SHORT), "not done within 0.1 s");
    assertThat(task.isDone()).isFalse();
    stage.settle(task);
    assertThat(task.value()).isEqualTo("done");
  }

  private void assertTimesOut(Awaitable<?> waiting, String message) {
    assertThatThrownBy(() -> stage.run(waiting))
        .cause()
        .isInstanceOf(TimeoutException.class)
        .hasMessage(message);
  }

  private Awaitable<String> sleepThen(String result) {
    return Async.sleep(LONG).map(slept -> result).ensure(() -> events.add("left"));
  }

  /** Sleeps until then, whoever cancels it. */
  private Awaitable<Void> stubbornSleep(Duration until) {
    return Awaitable.call(
        () ->
            Async.sleep(until.minus(stage.elapsed()))
                .thenRun(() -> events.add("slept"))
                .except(
                    CancellationException.class,
                    cancelled -> {
                      events.add("ignored a cancel");
                      return stubbornSleep(until);
                    }));
  }
}
