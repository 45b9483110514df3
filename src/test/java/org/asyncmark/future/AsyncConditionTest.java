package org.asyncmark.future;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class AsyncConditionTest {
  private final AsyncMutex mutex = new AsyncMutex();
  private final AsyncCondition condition = new AsyncCondition(mutex);

  private CompletableFuture<Void> waiter() {
    return mutex.acquire().thenCompose(none -> condition.await());
  }

  @Test
  void whoWaitsHasReleasedTheMutexAndHasItAgainAfterwards() {
    CompletableFuture<Void> waiter = waiter();
    assertThat(mutex.isLocked()).isFalse();
    mutex.acquire();
    condition.signal();
    assertThat(waiter).isNotDone();
    mutex.release();
    assertThat(waiter).isCompleted();
    assertThat(mutex.isLocked()).isTrue();
  }

  @Test
  void aSignalReleasesTheFirstWhoWaits() {
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      int number = i;
      waiter()
          .thenRun(
              () -> {
                order.add(number);
                mutex.release();
              });
    }
    mutex.acquire();
    condition.signal();
    condition.signal();
    mutex.release();
    assertThat(order).containsExactly(0, 1);
    mutex.acquire();
    condition.signalAll();
    mutex.release();
    assertThat(order).containsExactly(0, 1, 2);
    assertThat(mutex.isLocked()).isFalse();
  }

  @Test
  void theSignalOfOneWhoGaveUpGoesToTheNext() {
    mutex.acquire();
    CompletableFuture<Void> gaveUp = condition.await();
    mutex.acquire();
    CompletableFuture<Void> next = condition.await();
    gaveUp.cancel(false);
    mutex.acquire();
    condition.signal();
    mutex.release();
    assertThat(next).isCompleted();
    mutex.release();
    assertThat(mutex.isLocked()).isFalse();
  }

  @Test
  void itWantsTheMutexLocked() {
    assertThatThrownBy(condition::await)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the mutex is not locked; acquire it to wait on the condition");
    assertThatThrownBy(condition::signal)
        .hasMessage("the mutex is not locked; acquire it to signal the condition");
    assertThatThrownBy(condition::signalAll)
        .hasMessage("the mutex is not locked; acquire it to signal the condition");
  }

  @Test
  void aMillionWhoAreNotifiedHandTheMutexOnWithoutADeepStack() throws Exception {
    AtomicInteger had = new AtomicInteger();
    for (int i = 0; i < 1_000_000; i++) {
      mutex.acquire();
      condition
          .await()
          .thenRun(
              () -> {
                had.incrementAndGet();
                mutex.release();
              });
    }
    mutex.acquire();
    condition.signalAll();
    SmallStack.run(mutex::release);
    assertThat(had).hasValue(1_000_000);
    assertThat(mutex.isLocked()).isFalse();
  }
}
