package org.asyncmark.future;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class AsyncMutexTest {
  private int counter; // guarded by the mutex of the test

  @Test
  void itIsHandedOnInTheOrderOfArrival() {
    AsyncMutex mutex = new AsyncMutex();
    List<Integer> order = new ArrayList<>();
    assertThat(mutex.acquire()).isCompleted();
    mutex.acquire().thenRun(() -> order.add(1));
    mutex.acquire().thenRun(() -> order.add(2));
    mutex.release();
    assertThat(order).containsExactly(1);
    assertThat(mutex.isLocked()).isTrue();
    mutex.release();
    mutex.release();
    assertThat(order).containsExactly(1, 2);
    assertThat(mutex.isLocked()).isFalse();
  }

  @Test
  void itIsNotReentrant() {
    AsyncMutex mutex = new AsyncMutex();
    mutex.acquire();
    assertThat(mutex.acquire()).isNotDone();
    assertThat(mutex.tryAcquire()).isFalse();
  }

  @Test
  void aReleaseOfAFreeMutexIsAnErrorAndMakesNoSecondPermit() {
    AsyncMutex mutex = new AsyncMutex();
    assertThatThrownBy(mutex::release)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the mutex is not locked, there is nothing to release");
    assertThat(mutex.tryAcquire()).isTrue();
    assertThat(mutex.tryAcquire()).isFalse();
  }

  @Test
  void theTurnOfOneWhoGaveUpGoesToTheNextOrBack() {
    AsyncMutex mutex = new AsyncMutex();
    mutex.acquire();
    CompletableFuture<Void> gaveUp = mutex.acquire();
    CompletableFuture<Void> next = mutex.acquire();
    CompletableFuture<Void> last = mutex.acquire();
    gaveUp.cancel(false);
    last.cancel(false);
    mutex.release();
    assertThat(next).isCompleted();
    mutex.release();
    assertThat(mutex.isLocked()).isFalse();
  }

  @Test
  void whatItGuardsIsChangedByOneAtATimeOnManyThreads() throws Exception {
    AsyncMutex mutex = new AsyncMutex();
    int steps = 200_000;
    ExecutorService pool = Executors.newFixedThreadPool(4);
    try {
      List<CompletableFuture<Void>> all = new ArrayList<>();
      for (int i = 0; i < steps; i++) {
        all.add(
            CompletableFuture.runAsync(() -> {}, pool)
                .thenCompose(none -> mutex.acquire())
                .thenRun(
                    () -> {
                      counter++;
                      mutex.release();
                    }));
      }
      CompletableFuture.allOf(all.toArray(new CompletableFuture<?>[0])).get();
    } finally {
      pool.shutdownNow();
    }
    assertThat(counter).isEqualTo(steps);
    assertThat(mutex.isLocked()).isFalse();
  }

  @Test
  void aMillionWaitersHandItOnWithoutADeepStack() throws Exception {
    int waiters = 1_000_000;
    AsyncMutex mutex = new AsyncMutex();
    mutex.acquire();
    for (int i = 0; i < waiters; i++) {
      mutex
          .acquire()
          .thenRun(
              () -> {
                counter++;
                mutex.release();
              });
    }
    SmallStack.run(mutex::release);
    assertThat(counter).isEqualTo(waiters);
  }
}
