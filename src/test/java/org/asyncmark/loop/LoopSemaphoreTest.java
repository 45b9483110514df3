package org.asyncmark.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class LoopSemaphoreTest {
  private final Stage stage = new Stage();
  private final List<Object> order = new ArrayList<>();

  @AfterEach
  void close() {
    stage.closeWithoutReports();
  }

  @Test
  void withoutPermitsItIsLocked() {
    assertThat(new LoopSemaphore(0).isLocked()).isTrue();
  }

  @Test
  void negativePermitsAreAMistake() {
    assertThatThrownBy(() -> new LoopSemaphore(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("want no less than 0 permits, got -1");
  }

  @Test
  void aReleaseHandsThePermitOver() throws Exception {
    LoopSemaphore semaphore = new LoopSemaphore(3);
    stage.run(semaphore.acquire());
    stage.run(semaphore.acquire());
    assertThat(semaphore.isLocked()).isFalse();
    Task<Void> first = acquire(semaphore, 1);
    acquire(semaphore, 2);
    acquire(semaphore, 3);
    stage.turn();
    assertThat(order).containsExactly(1);
    assertThat(first.isDone()).isTrue();
    assertThat(semaphore.isLocked()).isTrue();
    assertThat(semaphore.waiting()).isEqualTo(2);

    acquire(semaphore, 4);
    semaphore.release();
    semaphore.release();
    assertThat(semaphore.permits()).isZero();
    stage.turn();
    assertThat(semaphore.permits()).isZero();
    assertThat(order).containsExactly(1, 2, 3);
    assertThat(semaphore.isLocked()).isTrue();
    assertThat(semaphore.waiting()).isEqualTo(1);

    semaphore.release();
    stage.turn();
    assertThat(order).containsExactly(1, 2, 3, 4);
  }

  @Test
  void aCancelledWaiterLeavesNoResidue() throws Exception {
    LoopSemaphore semaphore = new LoopSemaphore(1);
    stage.run(semaphore.acquire());
    Task<Void> waiting = stage.start(semaphore.acquire());
    stage.loop().callSoon(waiting::cancel);
    stage.settle(waiting);
    assertThat(waiting.isCancelled()).isTrue();
    assertThat(semaphore.waiting()).isZero();
    semaphore.release();
    assertThat(semaphore.isLocked()).isFalse();
  }

  @Test
  void aReleaseSkipsWhoWasCancelledBefore() {
    LoopSemaphore semaphore = new LoopSemaphore(0);
    List<Task<Void>> tasks = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      tasks.add(acquire(semaphore, i));
    }
    stage.turn();
    tasks.get(0).cancel();
    tasks.get(1).cancel();
    semaphore.release();
    stage.turns(2);
    assertThat(order).containsExactly(2);
    assertThat(tasks.get(3).isDone()).isFalse();
  }

  @Test
  void aWaiterThatIsWokenAndThenCancelledGivesItsPermitToTheNext() {
    LoopSemaphore semaphore = new LoopSemaphore(0);
    Task<Void> first = stage.start(semaphore.acquire());
    Task<Void> second = stage.startNow(semaphore.acquire());
    semaphore.release(); // wakes the first
    first.cancel();
    stage.turns(2);
    assertThat(first.isCancelled()).isTrue();
    assertThat(second.isDone()).isTrue();
    assertThat(semaphore.isLocked()).isTrue();
    assertThat(semaphore.permits()).isZero();
  }

  @Test
  void aWaiterThatIsCancelledAndThenPassedOverIsNotInTheWay() {
    LoopSemaphore semaphore = new LoopSemaphore(0);
    Task<Void> first = stage.start(semaphore.acquire());
    Task<Void> second = stage.startNow(semaphore.acquire());
    first.cancel();
    semaphore.release();
    stage.turns(2);
    assertThat(semaphore.isLocked()).isTrue();
    assertThat(second.isDone()).isTrue();
  }

  @Test
  void aPermitThatIsReleasedWhileItsHeirIsCancelledIsNotLost() throws Exception {
    LoopSemaphore semaphore = new LoopSemaphore(1);
    List<Task<Void>> tasks = new ArrayList<>();
    tasks.add(
        stage.start(
            semaphore.with(() -> Async.sleep(Duration.ZERO).thenRun(() -> tasks.get(1).cancel()))));
    tasks.add(
        stage.start(
            semaphore.with(
                () -> {
                  throw new AssertionError("was cancelled before");
                })));
    stage.run(Async.gatherSettled(stage.loop(), tasks));
    assertThat(tasks.get(0).failure()).isNull();
    assertThat(tasks.get(1).isCancelled()).isTrue();
    stage.run(Async.waitFor(semaphore.acquire(), Duration.ofSeconds(1)));
    assertThat(stage.elapsed()).isZero();
  }

  @Test
  void aBoundedSemaphoreRefusesAReleaseTooMany() {
    LoopSemaphore semaphore = LoopSemaphore.bounded(1);
    assertThatThrownBy(semaphore::release)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the semaphore has all of its 1 permits, none can be released");
  }

  @Test
  void anUnboundedSemaphoreGrows() throws Exception {
    LoopSemaphore semaphore = new LoopSemaphore(1);
    semaphore.release();
    stage.run(semaphore.acquire());
    assertThat(semaphore.isLocked()).isFalse();
    stage.run(semaphore.acquire());
    assertThat(semaphore.isLocked()).isTrue();
  }

  @Test
  void aReleaseWithoutWaitersFreesThePermit() throws Exception {
    LoopSemaphore semaphore = new LoopSemaphore(1);
    stage.run(semaphore.acquire());
    assertThat(semaphore.isLocked()).isTrue();
    semaphore.release();
    assertThat(semaphore.isLocked()).isFalse();
  }

  @Test
  void tasksThatComeBackQueueUpBehindTheOthers() throws Exception {
    LoopSemaphore semaphore = new LoopSemaphore(1);
    TaskGroup group = new TaskGroup();
    stage.run(
        group.run(
            () -> {
              for (String name : List.of("a", "b", "c")) {
                group.start(() -> twice(semaphore, name, 1));
              }
              return Awaitable.done();
            }));
    assertThat(order).containsExactly("a1", "b1", "c1", "a2", "b2", "c2");
  }

  @Test
  void whoReleasesAndComesBackDoesNotOvertake() throws Exception {
    LoopSemaphore semaphore = new LoopSemaphore(1);
    Task<Void> first = acquire(semaphore, 1);
    Task<Void> second =
        stage.start(
            semaphore
                .acquire()
                .then(
                    taken -> {
                      order.add(2);
                      semaphore.release();
                      return semaphore.acquire();
                    })
                .thenRun(() -> order.add(4)));
    Task<Void> third = acquire(semaphore, 3);
    stage.turn();
    semaphore.release();
    semaphore.release();
    stage.run(Async.gather(stage.loop(), List.of(first, second, third)));
    assertThat(order).containsExactly(1, 2, 3, 4);
  }

  @Test
  void cancelledWaitersDoNotDisturbTheOrder() throws Exception {
    LoopSemaphore semaphore = new LoopSemaphore(0);
    Task<Void> first = acquire(semaphore, 1);
    Task<Void> second = acquire(semaphore, 2);
    Task<Void> third = acquire(semaphore, 3);
    stage.turn();
    first.cancel();
    stage.turn();
    semaphore.release();
    semaphore.release();
    stage.run(Async.gatherSettled(stage.loop(), List.of(first, second, third)));
    assertThat(order).containsExactly(2, 3);
  }

  @Test
  void whoGetsAPermitWakesThoseWhoWaitedOnlyForTheirTurn() throws Exception {
    LoopSemaphore semaphore = new LoopSemaphore(0);
    List<Task<Void>> tasks = new ArrayList<>();
    tasks.add(
        stage.start(
            semaphore
                .acquire()
                .thenRun(
                    () -> {
                      assertThat(semaphore.permits()).isZero();
                      tasks.add(stage.start(Awaitable.done().thenRun(() -> order.add(4))));
                      order.add(1);
                    })));
    tasks.add(
        stage.start(
            () -> {
              semaphore.release();
              semaphore.release();
              semaphore.release();
              assertThat(semaphore.permits()).isEqualTo(2);
              assertThat(semaphore.isLocked()).isTrue(); // the first has not gone on yet
              return semaphore.acquire().thenRun(() -> order.add(2));
            }));
    tasks.add(
        stage.start(
            semaphore
                .acquire()
                .thenRun(
                    () -> {
                      assertThat(semaphore.isLocked()).isTrue();
                      order.add(3);
                    })));
    stage.turn();
    assertThat(semaphore.permits()).isEqualTo(2);
    assertThat(semaphore.waiting()).isEqualTo(3);
    stage.turn();
    stage.run(Async.gather(stage.loop(), tasks));
    assertThat(order).containsExactly(1, 2, 3, 4);
  }

  @Test
  void withReleasesWhenItsBodyFails() {
    LoopSemaphore semaphore = new LoopSemaphore(1);
    assertThatThrownBy(
            () ->
                stage.run(
                    semaphore.with(
                        () -> {
                          throw new IllegalArgumentException("in the body");
                        })))
        .hasRootCauseMessage("in the body");
    assertThat(semaphore.isLocked()).isFalse();
  }

  @Test
  void theTextNamesTheState() throws Exception {
    LoopSemaphore semaphore = new LoopSemaphore(1);
    assertThat(semaphore).hasToString("LoopSemaphore[unlocked, permits 1]");
    stage.run(semaphore.acquire());
    assertThat(semaphore).hasToString("LoopSemaphore[locked]");
    stage.startNow(semaphore.acquire());
    assertThat(semaphore).hasToString("LoopSemaphore[locked, waiting 1]");
  }

  private Awaitable<Void> twice(LoopSemaphore semaphore, String name, int round) {
    return semaphore
        .acquire()
        .then(
            taken -> {
              order.add(name + round);
              return Async.sleep(Duration.ofMillis(10));
            })
        .then(
            slept -> {
              semaphore.release();
              return round == 2 ? Awaitable.done() : twice(semaphore, name, 2);
            });
  }

  private Task<Void> acquire(LoopSemaphore semaphore, int name) {
    return stage.start(semaphore.acquire().thenRun(() -> order.add(name)));
  }
}
