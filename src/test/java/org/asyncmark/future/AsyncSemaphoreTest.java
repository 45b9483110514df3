package org.asyncmark.future;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class AsyncSemaphoreTest {
  @Test
  void aFreePermitIsThereAtOnce() {
    AsyncSemaphore semaphore = new AsyncSemaphore(2);
    assertThat(semaphore.acquire()).isCompleted();
    assertThat(semaphore.acquire()).isCompleted();
    assertThat(semaphore.acquire()).isNotDone();
    assertThat(semaphore.availablePermits()).isZero();
    assertThat(semaphore.waiting()).isOne();
  }

  @Test
  void permitsGoToThoseWhoWaitInTheOrderInWhichTheyCame() {
    AsyncSemaphore semaphore = new AsyncSemaphore(0);
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      int number = i;
      semaphore.acquire().thenRun(() -> order.add(number));
    }
    semaphore.release();
    assertThat(order).containsExactly(0);
    semaphore.release();
    semaphore.release();
    assertThat(order).containsExactly(0, 1, 2);
    assertThat(semaphore.waiting()).isZero();
  }

  @Test
  void nobodyOvertakesThoseWhoWait() {
    AsyncSemaphore semaphore = new AsyncSemaphore(0);
    CompletableFuture<Void> first = semaphore.acquire();
    semaphore.release();
    assertThat(first).isCompleted();
    assertThat(semaphore.tryAcquire()).isFalse();
    semaphore.release();
    assertThat(semaphore.tryAcquire()).isTrue();
    assertThat(semaphore.tryAcquire()).isFalse();
  }

  @Test
  void thePermitOfOneWhoGaveUpGoesToTheNext() {
    AsyncSemaphore semaphore = new AsyncSemaphore(0);
    CompletableFuture<Void> cancelled = semaphore.acquire();
    CompletableFuture<Void> failed = semaphore.acquire();
    CompletableFuture<Void> next = semaphore.acquire();
    assertThat(cancelled.cancel(false)).isTrue();
    failed.completeExceptionally(new IllegalStateException("no"));
    semaphore.release();
    assertThat(next).isCompleted();
    assertThat(cancelled).isCancelled();
    assertThat(semaphore.availablePermits()).isZero();
  }

  @Test
  void aPermitThatNobodyWantsAnyMoreIsFree() {
    AsyncSemaphore semaphore = new AsyncSemaphore(0);
    semaphore.acquire().cancel(false);
    semaphore.acquire().cancel(false);
    semaphore.release();
    assertThat(semaphore.availablePermits()).isOne();
    assertThat(semaphore.waiting()).isZero();
  }

  @Test
  void aWaitThatTimesOutGivesItsPlaceUp() {
    AsyncSemaphore semaphore = new AsyncSemaphore(0);
    CompletableFuture<Void> late = semaphore.acquire().orTimeout(1, TimeUnit.MILLISECONDS);
    assertThatThrownBy(late::join).hasCauseInstanceOf(java.util.concurrent.TimeoutException.class);
    semaphore.release();
    assertThat(semaphore.availablePermits()).isOne();
  }

  @Test
  void givingUpAfterThePermitCameIsTooLate() {
    AsyncSemaphore semaphore = new AsyncSemaphore(0);
    CompletableFuture<Void> waiter = semaphore.acquire();
    semaphore.release();
    assertThat(waiter.cancel(false)).isFalse();
    assertThat(waiter).isCompleted();
  }

  @Test
  void aReleaseTooManyMakesAPermit() {
    AsyncSemaphore semaphore = new AsyncSemaphore(1);
    semaphore.release();
    assertThat(semaphore.availablePermits()).isEqualTo(2);
  }

  @Test
  void moreFreePermitsThanCanBeCountedAreAnError() {
    AsyncSemaphore semaphore = new AsyncSemaphore(Integer.MAX_VALUE);
    assertThatThrownBy(semaphore::release)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the semaphore has 2147483647 free permits, none can be released");
    assertThat(semaphore.tryAcquire()).isTrue();
  }

  @Test
  void aNegativeNumberOfPermitsIsAnError() {
    assertThatThrownBy(() -> new AsyncSemaphore(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("want no less than 0 permits, got -1");
  }

  @Test
  void aMillionWaitersAreReleasedOneByTheOtherWithoutADeepStack() throws Exception {
    int waiters = 1_000_000;
    AsyncSemaphore semaphore = new AsyncSemaphore(0);
    AtomicInteger released = new AtomicInteger();
    for (int i = 0; i < waiters; i++) {
      semaphore
          .acquire()
          .thenRun(
              () -> {
                released.incrementAndGet();
                semaphore.release();
              });
    }
    SmallStack.run(semaphore::release);
    assertThat(released).hasValue(waiters);
    assertThat(semaphore.availablePermits()).isOne();
  }

  @Test
  void noPermitIsLostOrDoubledWhileWaitersGiveUp() throws Exception {
    int permits = 3;
    AsyncSemaphore semaphore = new AsyncSemaphore(permits);
    AtomicInteger holders = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    List<Thread> threads = new ArrayList<>();
    List<CompletableFuture<?>> ends = java.util.Collections.synchronizedList(new ArrayList<>());
    for (int t = 0; t < 4; t++) {
      SplittableRandom random = new SplittableRandom(t);
      Thread thread =
          new Thread(
              () -> {
                for (int i = 0; i < 50_000; i++) {
                  CompletableFuture<Void> permit = semaphore.acquire();
                  CompletableFuture<Void> end =
                      permit.thenRun(
                          () -> {
                            most.accumulateAndGet(holders.incrementAndGet(), Math::max);
                            holders.decrementAndGet();
                            semaphore.release();
                          });
                  if (random.nextInt(3) == 0) {
                    permit.cancel(false);
                  } else if (i % 1_000 == 0) {
                    ends.add(end);
                  }
                }
              });
      threads.add(thread);
      thread.start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    for (CompletableFuture<?> end : ends) {
      end.get();
    }
    assertThat(most.get()).isBetween(1, permits);
    assertThat(holders).hasValue(0);
    assertThat(semaphore.waiting()).isZero();
    assertThat(semaphore.availablePermits()).isEqualTo(permits);
  }
}
