package org.asyncmark.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Loops without a thread of their own: runs, stops and the order of a turn. */
@Timeout(10)
class EventLoopRunTest {
  private final VirtualTimeLoop time = VirtualTimeLoop.open();
  private final EventLoop loop = time.loop();
  private final List<String> order = new ArrayList<>();

  @AfterEach
  void close() {
    time.close();
  }

  private Runnable note(String text) {
    return () -> order.add(text);
  }

  @Test
  void aStopBeforeTheRunMeansOneTurn() {
    loop.callSoon(
        () -> {
          order.add("first turn");
          loop.callSoon(note("second turn"));
        });
    loop.stop();
    loop.runForever();
    assertThat(order).containsExactly("first turn");
    loop.stop();
    loop.runForever();
    assertThat(order).containsExactly("first turn", "second turn");
  }

  @Test
  void aStopWithNothingToDoDoesNotWait() {
    loop.callLater(Duration.ofSeconds(1), note("timer"));
    loop.stop();
    loop.runForever();
    assertThat(time.waits()).isEmpty();
    assertThat(order).isEmpty();
  }

  @Test
  void aStopInACallbackFinishesTheTurn() {
    loop.callSoon(loop::stop);
    loop.callSoon(note("the same turn"));
    loop.callSoon(() -> loop.callSoon(note("the next turn")));
    loop.runForever();
    assertThat(order).containsExactly("the same turn");
    loop.stop();
    loop.runForever();
    assertThat(order).containsExactly("the same turn", "the next turn");
  }

  @Test
  void aStopOfOneRunDoesNotEndTheNextOne() {
    loop.callSoon(loop::stop);
    loop.runForever();
    loop.callLater(
        Duration.ofSeconds(1),
        () -> {
          order.add("timer");
          loop.stop();
        });
    loop.runForever();
    assertThat(order).containsExactly("timer");
  }

  @Test
  void dueTimersComeAfterCallbacksThatWereAddedBefore() {
    loop.callLater(Duration.ZERO, note("timer"));
    loop.callSoon(note("callback"));
    time.runOneTurn();
    assertThat(order).containsExactly("callback", "timer");
  }

  @Test
  void aTimerThatBecomesDueWhileCallbacksRunWaitsForTheNextTurn() {
    loop.callSoon(
        () -> {
          loop.callLater(Duration.ofMillis(1), note("timer"));
          time.advance(Duration.ofMillis(5));
          loop.callSoon(note("callback"));
        });
    time.runOneTurn();
    assertThat(order).isEmpty();
    time.runOneTurn();
    assertThat(order).containsExactly("callback", "timer");
  }

  @Test
  void workOfTheLoopsOwnThreadKeepsItsOrderWhicheverWayItIsAdded() {
    loop.callSoonThreadsafe(note("1"));
    loop.callSoon(note("2"));
    loop.callSoonThreadsafe(note("3"));
    time.runOneTurn();
    assertThat(order).containsExactly("1", "2", "3");
  }

  @Test
  void aHandleIsCancelledByAnEarlierCallbackOfItsTurn() {
    Handle[] later = new Handle[1];
    loop.callSoon(() -> later[0].cancel());
    later[0] = loop.callSoon(note("cancelled"));
    time.runOneTurn();
    assertThat(order).isEmpty();
  }

  @Test
  void aTimerIsNotEarlyByANanosecond() {
    loop.callAt(1_000_001, note("timer"));
    time.advance(Duration.ofMillis(1));
    time.runOneTurn();
    assertThat(order).isEmpty();
    time.advance(Duration.ofNanos(1));
    time.runOneTurn();
    assertThat(order).containsExactly("timer");
  }

  @Test
  void aHugeDelayDoesNotOverflow() {
    loop.callLater(Duration.ofSeconds(Long.MAX_VALUE), note("too early"));
    time.runFor(Duration.ofDays(1_000));
    assertThat(order).isEmpty();
  }

