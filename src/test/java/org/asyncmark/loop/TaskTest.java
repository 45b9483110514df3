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
class TaskTest {
  private static final Duration LONG = Duration.ofSeconds(10);

  private final Stage stage = new Stage();
  private final List<String> events = new ArrayList<>();

  @AfterEach
  void close() {
    stage.closeWithoutReports();
  }

  @Test
  void theBodyRunsInTheNextTurn() {
    Task<String> task =
        stage.start(
            () -> {
              events.add("ran");
              return Awaitable.of("ok");
            });
    assertThat(events).isEmpty();
    stage.turn();
    assertThat(events).containsExactly("ran");
    assertThat(task.value()).isEqualTo("ok");
    assertThat(task.loop()).isSameAs(stage.loop());
  }

  @Test
  void whatTheBodyThrowsIsItsFailure() {
    IOException failure = new IOException("of the body");
    Task<String> task =
        stage.startNow(
            Awaitable.call(
                () -> {
                  throw failure;
                }));
    assertThat(task.failure()).isSameAs(failure);
    assertThat(failure.getStackTrace()).isNotEmpty();
  }

  @Test
  void anErrorOfTheBodyIsItsFailureAndTheLoopGoesOn() {
    AssertionError error = new AssertionError("of the body");
    Task<String> task =
        stage.startNow(
            Awaitable.call(
                () -> {
                  throw error;
                }));
    assertThat(task.failure()).isSameAs(error);
    assertThat(stage.startNow(Awaitable.of(1)).isDone()).isTrue();
  }

  @Test
  void itGoesOnInTheTurnAfterTheFutureIsDone() {
    LoopFuture<String> future = stage.future();
    Task<Void> task = stage.startNow(future.thenRun(() -> events.add("went on")));
    assertThat(task.awaited()).isSameAs(future);
    future.complete("x");
    assertThat(events).isEmpty();
    stage.turn();
    assertThat(events).containsExactly("went on");
    assertThat(task.isDone()).isTrue();
  }

  @Test
  void waitingForADoneFutureTakesNoTurn() {
    Task<String> task = stage.startNow(Awaitable.call(() -> stage.future("done")));
    assertThat(task.value()).isEqualTo("done");
  }

  @Test
  void tasksMayWaitForTasks() throws Exception {
    Task<Integer> first = stage.start(Awaitable.of(42));
    Task<Integer> second = stage.start(Async.sleep(LONG).map(slept -> 1000));
    int sum = stage.run(first.then(a -> second.map(b -> a + b)));
    assertThat(sum).isEqualTo(1042);
  }

  @Test
  void severalTasksMayWaitForOne() throws Exception {
    Task<String> one = stage.start(Async.sleep(LONG).map(slept -> "x"));
    List<Task<String>> waiting = List.of(stage.start(() -> one), stage.start(() -> one));
    assertThat(stage.run(Async.gather(stage.loop(), waiting))).containsExactly("x", "x");
  }

