package org.asyncmark.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class LoopFutureTest {
  private final EventLoop loop = EventLoop.start("loop-test");

  @AfterEach
  void closeLoop() {
    loop.close();
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
    LoopFuture<String> future = new LoopFuture<>(loop);
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
}
