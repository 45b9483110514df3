package org.asyncmark.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class LoopFutureTest {
  private final EventLoop loop = EventLoop.start("loop-test");
  private final EventLoop idle = EventLoop.create(LoopConfig.named("loop-idle")); // the test's own

  @AfterEach
  void closeLoops() {
    loop.close();
    idle.close();
  }

  @Test
  void callbacksRunInOrderAndAfterTheCallThatCompleted() throws Exception {
    List<String> order = new ArrayList<>();
    loop.callAndWait(
        () -> {
          LoopFuture<String> future = new LoopFuture<>(loop);
          LoopFuture<Void> end = new LoopFuture<>(loop);
          future.onDone(done -> order.add("one"));
          future.onDone(done -> order.add("two"));
          future.onDone(done -> end.complete(null));
          future.complete("x");
          order.add("completed");
          return end;
        });
    assertThat(order).containsExactly("completed", "one", "two");
  }

  @Test
  void aCallbackOfADoneFutureRunsInTheNextTurn() throws Exception {
    List<String> order = new ArrayList<>();
    loop.callAndWait(
        () -> {
          LoopFuture<String> future = new LoopFuture<>(loop);
          LoopFuture<Void> end = new LoopFuture<>(loop);
          future.complete("x");
          future.onDone(
              done -> {
                order.add("callback");
                end.complete(null);
              });
          order.add("after onDone");
          return end;
        });
    assertThat(order).containsExactly("after onDone", "callback");
  }

  @Test
  void aFailureIsTheCauseOfWhatTheResultThrows() {
    IOException failure = new IOException("no");
    assertThatThrownBy(
            () ->
                loop.callAndWait(
                    () -> {
                      LoopFuture<String> future = new LoopFuture<>(loop);
                      future.fail(failure);
                      return future;
                    }))
        .isInstanceOf(ExecutionException.class)
        .cause()
        .isSameAs(failure);
  }

  @Test
  void aCancelledFutureThrowsCancellation() {
    assertThatThrownBy(
            () ->
                loop.callAndWait(
                    () -> {
                      LoopFuture<String> future = new LoopFuture<>(loop);
                      assertThat(future.cancel()).isTrue();
                      assertThat(future.cancel()).isFalse();
                      return future;
                    }))
        .isInstanceOf(CancellationException.class);
  }

  @Test
  void aDoneFutureCannotBeCompletedAgain() {
    LoopFuture<String> future = new LoopFuture<>(idle);
    future.complete("x");
    assertThatThrownBy(() -> future.complete("y"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the future is done already: DONE");
  }

  @Test
  void aPendingFutureHasNoResult() {
    assertThatThrownBy(() -> new LoopFuture<String>(loop).result())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the future has no result yet");
  }

  @Test
  void aDoneFutureCannotBeFailedOrCancelledAgain() {
    LoopFuture<String> future = new LoopFuture<>(idle);
    future.fail(new IOException("first"));
    assertThatThrownBy(() -> future.fail(new IOException("second")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the future is done already: FAILED");
    assertThat(future.cancel()).isFalse();
    assertThat(future.failure()).hasMessage("first");
  }

  @Test
  void aCancelledFutureCannotBeCompleted() {
    LoopFuture<String> future = new LoopFuture<>(idle);
    assertThat(future.isDone()).isFalse();
    assertThat(future.isCancelled()).isFalse();
    future.cancel();
    assertThat(future.isDone()).isTrue();
    assertThat(future.isCancelled()).isTrue();
    assertThat(future.failure()).isNull();
    assertThatThrownBy(() -> future.complete("x"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the future is done already: CANCELLED");
  }

  @Test
  void theMessageOfTheCancellationIsThatOfItsException() {
    LoopFuture<String> future = new LoopFuture<>(idle);
    future.cancel("my message");
    assertThatThrownBy(future::result)
        .isInstanceOf(CancelledException.class)
        .hasMessage("my message");
    LoopFuture<String> other = new LoopFuture<>(idle);
    other.cancel();
    assertThatThrownBy(other::result).hasMessage("the future was cancelled");
  }

  @Test
  void noFailureIsAMistake() {
    LoopFuture<String> future = new LoopFuture<>(loop);
    assertThatThrownBy(() -> future.fail(null))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("cause");
  }

  @Test
  void callbacksMayBeTakenBack() throws Exception {
    List<Integer> called = new ArrayList<>();
    Consumer<LoopFuture<String>> one = done -> called.add(1);
    Consumer<LoopFuture<String>> two = done -> called.add(2);
    Consumer<LoopFuture<String>> three = done -> called.add(3);
    loop.callAndWait(
        () -> {
          LoopFuture<String> future = new LoopFuture<>(loop);
          assertThat(future.removeOnDone(one)).isZero();
          future.onDone(one);
          assertThat(future.removeOnDone(two)).isZero();
          assertThat(future.removeOnDone(one)).isEqualTo(1);
          future.onDone(one);
          future.onDone(two);
          assertThat(future.removeOnDone(two)).isEqualTo(1);
          assertThat(future.removeOnDone(three)).isZero();
          future.onDone(two);
          for (int i = 0; i < 5; i++) {
            future.onDone(one);
          }
          assertThat(future.removeOnDone(one)).isEqualTo(6);
          future.onDone(three);
          future.complete("x");
          return future;
        });
    assertThat(called).containsExactly(2, 3);
  }

  @Test
  void aCallbackMayTakeOthersBackInVain() throws Exception {
    List<String> called = new ArrayList<>();
    Consumer<LoopFuture<String>> last = done -> called.add("last");
    loop.callAndWait(
        () -> {
          LoopFuture<String> future = new LoopFuture<>(loop);
          future.onDone(done -> called.add("removed " + future.removeOnDone(last)));
          future.onDone(last);
          future.onDone(last);
          future.complete("x");
          return future;
        });
    assertThat(called).containsExactly("removed 0", "last", "last");
  }

  @Test
  void theTextNamesTheState() {
    LoopFuture<Integer> future = new LoopFuture<>(idle);
    assertThat(future).hasToString("LoopFuture[pending]");
    future.complete(4);
    assertThat(future).hasToString("LoopFuture[done: 4]");
    LoopFuture<Integer> failed = new LoopFuture<>(idle);
    failed.fail(new IOException("no"));
    assertThat(failed).hasToString("LoopFuture[failed: java.io.IOException: no]");
    LoopFuture<Integer> cancelled = new LoopFuture<>(idle);
    cancelled.cancel("why");
    assertThat(cancelled).hasToString("LoopFuture[cancelled]");
  }
}
