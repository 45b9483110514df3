package org.asyncmark.pattern.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class QueueLenderTest {
  private final List<Integer> served = new CopyOnWriteArrayList<>();

  @Test
  void whoHasWaitedForLongestIsServedFirst() throws Exception {
    Lender lender = QueueLender.fifo(new PoolSpec(new Slots(1), Order.FIFO, Duration.ofMinutes(1)));
    List<FutureTask<Void>> waiting = new ArrayList<>();
    lender.lend(
        held -> {
          for (int i = 0; i < 5; i++) {
            int waiter = i;
            waiting.add(startAndAwaitWaiting(() -> borrow(lender, waiter)));
          }
        });
    for (FutureTask<Void> each : waiting) {
      each.get();
    }
    assertThat(served).containsExactly(0, 1, 2, 3, 4);
  }

  @Test
  void whoGetsNoSlotInTimeIsTold() throws Exception {
    Lender lender = QueueLender.lifo(new PoolSpec(new Slots(1), Order.LIFO, Duration.ofMillis(1)));
    lender.lend(
        held ->
            assertThatThrownBy(() -> lender.lend(none -> served.add(0)))
                .isInstanceOf(TimeoutException.class)
                .hasMessage("no slot within 1 ms"));
    assertThat(served).isEmpty();
  }

  private Void borrow(Lender lender, int waiter) throws Exception {
    lender.lend(slot -> served.add(waiter));
    return null;
  }

  /** Starts a thread and waits until it waits for a slot, which is the one timed wait it has. */
  private static FutureTask<Void> startAndAwaitWaiting(Callable<Void> work) {
    FutureTask<Void> task = new FutureTask<>(work);
    Thread thread = new Thread(task);
    thread.start();
    while (thread.getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait();
    }
    return task;
  }
}
