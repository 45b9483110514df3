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

@org.junit.jupiter.api.Timeout(10)
class TimeoutTest {
  private static final Duration LONG = Duration.ofSeconds(10);
  private static final Duration SHORT = Duration.ofMillis(10);

  private final Stage stage = new Stage();
  private final List<String> events = new ArrayList<>();

  @AfterEach
  void close() {
    stage.closeWithoutReports();
  }

  @Test
  void atTheDeadlineTheBodyIsCancelledAndTheTimeoutTold() {
    Timeout timeout = Timeout.after(SHORT);
    assertTimesOut(timeout.run(() -> Async.sleep(LONG)), "not done within 0.01 s");
    assertThat(timeout.isExpired()).isTrue();
    assertThat(stage.elapsed()).isEqualTo(SHORT);
  }

  @Test
  void aDeadlineMayBeATime() {
    long deadline = stage.loop().timeNanos() + SHORT.toNanos();
    Timeout timeout = Timeout.at(deadline);
    assertTimesOut(timeout.run(() -> Async.sleep(LONG)), "the deadline has passed");
    assertThat(timeout.isExpired()).isTrue();
    assertThat(timeout.whenNanos()).hasValue(deadline);
  }

  @Test
  void ofTwoThatExpireTogetherTheOuterOneTells() {
    Timeout outer = Timeout.after(SHORT);
    Timeout inner = Timeout.after(SHORT);
    assertTimesOut(
        outer.run(
            () ->
                inner
                    .run(() -> Async.sleep(LONG))
                    .except(TimeoutException.class, this::note)
                    .except(CancellationException.class, this::noteAndRethrow)),
        "not done within 0.01 s");
    assertThat(events).containsExactly("cancelled");
    assertThat(outer.isExpired()).isTrue();
    assertThat(inner.isExpired()).isTrue();
  }

  @Test
  void theBodyMayCleanUp() {
    assertTimesOut(
        Async.timeout(
            SHORT,
            () -> Async.sleep(LONG).except(CancellationException.class, this::noteAndRethrow)),
        "not done within 0.01 s");
    assertThat(events).containsExactly("cancelled");
  }

  @Test
  void aBodyThatEndsInTimeIsNotDisturbed() throws Exception {
    Timeout timeout = Timeout.after(LONG);
    String result = stage.run(timeout.run(() -> Async.sleep(SHORT).map(slept -> "result")));
    assertThat(result).isEqualTo("result");
    assertThat(timeout.isExpired()).isFalse();
    assertThat(timeout.whenNanos()).hasValue(LONG.toNanos());
    assertThat(stage.elapsed()).isEqualTo(SHORT);
  }

  @Test
  void withoutADeadlineItNeverExpires() throws Exception {
    Timeout timeout = Timeout.never();
    stage.run(timeout.run(() -> Async.sleep(LONG)));
    assertThat(timeout.isExpired()).isFalse();
    assertThat(timeout.whenNanos()).isEmpty();
  }

  @Test
  void noTimeIsEnoughForABodyThatDoesNotWait() throws Exception {
    int result = stage.run(Async.timeout(Duration.ZERO, () -> Awaitable.of(1)));
    assertThat(result).isEqualTo(1);
  }

  @Test
  void noTimeEndsABodyThatWaits() {
    Timeout timeout = Timeout.after(Duration.ZERO);
    assertTimesOut(timeout.run(() -> Async.sleep(LONG)), "not done within 0.0 s");
    assertThat(timeout.isExpired()).isTrue();
    assertThat(timeout.whenNanos()).hasValue(0);
    assertThat(stage.elapsed()).isZero();
  }

  @Test
  void noTimeEndsABodyThatWaitsForOneTurn() {
    assertTimesOut(
        Async.timeout(Duration.ZERO, () -> Async.sleep(Duration.ZERO)), "not done within 0.0 s");
  }

  @Test
  void aDeadlineInThePastEndsABodyThatWaitsForOneTurn() {
    Timeout timeout = Timeout.after(Duration.ofSeconds(-11));
    assertTimesOut(timeout.run(() -> Async.sleep(Duration.ZERO)), "not done within -11.0 s");
    assertThat(timeout.whenNanos()).hasValue(-11_000_000_000L);
  }

  @Test
  void aFailureOfTheBodyPasses() {
    Timeout timeout = Timeout.after(SHORT);
    assertThatThrownBy(
            () ->
                stage.run(
                    timeout.run(
                        () -> {
                          throw new IllegalArgumentException("of the body");
                        })))
        .hasRootCauseMessage("of the body");
    assertThat(timeout.isExpired()).isFalse();
  }

  @Test
  void aFailureOfTheCleanUpAtTheDeadlinePasses() {
    assertThatThrownBy(
            () ->
                stage.run(
                    Async.timeout(
                        SHORT,
                        () ->
                            Async.sleep(LONG)
                                .ensure(
                                    () -> {
                                      throw new IllegalArgumentException("of the clean-up");
                                    }))))
        .cause()
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("of the clean-up");
  }

