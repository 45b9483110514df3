package org.asyncmark.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class LoopBarrierTest {
  private static final int PARTIES = 5;

  private final Stage stage = new Stage();
  private final LoopBarrier barrier = new LoopBarrier(PARTIES);
  private final List<Object> passed = new ArrayList<>();
  private final List<Object> broken = new ArrayList<>();
  private final List<Object> passedLater = new ArrayList<>();

  @AfterEach
  void close() {
    stage.closeWithoutReports();
  }

  @Test
  void fewerThanOnePartyIsAMistake() {
    assertThatThrownBy(() -> new LoopBarrier(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("want at least 1 party, got 0");
    assertThatThrownBy(() -> new LoopBarrier(-4))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("want at least 1 party, got -4");
    assertThat(barrier.parties()).isEqualTo(PARTIES);
  }

  @Test
  void everyPartyGetsANumberOfItsOwn() throws Exception {
    List<Integer> numbers = gather(PARTIES, barrier::await);
    assertThat(numbers).containsExactlyInAnyOrder(0, 1, 2, 3, 4);
    assertThat(barrier.waiting()).isZero();
    assertThat(barrier.isBroken()).isFalse();
  }

  @Test
  void oneAloneDoesNotWait() {
    LoopBarrier alone = new LoopBarrier(1);
    Task<Integer> first = stage.startNow(alone.await());
    Task<Integer> second = stage.startNow(alone.await());
    assertThat(first.value()).isZero();
    assertThat(second.value()).isZero();
    assertThat(alone.waiting()).isZero();
  }

  @Test
  void itFillsTaskByTask() throws Exception {
    LoopBarrier three = new LoopBarrier(3);
    Task<Integer> first = stage.startNow(three.await());
    assertThat(three.waiting()).isEqualTo(1);
    Task<Integer> second = stage.startNow(three.await());
    assertThat(three.waiting()).isEqualTo(2);
    assertThat(three).hasToString("LoopBarrier[filling, waiting 2 of 3]");
    Task<Integer> third = stage.startNow(three.await());
    stage.run(Async.gather(stage.loop(), List.of(first, second, third)));
    assertThat(three.waiting()).isZero();
    assertThat(three).hasToString("LoopBarrier[filling, waiting 0 of 3]");
  }

  @Test
  void itServesRoundAfterRound() throws Exception {
    List<Integer> numbers =
        gather(
            PARTIES,
            () ->
                barrier
                    .await()
                    .then(
                        number -> {
                          passed.add(number);
                          return barrier.await();
                        }));
    assertThat(passed).containsExactlyInAnyOrder(0, 1, 2, 3, 4);
    assertThat(numbers).containsExactlyInAnyOrder(0, 1, 2, 3, 4);
    assertThat(barrier.waiting()).isZero();
  }

  @Test
  void itDrainsUntilTheLastHasGoneOn() throws Exception {
    gather(
        PARTIES,
        () -> barrier.await().map(number -> passed.add(barrier.toString().contains("draining"))));
    assertThat(passed).containsExactly(true, true, true, true, false);
  }

  @Test
  void whoComesWhileItDrainsWaitsForTheNextRound() throws Exception {
    int again = 2;
    LoopBarrier others = new LoopBarrier(PARTIES - again);
    int[] left = {again};
    gather(
        PARTIES,
        () ->
            barrier
                .await()
                .then(
                    number -> {
                      if (left[0]-- > 0) {
                        return barrier.await();
                      }
                      return others.await().then(drained -> barrier.await());
                    }));
    assertThat(barrier.waiting()).isZero();
    assertThat(others.waiting()).isZero();
  }

  @Test
  void whoIsCancelledDoesNotCount() throws Exception {
    LoopBarrier three = new LoopBarrier(3);
    Task<Integer> cancelled = stage.startNow(three.await());
    Task<Integer> second = stage.startNow(three.await());
    assertThat(three.waiting()).isEqualTo(2);
    cancelled.cancel();
    stage.turn();
    assertThat(three.waiting()).isEqualTo(1);
    assertThat(cancelled.isCancelled()).isTrue();
    Task<Integer> third = stage.startNow(three.await());
    assertThat(three.waiting()).isEqualTo(2);
    Task<Integer> fourth = stage.start(three.await());
    assertThat(stage.run(Async.gather(stage.loop(), List.of(second, third, fourth)))).hasSize(3);
    assertThat(three.waiting()).isZero();
    assertThat(three.isBroken()).isFalse();
  }

  @Test
  void resetOfAnEmptyBarrierChangesNothing() throws Exception {
    stage.run(barrier.reset());
    assertThat(barrier.waiting()).isZero();
    assertThat(barrier.isBroken()).isFalse();
  }

  @Test
  void resetFailsWhoWaits() throws Exception {
    List<Task<Void>> tasks = startAll(PARTIES - 1, () -> orBroken(barrier.await()));
    stage.turn();
    stage.start(barrier.reset());
    stage.run(Async.gather(stage.loop(), tasks));
    assertThat(broken).hasSize(PARTIES - 1).containsOnly("the barrier was reset meanwhile");
    assertThat(barrier.waiting()).isZero();
    assertThat(barrier.isBroken()).isFalse();
    assertThat(barrier).hasToString("LoopBarrier[filling, waiting 0 of 5]");
  }

  @Test
  void resetWhileItDrainsFailsThoseWhoHaveNotGoneOn() throws Exception {
    int rest = PARTIES / 2;
    gather(
        PARTIES,
        () ->
            barrier
                .await()
                .then(number -> barrier.inside() == rest ? barrier.reset() : Awaitable.done())
                .except(BrokenBarrierException.class, this::note));
    assertThat(broken).hasSize(rest);
    assertThat(barrier.waiting()).isZero();
    assertThat(barrier.isBroken()).isFalse();
  }

  @Test
  void resetWhileItDrainsDoesNotReachThoseWhoCameBack() throws Exception {
    int blocking = PARTIES / 2;
    int[] count = {0};
    gather(
        PARTIES,
        () ->
            barrier
                .await()
                .map(number -> true)
                .except(BrokenBarrierException.class, e -> note(e).map(noted -> false))
                .then(
                    drained -> {
                      if (drained && ++count[0] > blocking) {
                        return barrier.reset().then(reset -> barrier.await());
                      }
                      return barrier.await();
                    }));
    assertThat(broken).hasSize(blocking);
    assertThat(barrier.waiting()).isZero();
    assertThat(barrier.isBroken()).isFalse();
  }

  @Test
  void afterAResetTheSameTasksMayComeAgain() throws Exception {
    List<Task<Void>> tasks =
        startAll(
            PARTIES - 1,
            () ->
                orBroken(barrier.await())
                    .then(ended -> barrier.await())
                    .thenRun(() -> passed.add(1)));
    stage.start(barrier.reset());
    stage.turn();
    stage.start(barrier.await().thenRun(() -> passed.add(2)));
    stage.run(Async.gather(stage.loop(), tasks));
    assertThat(broken).hasSize(PARTIES - 1);
    assertThat(passed).hasSize(PARTIES);
    assertThat(barrier.isBroken()).isFalse();
    assertThat(barrier.waiting()).isZero();
  }

  @Test
  void resetByTheLastWhoGoesOnDisturbsNobody() throws Exception {
    int[] count = {0};
    gather(
        PARTIES,
        () ->
            barrier
                .await()
                .then(
                    number ->
                        ++count[0] == PARTIES
                            ? barrier.reset().then(reset -> barrier.await()).thenRun(() -> {})
                            : orBroken(barrier.await().map(second -> passed.add(second))))
                .then(ended -> barrier.await())
                .map(third -> passedLater.add(third)));
    assertThat(passed).hasSize(PARTIES - 1);
    assertThat(broken).isEmpty();
    assertThat(passedLater).hasSize(PARTIES);
    assertThat(barrier.waiting()).isZero();
  }

  @Test
  void abortBreaksTheBarrier() throws Exception {
    stage.run(barrier.abort());
    assertThat(barrier.waiting()).isZero();
    assertThat(barrier.isBroken()).isTrue();
    assertThat(barrier).hasToString("LoopBarrier[broken]");
    assertThatThrownBy(() -> stage.run(barrier.await()))
        .cause()
        .isInstanceOf(BrokenBarrierException.class)
        .hasMessage("the barrier was aborted before");
  }

  @Test
  void abortWhileItDrainsFailsAllWhoWait() throws Exception {
    int blocking = PARTIES / 2;
    int[] count = {0};
    List<Object> brokenAgain = new ArrayList<>();
    gather(
        PARTIES,
        () ->
            barrier
                .await()
                .map(number -> true)
                .except(BrokenBarrierException.class, e -> note(e).map(noted -> false))
                .then(
                    drained -> {
                      if (!drained) {
                        return Awaitable.done();
                      }
                      if (++count[0] > blocking) {
                        return barrier.abort();
                      }
                      return barrier
                          .await()
                          .thenRun(() -> passed.add("never"))
                          .except(
                              BrokenBarrierException.class,
                              e -> {
                                brokenAgain.add(e.getMessage());
                                return Awaitable.done();
                              });
                    }));
    assertThat(barrier.isBroken()).isTrue();
    assertThat(broken).hasSize(blocking);
    assertThat(brokenAgain).hasSize(PARTIES - blocking - 1);
    assertThat(passed).isEmpty();
    assertThat(barrier.waiting()).isZero();
  }

  @Test
  void whoFailsBetweenTwoRoundsMayAbortForAll() throws Exception {
    gather(PARTIES, () -> failOnceThenAbort(barrier));
    assertThat(barrier.isBroken()).isTrue();
    assertThat(passed).isEmpty();
    assertThat(broken).hasSize(PARTIES - 1);
    assertThat(barrier.waiting()).isZero();
  }

  @Test
  void anAbortedBarrierIsAsNewAfterAReset() throws Exception {
    LoopBarrier meeting = new LoopBarrier(PARTIES);
    gather(
        PARTIES,
        () ->
            failOnceThenAbort(barrier)
                .then(ended -> meeting.await())
                .then(number -> number == PARTIES / 2 ? barrier.reset() : Awaitable.done())
                .then(reset -> meeting.await())
                .then(number -> barrier.await())
                .map(number -> passedLater.add(number)));
    assertThat(barrier.isBroken()).isFalse();
    assertThat(passed).isEmpty();
    assertThat(broken).hasSize(PARTIES - 1);
    assertThat(passedLater).hasSize(PARTIES);
    assertThat(barrier.waiting()).isZero();
  }

  @Test
  void theTextNamesTheState() throws Exception {
    List<Task<Integer>> tasks = new ArrayList<>(startAll(2, barrier::await));
    stage.turn();
    assertThat(barrier).hasToString("LoopBarrier[filling, waiting 2 of 5]");
    tasks.addAll(startAll(3, barrier::await));
    stage.turn();
    assertThat(barrier).hasToString("LoopBarrier[draining, waiting 0 of 5]");
    stage.run(Async.gather(stage.loop(), tasks));
    tasks = startAll(2, barrier::await);
    stage.turn();
    stage.startNow(barrier.reset());
    assertThat(barrier).hasToString("LoopBarrier[resetting, waiting 0 of 5]");
    stage.run(barrier.abort());
    assertThat(barrier).hasToString("LoopBarrier[broken]");
    stage.run(Async.gatherSettled(stage.loop(), tasks));
  }

  private Awaitable<Void> failOnceThenAbort(LoopBarrier first) {
    return first
        .await()
        .then(
            number -> {
              if (number == PARTIES / 2) {
                throw new IllegalArgumentException("in one of them");
              }
              return first.await();
            })
        .thenRun(() -> passed.add("never"))
        .except(BrokenBarrierException.class, this::note)
        .except(IllegalArgumentException.class, failure -> first.abort());
  }

  private <T> Awaitable<Void> orBroken(Awaitable<T> waiting) {
    return waiting.thenRun(() -> {}).except(BrokenBarrierException.class, this::note);
  }

  private Awaitable<Void> note(BrokenBarrierException failure) {
    broken.add(failure.getMessage());
    return Awaitable.done();
  }

  private <T> List<Task<T>> startAll(int n, Callable<Awaitable<T>> body) {
    List<Task<T>> tasks = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      tasks.add(stage.start(body));
    }
    return tasks;
  }

  private <T> List<T> gather(int n, Callable<Awaitable<T>> body) throws ExecutionException {
    return stage.run(Async.gather(stage.loop(), startAll(n, body)));
  }
}
