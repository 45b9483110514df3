package org.asyncmark.future;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** All the ways there are to end a future give its place up, or come too late. */
@Timeout(10)
class WaiterTest {
  private final AsyncSemaphore semaphore = new AsyncSemaphore(0);
  private final CompletableFuture<Void> waiter = semaphore.acquire();

  @Test
  void cancelling() {
    assertThat(waiter.cancel(true)).isTrue();
    assertThat(waiter.cancel(true)).isTrue();
    assertThat(waiter).isCancelled();
    requireThePermitIsFree();
  }

  @Test
  void completing() {
    assertThat(waiter.complete(null)).isTrue();
    assertThat(waiter.complete(null)).isFalse();
    requireThePermitIsFree();
  }

  @Test
  void completingOnATimeOut() {
    waiter.completeOnTimeout(null, 1, TimeUnit.MILLISECONDS).join();
    requireThePermitIsFree();
  }

  @Test
  void completingByAnExecutor() {
    waiter.completeAsync(() -> null, Runnable::run);
    assertThat(waiter).isCompleted();
    requireThePermitIsFree();
  }

  @Test
  void completingByAnExecutorThatFails() {
    waiter.completeAsync(
        () -> {
          throw new IllegalStateException("no");
        },
        Runnable::run);
    assertThatThrownBy(waiter::join)
        .hasCauseInstanceOf(IllegalStateException.class)
        .hasMessageEndingWith("no");
    requireThePermitIsFree();
  }

  @Test
  void completingByAnExecutorComesTooLate() {
    CompletableFuture<Integer> taker = new AsyncQueue<Integer>(1).take();
    taker.complete(1);
    taker.completeAsync(() -> 2, Runnable::run);
    assertThat(taker).isCompletedWithValue(1);
  }

  @Test
  void nothingCanBeObtruded() {
    assertThatThrownBy(() -> waiter.obtrudeValue(null))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessage("a place in a line cannot end twice");
    assertThatThrownBy(() -> waiter.obtrudeException(new IllegalStateException()))
        .hasMessage("a place in a line cannot end twice");
    semaphore.release();
    assertThat(waiter).isCompleted();
  }

  @Test
  void nothingCanBeObtrudedOnTheOneThatAllShare() {
    semaphore.release();
    semaphore.release();
    CompletableFuture<Void> shared = semaphore.acquire();
    assertThatThrownBy(() -> shared.obtrudeException(new IllegalStateException()))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThat(new AsyncMutex().acquire()).isCompleted();
  }

  private void requireThePermitIsFree() {
    semaphore.release();
    assertThat(semaphore.availablePermits()).isOne();
  }
}
