package org.asyncmark.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.asyncmark.loop.ReturnWhen.ALL_COMPLETED;
import static org.asyncmark.loop.ReturnWhen.FIRST_COMPLETED;
import static org.asyncmark.loop.ReturnWhen.FIRST_EXCEPTION;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class WaitUntilTest {
  private final Stage stage = new Stage();

  @AfterEach
  void close() {
    stage.closeWithoutReports();
  }

  @Test
  void allCompletedWaitsForTheLast() throws Exception {
    Task<Integer> a = sleep(100);
    Task<Integer> b = sleep(150);
    Waited<Integer> waited = stage.run(Async.waitUntil(ALL_COMPLETED, List.of(b, a)));
    assertThat(waited.done()).containsExactly(b, a);
    assertThat(waited.pending()).isEmpty();
    assertThat(stage.elapsed()).isEqualTo(Duration.ofMillis(150));

    waited = stage.run(Async.waitUntil(ALL_COMPLETED, List.of(b, a)));
    assertThat(waited.done()).containsExactly(b, a);
    assertThat(stage.elapsed()).isEqualTo(Duration.ofMillis(150));
  }

  @Test
  void aFutureThatOccursTwiceCountsOnce() throws Exception {
    Task<Integer> twice = sleep(1);
    Task<Integer> once = sleep(2);
    Waited<Integer> waited = stage.run(Async.waitUntil(ALL_COMPLETED, List.of(twice, twice, once)));
    assertThat(waited.done()).containsExactly(twice, once);
  }

  @Test
  void waitingForNothingIsAMistake() {
    assertThatThrownBy(() -> Async.waitUntil(ALL_COMPLETED, List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("want at least one future to wait for, got none");
  }

  @Test
  void firstCompletedWaitsForOne() throws Exception {
    Task<Integer> a = sleep(10_000);
    Task<Integer> b = sleep(100);
    Waited<Integer> waited = stage.run(Async.waitUntil(FIRST_COMPLETED, List.of(b, a)));
    assertThat(waited.done()).containsExactly(b);
    assertThat(waited.pending()).containsExactly(a);
    assertThat(a.isDone()).isFalse();
    assertThat(stage.elapsed()).isEqualTo(Duration.ofMillis(100));
  }

  @Test
  void whatGotDoneMeanwhileIsDoneToo() throws Exception {
    Task<Void> a = stage.start(Async.sleep(Duration.ZERO));
    Task<Void> b = stage.start(Async.sleep(Duration.ZERO).then(once -> Async.sleep(Duration.ZERO)));
    Waited<Void> waited = stage.run(Async.waitUntil(FIRST_COMPLETED, List.of(b, a)));
    assertThat(waited.done()).containsExactlyInAnyOrder(a, b);
  }

  @Test
  void firstExceptionEndsWithAFailureThatWasThereBefore() throws Exception {
    Task<Integer> a = sleep(10_000);
    Task<Integer> b = failAfter(0);
    stage.settle(b);
    Waited<Integer> waited = stage.run(Async.waitUntil(FIRST_EXCEPTION, List.of(b, a)));
    assertThat(waited.done()).containsExactly(b);
    assertThat(waited.pending()).containsExactly(a);
    assertThat(stage.elapsed()).isZero();
  }

  @Test
  void firstExceptionEndsWithAFailureThatComes() throws Exception {
    Task<Integer> a = sleep(10_000);
    Task<Integer> b = failAfter(10);
    Waited<Integer> waited = stage.run(Async.waitUntil(FIRST_EXCEPTION, List.of(b, a)));
    assertThat(waited.done()).containsExactly(b);
    assertThat(waited.pending()).containsExactly(a);
    assertThat(stage.elapsed()).isEqualTo(Duration.ofMillis(10));
  }

  @Test
  void firstExceptionIgnoresACancellation() throws Exception {
    Task<Integer> a = sleep(100);
    Task<Integer> b = sleep(200);
    stage.loop().callLater(Duration.ofMillis(10), b::cancel);
    Waited<Integer> waited = stage.run(Async.waitUntil(FIRST_EXCEPTION, List.of(b, a)));
    assertThat(waited.done()).containsExactly(b, a);
    assertThat(stage.elapsed()).isEqualTo(Duration.ofMillis(100));
  }

  @Test
  void allCompletedDoesNotEndWithAFailure() throws Exception {
    Task<Integer> a = sleep(100);
    Task<Integer> b = failAfter(50);
    Waited<Integer> waited = stage.run(Async.waitUntil(ALL_COMPLETED, List.of(b, a)));
    assertThat(waited.done()).filteredOn(each -> each.failure() != null).containsExactly(b);
    assertThat(stage.elapsed()).isEqualTo(Duration.ofMillis(100));
  }

  @Test
  void whatIsNotDoneInTimeIsLeftPending() throws Exception {
    Task<Integer> a = sleep(100);
    Task<Integer> b = sleep(150);
    Waited<Integer> waited =
        stage.run(Async.waitUntil(ALL_COMPLETED, List.of(b, a), Duration.ofMillis(110)));
    assertThat(waited.done()).containsExactly(a);
    assertThat(waited.pending()).containsExactly(b);
    assertThat(b.cancelling()).isZero();
    assertThat(stage.elapsed()).isEqualTo(Duration.ofMillis(110));
  }

  @Test
  void whatGetsDoneAtTheDeadlineIsDone() throws Exception {
    Task<Integer> a = sleep(100);
    Task<Integer> b = sleep(150);
    Waited<Integer> waited =
        stage.run(Async.waitUntil(ALL_COMPLETED, List.of(b, a), Duration.ofMillis(100)));
    assertThat(waited.done()).containsExactly(a);
    assertThat(waited.pending()).containsExactly(b);
  }

  @Test
  void aTimerThatIsNotNeededIsCancelled() throws Exception {
    stage.run(Async.waitUntil(ALL_COMPLETED, List.of(sleep(10)), Duration.ofSeconds(60)));
    stage.pass(Duration.ofMillis(1));
    assertThat(stage.waits()).containsExactly(Duration.ofMillis(10), Duration.ofMillis(1));
  }

  @Test
  void cancellingTheWaitCancelsNothingElse() {
    Task<Integer> a = sleep(100);
    Task<Waited<Integer>> waiting = stage.startNow(Async.waitUntil(ALL_COMPLETED, List.of(a)));
    waiting.cancel();
    stage.settle(waiting);
    assertThat(waiting.isCancelled()).isTrue();
    stage.settle(a);
    assertThat(a.value()).isEqualTo(100);
  }

  private Task<Integer> sleep(int millis) {
    return stage.start(Async.sleep(Duration.ofMillis(millis)).map(slept -> millis));
  }

  private Task<Integer> failAfter(int millis) {
    return stage.start(
        Async.sleep(Duration.ofMillis(millis))
            .map(
                slept -> {
                  throw new IllegalArgumentException("expected");
                }));
  }
}
