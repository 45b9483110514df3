package org.asyncmark.future;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class CancelTokenTest {
  private final CancelToken token = new CancelToken();

  @Test
  void cancellingWhatWasDerivedDoesNotReachTheFirstFuture() {
    CompletableFuture<String> first = new CompletableFuture<>();
    first.thenApply(value -> value).cancel(true);
    assertThat(first).isNotDone(); // which is why there are tokens
  }

  @Test
  void aTokenCancelsEachFutureThatItGuardsAndWhatWasDerivedFromIt() {
    CompletableFuture<String> first = token.guard(new CompletableFuture<>());
    CompletableFuture<Integer> second = token.guard(new CompletableFuture<>());
    CompletableFuture<String> derived = first.thenApply(value -> value);
    assertThat(token.isCancelled()).isFalse();
    token.cancel();
    token.cancel();
    assertThat(token.isCancelled()).isTrue();
    assertThat(first).isCancelled();
    assertThat(second).isCancelled();
    assertThat(derived).isCompletedExceptionally();
  }

  @Test
  void whatIsGuardedByACancelledTokenIsCancelledAtOnce() {
    token.cancel();
    assertThat(token.guard(new CompletableFuture<>())).isCancelled();
  }

  @Test
  void whatIsDoneStaysAsItIs() {
    CompletableFuture<String> done = token.guard(CompletableFuture.completedFuture("a"));
    CompletableFuture<String> doneLater = token.guard(new CompletableFuture<>());
    doneLater.complete("b");
    token.cancel();
    assertThat(done).isCompletedWithValue("a");
    assertThat(doneLater).isCompletedWithValue("b");
  }

  @Test
  void aWaiterOfAPrimitiveGivesUpItsPlace() {
    AsyncMutex mutex = new AsyncMutex();
    assertThat(mutex.tryAcquire()).isTrue();
    token.guard(mutex.acquire());
    token.cancel();
    mutex.release();
    assertThat(mutex.isLocked()).isFalse();
  }
}