  @Test
  void aFutureThatIsDoneEndsTheRunAfterOneTurn() throws Exception {
    LoopFuture<String> future = new LoopFuture<>(loop);
    future.complete("done");
    loop.callSoon(note("ran"));
    assertThat(loop.runUntilComplete(future)).isEqualTo("done");
    assertThat(order).containsExactly("ran");
  }

  @Test
  void aFailedFutureThrowsItsFailure() {
    IOException failure = new IOException("no");
    LoopFuture<String> future = new LoopFuture<>(loop);
    loop.callSoon(() -> future.fail(failure));
    assertThatThrownBy(() -> loop.runUntilComplete(future))
        .isInstanceOf(ExecutionException.class)
        .cause()
        .isSameAs(failure);
  }

  @Test
  void aCancelledFutureThrowsCancellation() {
    LoopFuture<String> future = new LoopFuture<>(loop);
    loop.callSoon(future::cancel);
    assertThatThrownBy(() -> loop.runUntilComplete(future))
        .isInstanceOf(CancellationException.class);
  }

  @Test
  void aRunThatIsStoppedBeforeItsFutureIsDoneSaysSo() throws Exception {
    LoopFuture<String> future = new LoopFuture<>(loop);
    loop.callSoon(loop::stop);
    assertThatThrownBy(() -> loop.runUntilComplete(future))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the event loop virtual-time was stopped before the future was done");
    // and the future does not stop the run after that one
    future.complete("late");
    loop.callLater(
        Duration.ofSeconds(1),
        () -> {
          order.add("timer");
          loop.stop();
        });
    loop.runForever();
    assertThat(order).containsExactly("timer");
  }

  @Test
  void aRunInsideARunNamesTheMistake() {
    loop.callSoon(loop::runForever);
    loop.callSoon(
        () -> {
          try {
            loop.runUntilComplete(new LoopFuture<>(loop));
          } catch (ExecutionException e) {
            throw new AssertionError(e);
          }
        });
    time.runOneTurn();
    assertThat(time.reported())
        .extracting(Throwable::getMessage)
        .containsExactly(
            "runForever: the event loop virtual-time is running already",
            "runUntilComplete: the event loop virtual-time is running already");
  }

