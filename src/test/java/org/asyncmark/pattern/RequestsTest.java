package org.asyncmark.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.asyncmark.loop.Awaitable;
import org.asyncmark.loop.EventLoop;
import org.asyncmark.loop.LoopFuture;
import org.asyncmark.measure.RequestLog;
import org.asyncmark.measure.RequestTimes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(10)
class RequestsTest {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  @SuppressWarnings("UnnecessaryLambda") // it stands for a check wherever one is wanted
  private static final Consumer<Long> RIGHT = result -> {};

  private final RequestLog log = new RequestLog(1, System.nanoTime() - SECOND);
  private final RequestTimes times = log.times();

  /** How a model does a request. */
  enum Style {
    BLOCKING {
      @Override
      void run(RequestTimes times, Callable<Long> op, Consumer<Long> check) {
        Requests.blocking(Runnable::run, op, check).start(times, 0);
      }
    },
    FUTURES {
      @Override
      void run(RequestTimes times, Callable<Long> op, Consumer<Long> check) {
        Requests.futures(Runnable::run, () -> future(op), check).start(times, 0);
      }

      private CompletableFuture<Long> future(Callable<Long> op) {
        try {
          return CompletableFuture.completedFuture(op.call());
        } catch (Exception e) {
          return CompletableFuture.failedFuture(e);
        }
      }
    },
    ON_LOOP {
      @Override
      void run(RequestTimes times, Callable<Long> op, Consumer<Long> check) {
        try (EventLoop loop = EventLoop.start("loop")) { // whose end is behind that of the request
          Requests.onLoop(loop, () -> Awaitable.of(op.call()), check).start(times, 0);
        }
      }
    };

    /** Does a request until it is over and checked. */
    abstract void run(RequestTimes times, Callable<Long> op, Consumer<Long> check);
  }

  @ParameterizedTest
  @EnumSource
  void aRequestIsBegunBeforeItsOpAndEndsBehindIt(Style style) {
    AtomicLong inOp = new AtomicLong();
    style.run(
        times,
        () -> {
          inOp.set(log.now());
          return 0L;
        },
        RIGHT);
    assertThat(log.queueNanos(0)).isBetween(SECOND, inOp.get());
    assertThat(log.responseNanos(0)).isGreaterThanOrEqualTo(inOp.get() - 1);
    assertThat(log.queueNanos(0) + log.serviceNanos(0)).isEqualTo(log.responseNanos(0));
    assertThat(times.failure()).isNull();
    assertThat(log.lost()).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void aRequestThatIsRejectedIsLostAndNoFailure(Style style) {
    style.run(
        times,
        () -> {
          throw new RejectedExecutionException("no");
        },
        RIGHT);
    assertThat(log.lost()).isEqualTo(1);
    assertThat(times.failure()).isNull();
  }

  @Test
  void aRequestThatAnExecutorRejectsIsLostToo() {
    Executor full =
        task -> {
          throw new RejectedExecutionException("full");
        };
    Requests.blocking(full, () -> 0L, RIGHT).start(times, 0);
    assertThat(log.lost()).isEqualTo(1);
    assertThat(times.failure()).isNull();
    RequestLog ofFutures = new RequestLog(1, System.nanoTime());
    Requests.futures(full, () -> CompletableFuture.completedFuture(0L), RIGHT)
        .start(ofFutures.times(), 0);
    assertThat(ofFutures.lost()).isEqualTo(1);
    assertThat(ofFutures.times().failure()).isNull();
  }

  @ParameterizedTest
  @EnumSource
  void aRequestThatFailsIsAFailure(Style style) {
    IOException failure = new IOException("no");
    style.run(
        times,
        () -> {
          throw failure;
        },
        RIGHT);
    assertThat(times.failure()).isSameAs(failure);
    assertThat(times.isOver(0)).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void whatACheckThrowsIsAFailureThatIsKnownWhenTheRequestIsOver(Style style) {
    AssertionError wrong = new AssertionError("wanted 0, got 1");
    AtomicBoolean overBefore = new AtomicBoolean();
    style.run(
        times,
        () -> 1L,
        result -> {
          overBefore.set(times.isOver(0));
          throw wrong;
        });
    assertThat(overBefore).isFalse();
    assertThat(times.isOver(0)).isTrue();
    assertThat(times.failure()).isSameAs(wrong);
    assertThat(log.lost()).isZero();
  }

  @Test
  void anErrorOfAnOpIsAFailureToo() {
    Error none = new OutOfMemoryError("no thread");
    Style.BLOCKING.run(
        times,
        () -> {
          throw none;
        },
        RIGHT);
    assertThat(times.failure()).isSameAs(none);
    assertThat(times.isOver(0)).isTrue();
  }

  @Test
  void whatALeafThrewIsTheFailureAndNotItsWrapping() {
    IOException failure = new IOException("no");
    Style.BLOCKING.run(
        times,
        () -> {
          throw new ExecutionException(failure);
        },
        RIGHT);
    assertThat(times.failure()).isSameAs(failure);
  }

  @ParameterizedTest
  @EnumSource
  void theCheckGetsWhatTheOpGave(Style style) {
    AtomicLong checked = new AtomicLong();
    style.run(times, () -> 7L, checked::set);
    assertThat(checked).hasValue(7);
  }

  @Test
  void aFutureThatIsNotEvenBegunIsAFailure() {
    IllegalStateException failure = new IllegalStateException("no");
    Requests.<Long>futures(
            Runnable::run,
            () -> {
              throw failure;
            },
            RIGHT)
        .start(times, 0);
    assertThat(times.failure()).isSameAs(failure);
  }

  @Test
  void aRequestThatIsCancelledOnItsLoopIsAFailure() {
    try (EventLoop loop = EventLoop.start("loop")) {
      Requests.onLoop(
              loop,
              () -> {
                LoopFuture<Long> cancelled = new LoopFuture<>(loop);
                cancelled.cancel();
                return cancelled;
              },
              RIGHT)
          .start(times, 0);
    }
    assertThat(times.failure())
        .isInstanceOf(CancellationException.class)
        .hasMessage("request 0 was cancelled");
  }

  @Test
  void aThreadThatIsInterruptedInARequestStaysInterrupted() {
    InterruptedException interrupt = new InterruptedException("while it waited");
    Requests.<Long>blocking(
            Runnable::run,
            () -> {
              throw interrupt;
            },
            RIGHT)
        .start(times, 0);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(times.failure()).isSameAs(interrupt);
  }
}
