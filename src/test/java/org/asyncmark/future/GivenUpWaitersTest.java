package org.asyncmark.future;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who gives up in a line that never moves, behind one who does not, is forgotten all the same. */
@Timeout(10)
class GivenUpWaitersTest {
  private static final int WAITERS = 10_000;
  private static final int COLLECTIONS = 5;

  @Test
  void bySemaphores() {
    AsyncSemaphore semaphore = new AsyncSemaphore(0);
    CompletableFuture<Void> stays = semaphore.acquire();
    requireForgotten(semaphore::acquire);
    assertThat(semaphore.waiting()).isLessThan(WAITERS / 10);
    semaphore.release();
    assertThat(stays).isCompleted();
    semaphore.release();
    assertThat(semaphore.availablePermits()).isOne();
  }

  @Test
  void byQueuesInTheLineOfTakes() {
    AsyncQueue<Integer> queue = new AsyncQueue<>(1);
    CompletableFuture<Integer> stays = queue.take();
    requireForgotten(queue::take);
    queue.put(1);
    assertThat(stays).isCompletedWithValue(1);
  }

  @Test
  void byQueuesInTheLineOfPuts() {
    AsyncQueue<Integer> queue = new AsyncQueue<>(0);
    CompletableFuture<Void> stays = queue.put(1);
    requireForgotten(() -> queue.put(2));
    assertThat(queue.take()).isCompletedWithValue(1);
    assertThat(stays).isCompleted();
  }

  @Test
  void byQueuesThatAreJoined() {
    AsyncQueue<Integer> queue = new AsyncQueue<>(1);
    queue.put(1);
    CompletableFuture<Void> stays = queue.join();
    requireForgotten(queue::join);
    queue.taskDone();
    assertThat(stays).isCompleted();
  }

  @Test
  void byEvents() {
    AsyncEvent event = new AsyncEvent();
    CompletableFuture<Void> stays = event.await();
    requireForgotten(event::await);
    event.set();
    assertThat(stays).isCompleted();
  }

  @Test
  void byConditions() {
    AsyncMutex mutex = new AsyncMutex();
    AsyncCondition condition = new AsyncCondition(mutex);
    mutex.acquire();
    CompletableFuture<Void> stays = condition.await();
    requireForgotten(
        () -> {
          mutex.acquire();
          return condition.await();
        });
    mutex.acquire();
    condition.signal();
    mutex.release();
    assertThat(stays).isCompleted();
  }

  private static void requireForgotten(Supplier<CompletableFuture<?>> wait) {
    List<WeakReference<CompletableFuture<?>>> gaveUp = new ArrayList<>();
    for (int i = 0; i < WAITERS; i++) {
      CompletableFuture<?> waiter = wait.get();
      assertThat(waiter.cancel(false)).isTrue();
      gaveUp.add(new WeakReference<>(waiter));
    }
    for (int i = 0; i < COLLECTIONS && reachable(gaveUp) > WAITERS / 10; i++) {
      System.gc();
    }
    assertThat(reachable(gaveUp)).isLessThan(WAITERS / 10);
  }

  private static long reachable(List<WeakReference<CompletableFuture<?>>> waiters) {
    return waiters.stream().filter(waiter -> waiter.get() != null).count();
  }
}