  @Test
  void onlyItsBodyCompletesIt() throws Exception {
    Task<String> task = stage.start(Awaitable.of("ok"));
    assertThatThrownBy(() -> task.complete("other"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("a task gets its result from its body; use a LoopFuture");
    assertThatThrownBy(() -> task.fail(new IOException()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("a task fails when its body does; use a LoopFuture");
    stage.settle(task);
    assertThat(task.value()).isEqualTo("ok");
  }

  @Test
  void aTaskKnowsItself() throws Exception {
    List<Task<?>> seen = new ArrayList<>();
    LoopFuture<Void> first = stage.future();
    LoopFuture<Void> second = stage.future();
    Task<Void> one =
        stage.start(
            Task.current()
                .then(self -> note(seen, self, first))
                .then(woken -> Task.current())
                .then(
                    self -> {
                      second.complete(null);
                      return note(seen, self, Awaitable.done());
                    }));
    Task<Void> two =
        stage.start(
            Task.current()
                .then(
                    self -> {
                      first.complete(null);
                      return note(seen, self, second);
                    })
                .then(woken -> Task.current())
                .then(self -> note(seen, self, Awaitable.done())));
    stage.run(Async.gather(stage.loop(), List.of(one, two)));
    assertThat(seen).containsExactly(one, two, one, two);
  }

  @Test
  void cancelledBeforeItsFirstTurnItNeverRuns() {
    Task<Void> task = stage.start(Awaitable.done().thenRun(() -> events.add("ran")));
    task.cancel("too early");
    stage.settle(task);
    assertThatThrownBy(task::result).isInstanceOf(CancelledException.class).hasMessage("too early");
    assertThat(events).isEmpty();
  }

  @Test
  void cancellingASleepingTaskEndsIt() {
    Task<Integer> task = stage.start(Async.sleep(LONG).map(slept -> 12));
    stage.loop().callSoon(task::cancel);
    stage.settle(task);
    assertThat(task.isCancelled()).isTrue();
    assertThat(task.cancel()).isFalse();
    assertThat(stage.elapsed()).isZero();
  }

  @Test
  void cancellingATaskThatWaitsForATurnEndsIt() {
    Task<Void> task =
        stage.startNow(Async.sleep(Duration.ZERO).then(once -> Async.sleep(Duration.ZERO)));
    task.cancel();
    stage.settle(task);
    assertThat(task.isCancelled()).isTrue();
  }

  @Test
  void aCancelledFutureEndsTheTaskThatWaitsForIt() {
    LoopFuture<String> future = stage.future();
    Task<String> task = stage.startNow(Awaitable.call(() -> future));
    future.cancel("why");
    stage.settle(task);
    assertThatThrownBy(task::result).isInstanceOf(CancelledException.class).hasMessage("why");
    assertThat(task.cancelling()).isZero();
  }

  @Test
  void futureAndTaskMayBeCancelledTogether() {
    LoopFuture<String> future = stage.future();
    Task<String> task = stage.startNow(Awaitable.call(() -> future));
    future.cancel();
    task.cancel();
    stage.settle(task);
    assertThat(future.isCancelled()).isTrue();
    assertThat(task.isCancelled()).isTrue();
  }

  @Test
  void theBodyMayEndWellWhenItIsCancelled() {
    LoopFuture<Void> first = stage.future();
    LoopFuture<Void> second = stage.future();
    Task<Integer> task =
        stage.startNow(
            first.then(
                done ->
                    second
                        .map(never -> 12)
                        .except(CancellationException.class, cancelled -> Awaitable.of(42))));
    assertThat(task.awaited()).isSameAs(first);
    first.complete(null);
    stage.turn();
    assertThat(task.awaited()).isSameAs(second);
    task.cancel();
    assertThat(second.isCancelled()).isTrue();
    stage.settle(task);
    assertThat(task.value()).isEqualTo(42);
    assertThat(task.isCancelled()).isFalse();
  }

  @Test
  void theBodyMayWaitOnWhenItIsCancelled() {
    LoopFuture<Integer> second = stage.future();
    LoopFuture<Integer> third = stage.future();
    Task<Integer> task =
        stage.startNow(
            second
                .except(CancellationException.class, cancelled -> Awaitable.of(0))
                .then(ended -> third));
    task.cancel();
    stage.turn();
    assertThat(task.awaited()).isSameAs(third);
    third.complete(42);
    stage.settle(task);
    assertThat(task.value()).isEqualTo(42);
    assertThat(third.isCancelled()).isFalse();
  }

  @Test
  void aTaskThatCancelsItselfGetsItAtItsNextWait() {
    Task<Void> task =
        stage.start(
            Task.current()
                .then(
                    self -> {
                      self.cancel();
                      events.add("goes on");
                      return Async.sleep(LONG).thenRun(() -> events.add("slept"));
                    }));
    stage.settle(task);
    assertThat(task.isCancelled()).isTrue();
    assertThat(events).containsExactly("goes on");
    assertThat(stage.elapsed()).isZero();
  }

  @Test
  void aTaskThatCancelsItselfAndEndsIsCancelled() {
    Task<Integer> task =
        stage.start(
            Task.current()
                .map(
                    self -> {
                      self.cancel("at the end");
                      return 12;
                    }));
    stage.settle(task);
    assertThatThrownBy(task::result)
        .isInstanceOf(CancelledException.class)
        .hasMessage("at the end");
    assertThat(task.cancel()).isFalse();
  }

  @Test
  void aTaskThatCancelsItselfCancelsTheTaskItThenWaitsFor() {
    LoopFuture<Void> future = stage.future();
    Task<Void> nested = stage.startNow(Awaitable.call(() -> future));
    Task<Void> task =
        stage.start(
            Task.current()
                .then(
                    self -> {
                      self.cancel();
                      return nested;
                    }));
    stage.settle(task);
    assertThat(task.isCancelled()).isTrue();
    assertThat(nested.isCancelled()).isTrue();
    assertThat(future.isCancelled()).isTrue();
  }

  @Test
  void cancellingReachesTheFutureThroughTasksThatWaitForTasks() {
    LoopFuture<Void> future = stage.future();
    Task<Void> inner =
        stage.start(
            () ->
                future.except(
                    CancellationException.class,
                    cancelled -> {
                      events.add("inner");
                      throw cancelled;
                    }));
    Task<Void> outer =
        stage.start(
            () ->
                inner.except(
                    CancellationException.class,
                    cancelled -> {
                      events.add("outer");
                      return Awaitable.done();
                    }));
    stage.turn();
    outer.cancel();
    stage.settle(outer);
    assertThat(events).containsExactly("inner", "outer");
    assertThat(future.isCancelled()).isTrue();
    assertThat(inner.isCancelled()).isTrue();
    assertThat(outer.isCancelled()).isFalse();
  }

  @Test
  void theMessageOfACancellationReachesWhoWaits() {
    Task<Void> inner = stage.startNow(Async.sleep(LONG));
    Task<Void> outer =
        stage.startNow(
            inner.except(
                CancellationException.class,
                cancelled -> {
                  throw new IOException("because of", cancelled);
                }));
    inner.cancel("why");
    stage.settle(outer);
    assertThat(outer.failure()).hasMessage("because of").hasRootCauseMessage("why");
  }

  @Test
  void aCancellationWithoutAMessageHasADefaultOne() {
    Task<Void> task = stage.startNow(Async.sleep(LONG));
    task.cancel();
    stage.settle(task);
    assertThatThrownBy(task::result).hasMessage("the future was cancelled");
  }

  @Test
  void whoeverAsksGetsTheSameException() {
    Task<Void> task = stage.startNow(Async.sleep(LONG));
    task.cancel();
    stage.settle(task);
    Throwable first = task.thrown();
    assertThatThrownBy(task::result).isSameAs(first);
    assertThat(first.getStackTrace()).isEmpty();
  }

  @Test
  void aFailureOfTheCleanUpReplacesTheCancellation() {
    Task<Void> task =
        stage.startNow(
            Async.sleep(LONG)
                .except(
                    CancellationException.class,
                    cancelled -> {
                      throw new StackOverflowError("in the clean-up");
                    }));
    task.cancel();
    assertThat(task.isDone()).isFalse();
    stage.turns(2);
    assertThat(task.isCancelled()).isFalse();
    assertThat(task.failure()).isInstanceOf(StackOverflowError.class);
  }

  @Test
  void requestsAreCounted() {
    Task<Void> task = stage.startNow(Async.sleep(LONG));
    assertThat(task.cancelling()).isZero();
    assertThat(task.cancel()).isTrue();
    assertThat(task.cancelling()).isEqualTo(1);
    assertThat(task.cancel()).isTrue();
    assertThat(task.cancelling()).isEqualTo(2);
    stage.settle(task);
    assertThat(task.isCancelled()).isTrue();
  }

  @Test
  void aRequestThatWasDealtWithMayBeTakenBack() {
    Task<Void> task =
        stage.startNow(
            Async.sleep(LONG)
                .except(
                    CancellationException.class,
                    cancelled ->
                        Task.current()
                            .then(
                                self -> {
                                  self.uncancel();
                                  return Async.sleep(LONG);
                                })));
    task.cancel();
    assertThat(task.cancelling()).isEqualTo(1);
    stage.turns(2);
    assertThat(task.cancelling()).isZero();
    assertThat(task.isDone()).isFalse();
    task.cancel();
    assertThat(task.cancelling()).isEqualTo(1);
    stage.settle(task);
    assertThat(task.isCancelled()).isTrue();
    assertThat(task.uncancel()).isZero();
    assertThat(task.uncancel()).isZero();
    assertThat(task.isCancelled()).isTrue();
  }

  @Test
  void aRequestThatWasTakenBackInTimeHasNoEffect() {
    LoopFuture<Void> future = stage.future();
    Task<Integer> task = stage.startNow(future.map(done -> 42));
    future.complete(null);
    task.cancel();
    assertThat(task.cancelling()).isEqualTo(1);
    assertThat(task.uncancel()).isZero();
    stage.settle(task);
    assertThat(task.value()).isEqualTo(42);
  }

  @Test
  void aRequestTakenBackOutOfTwoStillCounts() {
    LoopFuture<Void> future = stage.future();
    Task<Integer> task = stage.startNow(future.map(done -> 42));
    future.complete(null);
    task.cancel();
    task.cancel();
    assertThat(task.uncancel()).isEqualTo(1);
    stage.settle(task);
    assertThat(task.isCancelled()).isTrue();
  }

  @Test
  void waitingForItselfIsAMistake() {
    List<Task<Void>> self = new ArrayList<>();
    Task<Void> task = stage.start(() -> self.get(0));
    self.add(task);
    stage.settle(task);
    assertThat(task.failure())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("a task cannot wait for itself");
  }

  @Test
  void waitingForAFutureOfAnotherLoopIsAMistake() {
    try (Stage other = new Stage()) {
      LoopFuture<Void> foreign = other.future();
      Task<Void> task = stage.startNow(Awaitable.call(() -> foreign));
      assertThat(task.failure())
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("a task cannot wait for a future of another loop");
    }
  }

  @Test
  void onAClosedLoopNoTaskIsStarted() {
    Stage other = new Stage();
    other.close();
    assertThatThrownBy(() -> other.start(() -> Awaitable.of(1)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the event loop virtual-time is closed");
  }

  @Test
  void theTextNamesTheState() {
    Task<Integer> task = stage.start(Awaitable.of(42));
    assertThat(task).hasToString("Task[pending]");
    stage.turn();
    assertThat(task).hasToString("Task[done: 42]");
    Task<Void> cancelled = stage.startNow(Async.sleep(LONG));
    cancelled.cancel();
    assertThat(cancelled).hasToString("Task[pending, cancelling]");
    stage.settle(cancelled);
    assertThat(cancelled).hasToString("Task[cancelled]");
  }

  private static Awaitable<Void> note(List<Task<?>> seen, Task<?> self, Awaitable<Void> next) {
    seen.add(self);
    return next;
  }
}
