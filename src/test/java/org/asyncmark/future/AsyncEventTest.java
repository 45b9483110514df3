package org.asyncmark.future;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class AsyncEventTest {
  private final AsyncEvent event = new AsyncEvent();

  @Test
  void itReleasesAllWhoWaitInTheOrderInWhichTheyCame() {
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      int number = i;
      event.await().thenRun(() -> order.add(number));
    }
    assertThat(event.isSet()).isFalse();
    event.set();
    event.set();
    assertThat(order).containsExactly(0, 1, 2, 3);
    assertThat(event.isSet()).isTrue();
  }

  @Test
  void whoComesWhileItIsSetDoesNotWait() {
    event.set();
    assertThat(event.await()).isCompleted();
    event.clear();
    event.clear();
    CompletableFuture<Void> next = event.await();
    assertThat(next).isNotDone();
    event.set();
    assertThat(next).isCompleted();
  }

  @Test
  void whoWaitsAgainAfterItWasClearedWaitsForTheNextTime() {
    CompletableFuture<Void> second =
        event
            .await()
            .thenCompose(
                none -> {
                  event.clear();
                  return event.await();
                });
    event.set();
    assertThat(second).isNotDone();
    event.set();
    assertThat(second).isCompleted();
  }

  @Test
  void whoGaveUpIsNotReleased() {
    CompletableFuture<Void> gaveUp = event.await();
    gaveUp.cancel(false);
    CompletableFuture<Void> other = event.await();
    event.set();
    assertThat(gaveUp).isCancelled();
    assertThat(other).isCompleted();
  }

  @Test
  void nobodyIsForgottenWhoComesWhileItIsSet() throws Exception {
    for (int round = 0; round < 2_000; round++) {
      AsyncEvent raced = new AsyncEvent();
      List<CompletableFuture<Void>> waits = new ArrayList<>();
      Thread setter = new Thread(raced::set);
      setter.start();
      for (int i = 0; i < 20; i++) {
        waits.add(raced.await());
      }
      setter.join();
      assertThat(waits).allMatch(CompletableFuture::isDone);
    }
  }

  @Test
  void aMillionWaitersAreReleasedWithoutADeepStack() throws Exception {
    AtomicInteger released = new AtomicInteger();
    for (int i = 0; i < 1_000_000; i++) {
      event.await().thenRun(released::incrementAndGet);
    }
    SmallStack.run(event::set);
    assertThat(released).hasValue(1_000_000);
  }
}
