package org.asyncmark.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class AwaitableTest {
  private static final Duration LONG = Duration.ofSeconds(10);

  private final Stage stage = new Stage();
  private final List<String> events = new ArrayList<>();

  @AfterEach
  void close() {
    stage.closeWithoutReports();
  }

  @Test
  void nothingHappensUntilATaskWaitsForIt() {
    assertThat(Awaitable.done().thenRun(() -> events.add("ran"))).isNotNull();
    stage.turns(3);
    assertThat(events).isEmpty();
  }

  @Test
  void continuationsRunOneAfterTheOther() throws Exception {
    String text =
        stage.run(
            Awaitable.of(1)
                .then(one -> Async.sleep(LONG).map(slept -> one + 1))
                .map(two -> "got " + two));
    assertThat(text).isEqualTo("got 2");
    assertThat(stage.elapsed()).isEqualTo(LONG);
  }

  @Test
  void aFailurePassesByWhatFollows() {
    assertThatThrownBy(
            () ->
                stage.run(
                    fail("first")
                        .then(never -> note("then"))
                        .map(never -> events.add("map"))
                        .thenRun(() -> events.add("thenRun"))))
        .hasRootCauseMessage("first");
    assertThat(events).isEmpty();
  }

  @Test
  void exceptTakesTheFailureOfItsType() throws Exception {
    int value =
        stage.run(fail("x").map(never -> 1).except(IOException.class, e -> Awaitable.of(2)));
    assertThat(value).isEqualTo(2);
    assertThatThrownBy(
            () ->
                stage.run(fail("x").except(IllegalStateException.class, never -> note("handled"))))
        .hasRootCauseMessage("x");
    assertThat(events).isEmpty();
  }

  @Test
  void theInnermostHandlerComesFirst() throws Exception {
    stage.run(
        fail("x")
            .except(IOException.class, e -> note("inner"))
            .except(IOException.class, e -> note("outer")));
    assertThat(events).containsExactly("inner");
  }

  @Test
  void aHandlerDoesNotTakeItsOwnFailure() {
    assertThatThrownBy(
            () ->
                stage.run(
                    fail("first")
                        .except(
                            IOException.class,
                            e -> {
                              throw new IOException("second");
                            })))
        .hasRootCauseMessage("second");
  }

  @Test
  void aCancellationIsTakenOnPurposeOnly() {
    Task<Void> task =
        stage.startNow(
            Async.sleep(LONG)
                .except(Exception.class, never -> note("Exception"))
                .except(IllegalStateException.class, never -> note("its superclass"))
                .except(
                    CancellationException.class,
                    cancelled -> {
                      events.add("itself");
                      throw cancelled;
                    })
                .except(
                    Throwable.class,
                    failure -> {
                      events.add("Throwable");
                      return Awaitable.done();
                    }));
    task.cancel();
    stage.settle(task);
    assertThat(task.isCancelled()).isFalse();
    assertThat(events).containsExactly("itself", "Throwable");
  }

  @Test
  void ensureRunsAfterAResultAFailureAndACancellation() throws Exception {
    stage.run(Awaitable.done().ensure(() -> events.add("result")));
    assertThatThrownBy(() -> stage.run(fail("x").ensure(() -> events.add("failure"))))
        .hasRootCauseMessage("x");
    Task<Void> task = stage.startNow(Async.sleep(LONG).ensure(() -> events.add("cancellation")));
    task.cancel();
    stage.settle(task);
    assertThat(task.isCancelled()).isTrue();
    assertThat(events).containsExactly("result", "failure", "cancellation");
  }

  @Test
  void aFailureOfTheCleanUpReplacesTheOutcome() {
    assertThatThrownBy(
            () ->
                stage.run(
                    Awaitable.done()
                        .ensure(
                            () -> {
                              throw new IllegalStateException("clean-up");
                            })))
        .hasRootCauseMessage("clean-up");
  }

  @Test
  void aCleanUpMayWait() throws Exception {
    String result =
        stage.run(
            Awaitable.of("result")
                .ensureAwaiting(() -> Async.sleep(LONG).then(s -> note("clean"))));
    assertThat(result).isEqualTo("result");
    assertThatThrownBy(
            () -> stage.run(fail("x").ensureAwaiting(() -> Async.sleep(LONG).then(s -> note("2")))))
        .hasRootCauseMessage("x");
    assertThat(events).containsExactly("clean", "2");
    assertThat(stage.elapsed()).isEqualTo(LONG.multipliedBy(2));
  }

  @Test
  void anErrorAndACancellationSurviveACleanUpThatWaits() {
    AssertionError error = new AssertionError("an Error");
    Task<Void> failed =
        stage.start(
            Awaitable.done()
                .thenRun(
                    () -> {
                      throw error;
                    })
                .ensureAwaiting(() -> Async.sleep(LONG)));
    stage.settle(failed);
    assertThat(failed.failure()).isSameAs(error);
    Task<Void> cancelled =
        stage.startNow(Async.sleep(LONG).ensureAwaiting(() -> Async.sleep(LONG)));
    cancelled.cancel("why");
    stage.settle(cancelled);
    assertThatThrownBy(cancelled::result).isInstanceOf(CancelledException.class).hasMessage("why");
  }

  @Test
  void aCleanUpThatWaitsMayBeCancelledItself() {
    Task<Void> task =
        stage.startNow(
            Awaitable.done().ensureAwaiting(() -> Async.sleep(LONG).then(s -> note("clean"))));
    task.cancel();
    stage.settle(task);
    assertThat(task.isCancelled()).isTrue();
    assertThat(events).isEmpty();
  }

  @Test
  void aLoopOfContinuationsTakesNoStack() throws Exception {
    assertThat(stage.run(countDown(1_000_000))).isEqualTo("zero");
  }

  @Test
  void aLoopThroughHandlersTakesNoStack() throws Exception {
    assertThat(stage.run(retry(100_000))).isEqualTo("enough");
  }

  @Test
  void itIsWaitedForOnce() {
    Awaitable<Integer> work = Awaitable.of(1).map(one -> one + 1);
    assertThatThrownBy(() -> stage.run(work.then(two -> work)))
        .cause()
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "this awaitable was waited for before; make a new one, or start a task and wait for that"
                + " as often as you like");
  }

  @Test
  void aBodyIsCalledEachTime() throws Exception {
    Awaitable<Void> body = Awaitable.call(() -> note("called"));
    stage.run(body.then(once -> body));
    assertThat(events).containsExactly("called", "called");
  }

  @Test
  void nullIsNothingToWaitFor() {
    String message =
        "a body or continuation returned null; return Awaitable.of(value) or Awaitable.done()";
    assertThatThrownBy(() -> stage.run(Awaitable.done().then(nothing -> null)))
        .cause()
        .isInstanceOf(NullPointerException.class)
        .hasMessage(message);
    assertThatThrownBy(() -> stage.run(Awaitable.call(() -> null))).hasRootCauseMessage(message);
  }

  @Test
  void sleepTakesItsTimeAndGivesTheOthersTheirs() throws Exception {
    Task<String> sleeping =
        stage.start(
            Async.sleep(Duration.ofMillis(50))
                .then(half -> Async.sleep(Duration.ofMillis(50)))
                .map(slept -> "yeah"));
    assertThat(stage.run(sleeping)).isEqualTo("yeah");
    assertThat(stage.elapsed()).isEqualTo(Duration.ofMillis(100));
    assertThat(stage.waits()).containsExactly(Duration.ofMillis(50), Duration.ofMillis(50));
  }

  @Test
  void sleepWithoutTimeLetsWhatIsReadyRunFirst() throws Exception {
    stage.run(
        Awaitable.call(
            () -> {
              stage.loop().callSoon(() -> events.add("ready"));
              assertThat(events).isEmpty();
              return Async.sleep(Duration.ZERO).then(slept -> note("after"));
            }));
    assertThat(events).containsExactly("ready", "after");
    assertThat(stage.waits()).isEmpty();
  }

  @Test
  void aCancelledSleepCancelsItsTimer() {
    Task<Void> sleeping = stage.startNow(Async.sleep(LONG));
    sleeping.cancel();
    stage.settle(sleeping);
    stage.pass(Duration.ofMillis(1));
    assertThat(stage.waits()).containsExactly(Duration.ofMillis(1));
  }

  @Test
  void aSleepingTaskMayBeCancelledByATimer() throws Exception {
    Task<Void> sleeper = stage.start(Async.sleep(Duration.ofSeconds(5000)));
    stage.loop().callLater(Duration.ofMillis(100), sleeper::cancel);
    String end =
        stage.run(
            sleeper
                .map(slept -> "slept in")
                .except(CancellationException.class, cancelled -> Awaitable.of("cancelled")));
    assertThat(end).isEqualTo("cancelled");
    assertThat(stage.elapsed()).isEqualTo(Duration.ofMillis(100));
  }

  private static Awaitable<String> countDown(int n) {
    return n == 0 ? Awaitable.of("zero") : Awaitable.of(n).then(left -> countDown(left - 1));
  }

  private static Awaitable<String> retry(int n) {
    return n == 0
        ? Awaitable.of("enough")
        : Awaitable.<String>call(
                () -> {
                  throw new IllegalStateException();
                })
            .except(IllegalStateException.class, failed -> retry(n - 1));
  }

  private static Awaitable<Void> fail(String message) {
    return Awaitable.call(
        () -> {
          throw new IOException(message);
        });
  }

  private Awaitable<Void> note(String event) {
    events.add(event);
    return Awaitable.done();
  }
}
