package org.asyncmark.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class ShieldTest {
  private final Stage stage = new Stage();
  private final LoopFuture<Integer> inner = stage.future();
  private final LoopFuture<Integer> outer = Async.shield(inner);
  private final IOException failure = new IOException("of the inner");

  @AfterEach
  void close() {
    stage.close();
  }

  @Test
  void aResultIsPassedOn() throws Exception {
    inner.complete(42);
    assertThat(stage.run(outer)).isEqualTo(42);
  }

  @Test
  void aFailureIsPassedOn() {
    inner.fail(failure);
    stage.turn();
    assertThat(outer.failure()).isSameAs(failure);
  }

  @Test
  void aCancellationOfTheInnerIsPassedOn() {
    inner.cancel();
    stage.turn();
    assertThat(outer.isCancelled()).isTrue();
  }

  @Test
  void aCancellationOfTheOuterStaysThere() {
    outer.cancel();
    stage.turns(2);
    assertThat(inner.isDone()).isFalse();
    inner.complete(1);
    stage.turn();
    assertThat(outer.isCancelled()).isTrue();
    assertThat(stage.reported()).isEmpty();
  }

  @Test
  void aFailureAfterACancellationOfTheOuterIsReported() {
    outer.cancel();
    stage.turn();
    inner.fail(failure);
    stage.turn();
    assertThat(stage.reported()).containsExactly(failure);
  }

  @Test
  void ofSeveralCancelledShieldsOneReportsTheFailure() {
    outer.cancel();
    stage.turn();
    Async.shield(inner).cancel();
    stage.turn();
    inner.fail(failure);
    stage.turn();
    assertThat(stage.reported()).containsExactly(failure);
  }

  @Test
  void aFailureInTheTurnOfTheCancellationIsReported() {
    inner.fail(failure);
    outer.cancel();
    stage.turns(2);
    assertThat(outer.isCancelled()).isTrue();
    assertThat(stage.reported()).containsExactly(failure);
  }

  @Test
  void aDoneFutureNeedsNoShield() {
    LoopFuture<Integer> done = stage.future(42);
    assertThat(Async.shield(done)).isSameAs(done);
  }

  @Test
  void aTaskBehindAShieldOutlivesTheTaskThatWaits() {
    List<String> ended = new ArrayList<>();
    LoopFuture<Void> waiter = stage.future();
    Task<Void> shielded = stage.start(waiter.thenRun(() -> ended.add("inner")));
    Task<Void> waiting = stage.startNow(Async.shield(shielded).thenRun(() -> ended.add("outer")));
    waiting.cancel();
    stage.settle(waiting);
    assertThat(waiting.isCancelled()).isTrue();
    waiter.complete(null);
    stage.settle(shielded);
    assertThat(ended).containsExactly("inner");
  }

  @Test
  void aShieldMayHideAGather() {
    LoopFuture<Integer> second = stage.future();
    LoopFuture<List<Integer>> gather = Async.gather(stage.loop(), List.of(inner, second));
    LoopFuture<List<Integer>> shield = Async.shield(gather);
    shield.cancel();
    stage.turn();
    assertThat(shield.isCancelled()).isTrue();
    inner.complete(1);
    second.complete(2);
    stage.turn();
    assertThat(gather.value()).containsExactly(1, 2);
  }

  @Test
  void aGatherMayBeOfShields() {
    LoopFuture<Integer> second = stage.future();
    LoopFuture<Integer> otherOuter = Async.shield(second);
    LoopFuture<List<Integer>> gather = Async.gather(stage.loop(), List.of(outer, otherOuter));
    gather.cancel();
    stage.turn();
    assertThat(gather.failure()).isInstanceOf(CancelledException.class);
    assertThat(outer.isCancelled()).isTrue();
    assertThat(otherOuter.isCancelled()).isTrue();
    assertThat(inner.isDone()).isFalse();
    assertThat(second.isDone()).isFalse();
  }
}
