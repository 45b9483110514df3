package org.asyncmark.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class GatherTest {
  private final Stage stage = new Stage();
  private final List<LoopFuture<Integer>> children = new ArrayList<>();
  private final IOException failure = new IOException("of a child");

  @AfterEach
  void close() {
    stage.closeWithoutReports();
  }

  @Test
  void resultsAreInTheOrderOfTheArguments() {
    LoopFuture<List<Integer>> gather = gather(3);
    List<Object> calls = new ArrayList<>();
    gather.onDone(calls::add);
    children.get(1).complete(1);
    children.get(0).complete(2);
    stage.turns(3);
    assertThat(calls).isEmpty();
    assertThat(gather.isDone()).isFalse();
    children.get(2).complete(3);
    stage.turns(3);
    assertThat(calls).containsExactly(gather);
    assertThat(gather.value()).containsExactly(2, 1, 3);
  }

  @Test
  void theFirstFailureCompletesItOnce() {
    LoopFuture<List<Integer>> gather = gather(5);
    List<Object> calls = new ArrayList<>();
    gather.onDone(calls::add);
    children.get(0).complete(1);
    children.get(1).fail(failure);
    stage.turns(3);
    assertThat(gather.failure()).isSameAs(failure);
    children.get(2).complete(3);
    children.get(3).cancel();
    children.get(4).fail(new IOException("too late"));
    stage.turns(3);
    assertThat(gather.failure()).isSameAs(failure);
    assertThat(calls).containsExactly(gather);
  }

  @Test
  void afterAFailureTheOthersGoOn() {
    LoopFuture<List<Integer>> gather = gather(2);
    children.get(0).fail(failure);
    stage.turns(2);
    assertThat(gather.isDone()).isTrue();
    assertThat(children.get(1).isDone()).isFalse();
  }

  @Test
  void aCancelledChildFailsItWithItsCancellation() {
    LoopFuture<List<Integer>> gather = gather(5);
    children.get(0).complete(1);
    children.get(1).cancel("why");
    stage.turns(2);
    assertThat(gather.isCancelled()).isFalse();
    assertThat(gather.failure()).isInstanceOf(CancelledException.class).hasMessage("why");
    children.get(2).complete(3);
    children.get(3).cancel();
    children.get(4).fail(failure);
    stage.turns(2);
    assertThat(gather.failure()).hasMessage("why");
  }

  @Test
  void settledCollectsFailuresAndCancellationsInTheirPlaces() throws Exception {
    LoopFuture<List<LoopFuture<Integer>>> gather = gatherSettled(4);
    children.get(1).complete(1);
    children.get(2).fail(failure);
    children.get(0).cancel();
    stage.turns(3);
    assertThat(gather.isDone()).isFalse();
    children.get(3).fail(new IOException("of the last"));
    stage.settle(gather);
    List<LoopFuture<Integer>> settled = gather.result();
    assertThat(settled).isEqualTo(children);
    assertThat(settled.get(0).isCancelled()).isTrue();
    assertThat(settled.get(1).result()).isEqualTo(1);
    assertThat(settled.get(2).failure()).isSameAs(failure);
    assertThat(settled.get(3).failure()).hasMessage("of the last");
  }

  @Test
  void settledIsDoneWhenAllHaveAResult() throws Exception {
    LoopFuture<List<LoopFuture<Integer>>> gather = gatherSettled(3);
    children.forEach(child -> child.complete(7));
    stage.settle(gather);
    assertThat(gather.result()).extracting(LoopFuture::value).containsExactly(7, 7, 7);
  }

  @Test
  void ofNothingItIsDoneAtOnce() {
    assertThat(gather(0).value()).isEmpty();
    assertThat(gatherSettled(0).value()).isEmpty();
  }

  @Test
  void ofWhatIsDoneItIsDoneAtOnce() {
    LoopFuture<List<Integer>> gather =
        Async.gather(stage.loop(), List.of(stage.future(1), stage.future(2)));
    assertThat(gather.value()).containsExactly(1, 2);
  }

  @Test
  void aDoneFailureAmongThemFailsItAtOnce() {
    LoopFuture<Integer> failed = stage.future();
    failed.fail(failure);
    LoopFuture<List<Integer>> gather =
        Async.gather(stage.loop(), List.of(stage.<Integer>future(), failed));
    assertThat(gather.failure()).isSameAs(failure);
  }

  @Test
  void futuresOfAnotherLoopAreRefused() {
    try (Stage other = new Stage()) {
      List<LoopFuture<Integer>> mixed = List.of(stage.future(), other.future());
      assertThatThrownBy(() -> Async.gather(stage.loop(), mixed))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("a gather cannot wait for a future of another loop");
    }
  }

  @Test
  void whatIsNoFutureIsStartedAsATask() throws Exception {
    List<Awaitable<Integer>> sleepers = new ArrayList<>();
    for (int i = 1; i <= 3; i++) {
      int index = i;
      sleepers.add(Async.sleep(Duration.ofSeconds(i)).map(slept -> index));
    }
    assertThat(stage.run(Async.gather(stage.loop(), sleepers))).containsExactly(1, 2, 3);
    assertThat(stage.elapsed()).isEqualTo(Duration.ofSeconds(3)); // not one after the other
  }

  @Test
  void theSameTaskMayOccurSeveralTimes() throws Exception {
    Task<String> twice = stage.start(Awaitable.of("abc"));
    Task<String> once = stage.start(Awaitable.of("def"));
    assertThat(stage.run(Async.gather(stage.loop(), List.of(twice, twice, once, twice))))
        .containsExactly("abc", "abc", "def", "abc");
  }

  @Test
  void cancellingItCancelsAllChildrenAndItIsDoneWhenTheyAre() {
    LoopFuture<List<Integer>> gather = gather(2);
    assertThat(gather.cancel("why")).isTrue();
    assertThat(children).allMatch(LoopFuture::isCancelled);
    assertThat(gather.isDone()).isFalse();
    stage.turn();
    assertThat(gather.failure()).isInstanceOf(CancelledException.class).hasMessage("why");
  }

  @Test
  void cancellingATaskThatWaitsForItReachesTheChildren() {
    LoopFuture<Void> waiter = stage.future();
    Task<Void> first = stage.start(() -> waiter);
    Task<Void> second = stage.start(() -> waiter);
    LoopFuture<List<Void>> gather = Async.gather(stage.loop(), List.of(first, second));
    Task<List<Void>> outer = stage.startNow(gather);
    assertThat(outer.cancel()).isTrue();
    stage.settle(outer);
    assertThat(outer.isCancelled()).isTrue();
    assertThat(gather.cancel()).isFalse();
    assertThat(waiter.isCancelled()).isTrue();
    stage.turn();
    assertThat(first.isCancelled()).isTrue();
    assertThat(second.isCancelled()).isTrue();
  }

  @Test
  void itCannotBeCancelledOnceAllChildrenAreDone() throws Exception {
    LoopFuture<Integer> future = stage.future();
    LoopFuture<List<Integer>> gather =
        Async.gather(stage.loop(), List.of(stage.start(() -> future)));
    stage.turn();
    List<Boolean> cancelled = new ArrayList<>();
    // runs when the task is done and the gather is not yet
    future.onDone(done -> stage.loop().callSoon(() -> cancelled.add(gather.cancel())));
    future.complete(42);
    stage.settle(gather);
    assertThat(gather.result()).containsExactly(42);
    assertThat(cancelled).containsExactly(false);
  }

  @Test
  void cancellingFailsItEvenIfFailuresAreCollected() {
    LoopFuture<List<LoopFuture<Integer>>> gather = gatherSettled(2);
    children.get(0).complete(1);
    gather.cancel("why");
    stage.settle(gather);
    assertThat(gather.failure()).isInstanceOf(CancelledException.class).hasMessage("why");
  }

  @Test
  void cancellingATaskThatCollectsAgainAndAgainEndsIt() {
    Task<Void> polling = stage.start(this::pollForEver);
    stage.pass(Duration.ofMillis(210));
    polling.cancel("why");
    stage.settle(polling);
    assertThatThrownBy(polling::result).isInstanceOf(CancelledException.class).hasMessage("why");
  }

  @Test
  void aChildThatIgnoresTheCancellationDoesNotSaveTheGather() {
    Task<Integer> stubborn =
        stage.startNow(
            Async.sleep(Duration.ofSeconds(1))
                .map(slept -> 1)
                .except(CancelledException.class, cancelled -> Awaitable.of(2)));
    LoopFuture<List<LoopFuture<Integer>>> gather =
        Async.gatherSettled(stage.loop(), List.of(stubborn));
    gather.cancel();
    stage.settle(gather);
    assertThat(stubborn.value()).isEqualTo(2);
    assertThat(gather.failure())
        .isInstanceOf(CancelledException.class)
        .hasMessage("the gather was cancelled");
  }

  @Test
  void itCompletesItselfAndIsNotCompletedByOthers() {
    LoopFuture<List<Integer>> gather = gather(1);
    assertThatThrownBy(() -> gather.complete(List.of()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("a gather gets its result from its children");
    assertThatThrownBy(() -> gather.fail(failure))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("a gather fails when a child does");
  }

  @Test
  void tenThousandTasksAreGathered() throws Exception {
    List<Awaitable<Integer>> tasks = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      tasks.add(Awaitable.of(i));
    }
    List<Integer> results = stage.run(Async.gather(stage.loop(), tasks));
    assertThat(results).hasSize(10_000);
    assertThat(results.get(9_999)).isEqualTo(9_999);
  }

  private Awaitable<Void> pollForEver() {
    Awaitable<Void> sleep = Async.sleep(Duration.ofMillis(50));
    return Async.gatherSettled(stage.loop(), List.of(sleep)).then(settled -> pollForEver());
  }

  private LoopFuture<List<Integer>> gather(int n) {
    newChildren(n);
    return Async.gather(stage.loop(), children);
  }

  private LoopFuture<List<LoopFuture<Integer>>> gatherSettled(int n) {
    newChildren(n);
    return Async.gatherSettled(stage.loop(), children);
  }

  private void newChildren(int n) {
    for (int i = 0; i < n; i++) {
      children.add(stage.future());
    }
  }
}