  @Test
  void aCancellationByOthersPasses() {
    Timeout timeout = Timeout.after(LONG);
    Task<Void> task =
        stage.start(
            timeout.run(
                () ->
                    Task.current()
                        .then(
                            self -> {
                              self.cancel("by itself");
                              return Async.sleep(LONG);
                            })));
    stage.settle(task);
    assertThatThrownBy(task::result).isInstanceOf(CancelledException.class).hasMessage("by itself");
    assertThat(timeout.isExpired()).isFalse();
  }

  @Test
  void aCancellationByOthersAtTheDeadlinePasses() {
    Timeout timeout = Timeout.after(SHORT);
    Task<Void> task = stage.start(timeout.run(() -> Async.sleep(LONG)));
    stage.loop().callLater(SHORT, () -> task.cancel("by others"));
    stage.settle(task);
    assertThat(task.isCancelled()).isTrue();
    assertThat(timeout.isExpired()).isTrue();
  }

  @Test
  void theTaskAroundItIsNotCancelled() throws Exception {
    Task<String> task =
        stage.start(
            Async.timeout(SHORT, () -> Async.sleep(LONG))
                .map(slept -> "slept")
                .except(TimeoutException.class, expired -> Awaitable.of("expired")));
    stage.settle(task);
    assertThat(task.value()).isEqualTo("expired");
    assertThat(task.cancelling()).isZero();
  }

  @Test
  void aBusyBodyThatOutlastsBothDeadlinesIsToldOfBoth() {
    assertTimesOut(
        Async.timeout(
            Duration.ofMillis(2),
            () ->
                Async.timeout(
                        Duration.ofMillis(100),
                        () -> {
                          stage.busy(Duration.ofMillis(110));
                          return Async.sleep(LONG);
                        })
                    .except(TimeoutException.class, this::note)),
        "not done within 0.002 s");
    assertThat(events).isEmpty(); // the outer one expired first
  }

  @Test
  void afterAnInnerTimeoutTheOuterOneStillEndsWhatFollows() {
    assertTimesOut(
        Async.timeout(
            Duration.ofMillis(100),
            () ->
                Async.timeout(SHORT, () -> Async.sleep(LONG))
                    .except(TimeoutException.class, this::note)
                    .then(noted -> Async.sleep(LONG))),
        "not done within 0.1 s");
    assertThat(events).containsExactly("not done within 0.01 s");
    assertThat(stage.elapsed()).isEqualTo(Duration.ofMillis(100));
  }

  @Test
  void theDeadlineMayBeMovedAndTakenAway() {
    Timeout timeout = Timeout.at(LONG.toNanos());
    Task<Void> task = stage.startNow(timeout.run(() -> Async.sleep(LONG.multipliedBy(5))));
    assertThat(timeout.whenNanos()).hasValue(LONG.toNanos());
    timeout.rescheduleAt(LONG.toNanos() * 3);
    assertThat(timeout.whenNanos()).hasValue(LONG.toNanos() * 3);
    stage.pass(LONG.multipliedBy(2));
    assertThat(task.isDone()).isFalse();
    timeout.disarm();
    assertThat(timeout.whenNanos()).isEmpty();
    stage.pass(LONG.multipliedBy(2));
    assertThat(task.isDone()).isFalse();
    task.cancel();
    stage.settle(task);
    assertThat(task.isCancelled()).isTrue();
    assertThat(timeout.isExpired()).isFalse();
  }

  @Test
  void aDeadlineThatIsMovedIntoThePastExpiresInTheNextTurn() {
    Timeout timeout = Timeout.never();
    Task<Void> task = stage.startNow(timeout.run(() -> Async.sleep(LONG)));
    timeout.rescheduleAt(-1);
    stage.settle(task);
    assertThat(task.failure()).isInstanceOf(TimeoutException.class);
    assertThat(stage.elapsed()).isZero();
  }

  @Test
  void aCleanUpMayHaveATimeoutOfItsOwn() {
    assertTimesOut(
        Async.timeout(
            SHORT,
            () ->
                Async.sleep(LONG)
                    .ensureAwaiting(
                        () ->
                            Async.timeout(Duration.ofMillis(20), () -> Async.sleep(LONG))
                                .except(TimeoutException.class, this::note))),
        "not done within 0.01 s");
    assertThat(events).containsExactly("not done within 0.02 s");
    assertThat(stage.elapsed()).isEqualTo(Duration.ofMillis(30));
  }

  @Test
  void aTaskThatWasCancelledBeforeMayUseATimeout() throws Exception {
    stage.run(
        cancelledBefore()
            .then(
                cancelled ->
                    Async.timeout(Duration.ZERO, () -> Async.sleep(LONG))
                        .except(TimeoutException.class, this::note)));
    assertThat(events).containsExactly("not done within 0.0 s");
  }