  @Test
  void aCloseInsideARunNamesTheMistakeAndTheLoopGoesOn() {
    loop.callSoon(loop::close);
    time.runOneTurn();
    loop.callSoon(note("alive"));
    time.runOneTurn();
    assertThat(time.reported())
        .singleElement()
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.THROWABLE)
        .hasMessage("the event loop virtual-time is running; stop it before closing it");
    assertThat(order).containsExactly("alive");
  }

  @Test
  void aClosedLoopRefusesEverything() {
    LoopFuture<Void> future = new LoopFuture<>(loop);
    loop.callSoon(note("forgotten"));
    loop.close();
    loop.close();
    List<Runnable> uses =
        List.of(
            () -> loop.callSoon(note("no")),
            () -> loop.callSoonThreadsafe(note("no")),
            () -> loop.callLater(Duration.ZERO, note("no")),
            loop::stop,
            loop::runForever);
    for (Runnable use : uses) {
      assertThatThrownBy(use::run)
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("the event loop virtual-time is closed");
    }
    assertThatThrownBy(() -> loop.runUntilComplete(future))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the event loop virtual-time is closed");
    assertThat(order).isEmpty();
  }

  @Test
  void aLoopWithItsOwnThreadIsNeitherRunNorStopped() throws Exception {
    try (EventLoop own = EventLoop.start("loop-own")) {
      assertThatThrownBy(own::runForever)
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("runForever: the event loop loop-own is running already");
      assertThatThrownBy(
              () ->
                  own.callAndWait(
                      () -> {
                        own.stop();
                        return new LoopFuture<Void>(own);
                      }))
          .isInstanceOf(ExecutionException.class)
          .cause()
          .hasMessage("the event loop loop-own has a thread of its own; end it with close");
    }
  }

  @Test
  void aRunOnAnotherThreadTakesTheLoopOver() throws Exception {
    AtomicReference<Boolean> there = new AtomicReference<>();
    loop.callSoon(
        () -> {
          there.set(loop.inLoopThread());
          loop.stop();
        });
    Thread runner = new Thread(loop::runForever, "runner");
    runner.start();
    runner.join();
    assertThat(there).hasValue(true);
    assertThatThrownBy(() -> loop.callSoon(note("no")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "callSoon belongs to the thread runner, called on "
                + Thread.currentThread().getName()
                + "; use callSoonThreadsafe");
  }

  @Test
  void aNullCallbackOrDelayNamesTheMistake() {
    assertThatThrownBy(() -> loop.callSoon(null))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("callback");
    assertThatThrownBy(() -> loop.callSoonThreadsafe(null))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("callback");
    assertThatThrownBy(() -> loop.callLater(Duration.ZERO, null))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("callback");
    assertThatThrownBy(() -> loop.callLater(null, note("no")))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("delay");
  }

  @Test
  void anErrorInACallbackIsReportedAndTheLoopGoesOn() {
    Error failure = new StackOverflowError();
    loop.callSoon(
        () -> {
          throw failure;
        });
    loop.callSoon(note("alive"));
    time.runOneTurn();
    assertThat(time.reported()).containsExactly(failure);
    assertThat(order).containsExactly("alive");
  }

  @Test
  void anExceptionHandlerThatThrowsWhatItWasGivenDoesNotEndTheLoop() {
    List<String> log = new ArrayList<>();
    try (VirtualTimeLoop careless =
        VirtualTimeLoop.open(
            config ->
                config
                    .log(log::add)
                    .exceptionHandler(
                        failure -> {
                          throw (RuntimeException) failure;
                        }))) {
      careless
          .loop()
          .callSoon(
              () -> {
                throw new IllegalStateException("no");
              });
      careless.loop().callSoon(note("alive"));
      careless.runOneTurn();
    }
    assertThat(order).containsExactly("alive");
    assertThat(log)
        .containsExactly(
            "the exception handler of virtual-time failed with java.lang.IllegalStateException: no"
                + " on java.lang.IllegalStateException: no");
  }

  @Test
  void anInterruptIsReportedAndGivenBackToWhoeverRanTheLoop() {
    Thread.currentThread().interrupt();
    loop.callLater(Duration.ofSeconds(1), loop::stop);
    loop.runForever();
    assertThat(Thread.interrupted()).isTrue();
    assertThat(time.reported())
        .singleElement()
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.THROWABLE)
        .isInstanceOf(InterruptedException.class)
        .hasMessage("the event loop's thread was interrupted; the loop goes on");
  }

  @Test
  void delaysBelowZeroAreAllDueNowAndKeepTheirOrder() {
    loop.callLater(Duration.ofSeconds(-1), note("set first"));
    loop.callLater(Duration.ofSeconds(-2), note("set second"));
    time.runOneTurn();
    assertThat(order).containsExactly("set first", "set second");
  }

  @Test
  void theLoopDoesNotWakeUpForACancelledTimer() {
    loop.callLater(Duration.ofSeconds(5), note("cancelled")).cancel();
    loop.callLater(Duration.ofSeconds(10), loop::stop);
    loop.runForever();
    assertThat(time.waits()).containsExactly(Duration.ofSeconds(10));
    assertThat(order).isEmpty();
  }

  @Test
  void whatATimerAddsRunsInTheNextTurn() {
    loop.callLater(
        Duration.ZERO,
        () -> {
          order.add("timer");
          loop.callSoon(note("callback"));
        });
    time.runOneTurn();
    assertThat(order).containsExactly("timer");
    time.runOneTurn();
    assertThat(order).containsExactly("timer", "callback");
  }

  @Test
  void aRunForAFutureOfAnotherLoopNamesTheMistake() {
    try (VirtualTimeLoop other = VirtualTimeLoop.open()) {
      LoopFuture<Void> foreign = new LoopFuture<>(other.loop());
      assertThatThrownBy(() -> loop.runUntilComplete(foreign))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("runUntilComplete: the future belongs to another loop; run that one");
    }
    loop.callSoon(note("alive"));
    time.runOneTurn();
    assertThat(order).containsExactly("alive");
  }

  @Test
  void aLoopMayRunInsideACallbackOfAnotherLoop() {
    try (VirtualTimeLoop inner = VirtualTimeLoop.open()) {
      loop.callSoon(
          () -> {
            inner.loop().callLater(Duration.ofSeconds(1), inner.loop()::stop);
            inner.loop().callSoon(note("inner"));
            inner.loop().runForever();
            loop.callSoon(note("outer"));
          });
      time.runOneTurn();
      time.runOneTurn();
      assertThat(inner.elapsed()).isEqualTo(Duration.ofSeconds(1));
    }
    assertThat(order).containsExactly("inner", "outer");
    assertThat(time.reported()).isEmpty();
  }

  @Test
  void anErrorOfTheTaskIsThrownByItsRunOnlyAndLeavesTheNextRunAlone() {
    Error failure = new StackOverflowError();
    Task<Void> task =
        Task.start(
            loop,
            () -> {
              throw failure;
            });
    assertThatThrownBy(() -> loop.runUntilComplete(task))
        .isInstanceOf(ExecutionException.class)
        .cause()
        .isSameAs(failure);
    assertThat(time.reported()).isEmpty();
    loop.callSoon(
        () ->
            loop.callSoon(
                () -> {
                  order.add("second turn");
                  loop.stop();
                }));
    loop.runForever();
    assertThat(order).containsExactly("second turn");
  }

  /** Runs a loop that has no exception handler of its own, on a thread that has one. */
  private static void runWithoutAHandler(
      Thread.UncaughtExceptionHandler ofTheThread, List<String> log, List<Runnable> callbacks)
      throws InterruptedException {
    try (VirtualTimeLoop plain =
        VirtualTimeLoop.open(
            config ->
                config
                    .log(log::add)
                    .exceptionHandler(LoopConfig.named("plain").exceptionHandler()))) {
      callbacks.forEach(plain.loop()::callSoon);
      plain.loop().callSoon(plain.loop()::stop);
      Thread runner = new Thread(plain.loop()::runForever, "runner");
      runner.setUncaughtExceptionHandler(ofTheThread);
      runner.start();
      runner.join();
    }
  }

  @Test
  void withoutAnExceptionHandlerThatOfTheThreadIsToldAndTheLoopGoesOn() throws Exception {
    RuntimeException failure = new RuntimeException("no");
    List<Throwable> told = new CopyOnWriteArrayList<>();
    runWithoutAHandler(
        (thread, thrown) -> told.add(thrown),
        new ArrayList<>(),
        List.of(
            () -> {
              throw failure;
            },
            note("alive")));
    assertThat(told).containsExactly(failure);
    assertThat(order).containsExactly("alive");
  }

  @Test
  void anExceptionHandlerOfTheThreadThatThrowsIsLoggedAndTheLoopGoesOn() throws Exception {
    List<String> log = new CopyOnWriteArrayList<>();
    runWithoutAHandler(
        (thread, thrown) -> {
          throw new IllegalStateException("the handler failed");
        },
        log,
        List.of(
            () -> {
              throw new RuntimeException("a callback failed");
            },
            note("alive")));
    assertThat(log)
        .containsExactly(
            "the exception handler of virtual-time failed with"
                + " java.lang.IllegalStateException: the handler failed"
                + " on java.lang.RuntimeException: a callback failed");
    assertThat(order).containsExactly("alive");
  }
}
