package org.asyncmark.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class LoopLockTest {
  private final Stage stage = new Stage();
  private final LoopLock lock = new LoopLock();
  private final List<String> order = new ArrayList<>();

  @AfterEach
  void close() {
    stage.closeWithoutReports();
  }

  @Test
  void aFreeLockIsTakenAtOnce() throws Exception {
    stage.run(lock.acquire());
    assertThat(lock.isLocked()).isTrue();
    lock.release();
    assertThat(lock.isLocked()).isFalse();
  }

  @Test
  void acquireDoesNothingUntilItIsWaitedFor() {
    assertThat(lock.acquire()).isNotNull();
    assertThat(lock.isLocked()).isFalse();
  }

  @Test
  void aReleaseWakesWhoWaitsInTheOrderOfComing() throws Exception {
    stage.run(lock.acquire());
    Task<Void> first = acquire("first");
    Task<Void> second = acquire("second");
    stage.turn();
    assertThat(order).isEmpty();

    lock.release();
    stage.turn();
    assertThat(order).containsExactly("first");
    stage.turn();
    assertThat(order).containsExactly("first");

    Task<Void> third = acquire("third");
    lock.release();
    stage.turn();
    assertThat(order).containsExactly("first", "second");

    lock.release();
    stage.turn();
    assertThat(order).containsExactly("first", "second", "third");
    assertThat(List.of(first, second, third)).allMatch(LoopFuture::isDone);
  }

  @Test
  void whoComesWhileAnotherIsBeingWokenDoesNotOvertake() throws Exception {
    stage.run(lock.acquire());
    acquire("waiting");
    stage.turn();
    lock.release();
    assertThat(lock.isLocked()).isFalse();
    acquire("late");
    stage.turns(3);
    assertThat(order).containsExactly("waiting");
    lock.release();
    stage.turns(3);
    assertThat(order).containsExactly("waiting", "late");
  }

  @Test
  void aCancelledWaiterLeavesNoResidue() throws Exception {
    stage.run(lock.acquire());
    Task<Void> waiting = stage.start(lock.acquire());
    stage.turn();
    waiting.cancel();
    stage.settle(waiting);
    assertThat(waiting.isCancelled()).isTrue();
    assertThat(lock.waiting()).isZero();
    lock.release();
    assertThat(lock.isLocked()).isFalse();
  }

  @Test
  void aReleaseSkipsAWaiterThatIsCancelledInTheSameTurn() {
    LoopFuture<Void> blocker = stage.future();
    Task<Void> a = stage.startNow(lock.with(() -> blocker));
    Task<Void> b = stage.startNow(lock.with(Awaitable::done));
    assertThat(lock.waiting()).isEqualTo(1);
    Task<Void> c = stage.startNow(lock.with(Awaitable::done));
    assertThat(lock.waiting()).isEqualTo(2);

    blocker.complete(null);
    b.cancel();
    stage.turn();
    assertThat(lock.isLocked()).isFalse();
    assertThat(a.isDone()).isTrue();
    assertThat(b.isCancelled()).isTrue();
    stage.settle(c);
    assertThat(c.isCancelled()).isFalse();
    assertThat(lock.isLocked()).isFalse();
  }

  @Test
  void cancelledAndReleasedTogetherLetOneAndOnlyOneIn() throws Exception {
    stage.run(lock.acquire());
    Task<Void> first = acquire("first");
    Task<Void> second = acquire("second");
    Task<Void> third = acquire("third");
    stage.turn();
    stage
        .loop()
        .callSoon(
            () -> {
              first.cancel();
              lock.release();
            });
    stage.settle(first);
    stage.turns(3);
    assertThat(order).containsExactly("second");
    assertThat(first.isCancelled()).isTrue();
    assertThat(second.isDone()).isTrue();
    third.cancel();
    stage.turn();
    assertThat(third.isCancelled()).isTrue();
  }

  @Test
  void aWaiterThatIsWokenAndThenCancelledWakesTheNext() throws Exception {
    stage.run(lock.acquire());
    Task<Void> b = stage.start(lock.acquire());
    stage.turn();
    assertThat(lock.waiting()).isEqualTo(1);
    Task<Void> c = stage.startNow(lock.acquire());

    lock.release(); // wakes b
    b.cancel();
    stage.turn();
    assertThat(b.isCancelled()).isTrue();
    stage.settle(c);
    assertThat(c.isCancelled()).isFalse();
    assertThat(lock.isLocked()).isTrue();
    assertThat(lock.waiting()).isZero();
  }

  @Test
  void aWaiterThatIsCancelledAndThenPassedOverIsNotInTheWay() throws Exception {
    stage.run(lock.acquire());
    Task<Void> b = stage.startNow(lock.acquire());
    Task<Void> c = stage.start(lock.acquire());
    b.cancel();
    lock.release();
    stage.turn();
    assertThat(b.isCancelled()).isTrue();
    assertThat(lock.isLocked()).isTrue();
    stage.settle(c);
  }

  @Test
  void manyCancelledWaitersAreNoObstacle() throws Exception {
    stage.run(lock.acquire());
    List<Task<Void>> waiting = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      waiting.add(stage.start(lock.acquire()));
    }
    Task<Void> last = stage.startNow(lock.acquire());
    waiting.forEach(LoopFuture::cancel);
    lock.release();
    stage.settle(last);
    assertThat(lock.waiting()).isZero();
    assertThat(lock.isLocked()).isTrue();
  }

  @Test
  void releaseOfAFreeLockIsAMistake() {
    assertThatThrownBy(lock::release)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the lock was released without having been acquired");
  }

  @Test
  void withReleasesAfterAResultAndAfterAFailure() throws Exception {
    assertThat(
            stage.run(
                lock.with(
                    () -> {
                      assertThat(lock.isLocked()).isTrue();
                      return Awaitable.of("result");
                    })))
        .isEqualTo("result");
    assertThat(lock.isLocked()).isFalse();
    assertThatThrownBy(
            () ->
                stage.run(
                    lock.with(
                        () -> {
                          throw new IllegalArgumentException("in the body");
                        })))
        .hasRootCauseMessage("in the body");
    assertThat(lock.isLocked()).isFalse();
  }

  @Test
  void withReleasesWhenItsBodyIsCancelled() {
    Task<Object> holding = stage.startNow(lock.with(stage::future));
    assertThat(lock.isLocked()).isTrue();
    holding.cancel();
    stage.settle(holding);
    assertThat(lock.isLocked()).isFalse();
  }

  @Test
  void theTextNamesTheState() throws Exception {
    assertThat(lock).hasToString("LoopLock[unlocked]");
    stage.run(lock.acquire());
    assertThat(lock).hasToString("LoopLock[locked]");
    stage.startNow(lock.acquire());
    assertThat(lock).hasToString("LoopLock[locked, waiting 1]");
  }

  private Task<Void> acquire(String name) {
    return stage.start(lock.acquire().thenRun(() -> order.add(name)));
  }
}