  @Test
  void aTaskThatWasCancelledBeforeMayBeCancelledAgainInATimeout() {
    Task<Void> task =
        stage.start(
            cancelledBefore()
                .then(
                    cancelled ->
                        Async.timeout(
                            Duration.ofSeconds(1),
                            () ->
                                Task.current()
                                    .then(
                                        self -> {
                                          self.cancel();
                                          return Async.sleep(LONG);
                                        }))));
    stage.settle(task);
    assertThat(task.isCancelled()).isTrue();
    assertThat(stage.elapsed()).isZero();
  }

  @Test
  void theCancellationIsTheCauseOfTheTimeout() {
    assertThatThrownBy(() -> stage.run(Async.timeout(SHORT, () -> Async.sleep(LONG))))
        .cause()
        .isInstanceOf(TimeoutException.class)
        .hasCauseInstanceOf(CancelledException.class);
  }

  @Test
  void itIsUsedOnce() throws Exception {
    Timeout timeout = Timeout.after(SHORT);
    assertThatThrownBy(() -> stage.run(timeout.run(() -> timeout.run(() -> Async.sleep(LONG)))))
        .hasRootCauseMessage("the timeout was used before, it is active");
    assertThatThrownBy(() -> stage.run(timeout.run(Awaitable::done)))
        .hasRootCauseMessage("the timeout was used before, it is finished");
  }

  @Test
  void theDeadlineCanBeChangedOnlyWhileTheBodyRuns() throws Exception {
    Timeout unused = Timeout.after(SHORT);
    assertThatThrownBy(() -> unused.rescheduleAt(20))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the timeout cannot be changed before its body runs");

    Timeout finished = Timeout.after(SHORT);
    stage.run(finished.run(Awaitable::done));
    assertThatThrownBy(() -> finished.rescheduleAt(20))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the timeout cannot be changed any more, it is finished");

    Timeout expired = Timeout.after(SHORT);
    assertTimesOut(expired.run(() -> Async.sleep(LONG)), "not done within 0.01 s");
    assertThatThrownBy(expired::disarm)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the timeout cannot be changed any more, it is expired");

    Timeout expiring = Timeout.after(SHORT);
    stage.run(
        expiring.run(
            () ->
                Async.sleep(LONG)
                    .except(
                        CancellationException.class,
                        cancelled -> {
                          assertThatThrownBy(() -> expiring.rescheduleAt(20))
                              .hasMessage("the timeout cannot be changed any more, it is expiring");
                          return Awaitable.done();
                        })));
  }

  @Test
  void aTaskGroupInATimeoutFailsAsAGroup() {
    TaskGroup group = new TaskGroup();
    assertThatThrownBy(
            () ->
                stage.run(
                    Async.timeout(
                        SHORT,
                        () ->
                            group.run(
                                () -> {
                                  group.start(
                                      Async.sleep(LONG)
                                          .ensure(
                                              () -> {
                                                throw new IllegalArgumentException("clean-up");
                                              }));
                                  return Async.sleep(LONG);
                                }))))
        .cause()
        .isInstanceOfSatisfying(
            TaskGroupException.class,
            failed ->
                assertThat(failed.failures())
                    .singleElement()
                    .hasToString("java.lang.IllegalArgumentException: clean-up"));
  }

  @Test
  void theTextNamesTheState() throws Exception {
    Timeout timeout = Timeout.after(SHORT);
    assertThat(timeout).hasToString("Timeout[created]");
    Task<Void> task = stage.startNow(timeout.run(() -> Async.sleep(LONG)));
    assertThat(timeout).hasToString("Timeout[active, when 10000000]");
    timeout.disarm();
    assertThat(timeout).hasToString("Timeout[active, no deadline]");
    timeout.rescheduleAt(0);
    stage.settle(task);
    assertThat(timeout).hasToString("Timeout[expired]");
    Timeout finished = Timeout.never();
    stage.run(finished.run(Awaitable::done));
    assertThat(finished).hasToString("Timeout[finished]");
  }

  private Awaitable<Void> cancelledBefore() {
    return Task.current()
        .then(
            self -> {
              self.cancel();
              return Async.sleep(LONG);
            })
        .except(CancellationException.class, cancelled -> Awaitable.done());
  }

  private Awaitable<Void> note(TimeoutException expired) {
    events.add(expired.getMessage());
    return Awaitable.done();
  }

  private Awaitable<Void> noteAndRethrow(CancellationException cancelled) {
    events.add("cancelled");
    throw cancelled;
  }

  private void assertTimesOut(Awaitable<?> waiting, String message) {
    assertThatThrownBy(() -> stage.run(waiting))
        .cause()
        .isInstanceOf(TimeoutException.class)
        .hasMessage(message);
  }
}
