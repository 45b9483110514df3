package org.asyncmark.future;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class AsyncQueueTest {
  @Test
  void itemsComeOutInTheOrderInWhichTheyWentIn() {
    AsyncQueue<Integer> queue = new AsyncQueue<>(2);
    assertThat(queue.put(1)).isCompleted();
    assertThat(queue.put(2)).isCompleted();
    assertThat(queue.size()).isEqualTo(2);
    assertThat(queue.take()).isCompletedWithValue(1);
    assertThat(queue.take()).isCompletedWithValue(2);
  }

  @Test
  void aPutWaitsForRoomAndThoseWhoWaitAreServedInOrder() {
    AsyncQueue<Integer> queue = new AsyncQueue<>(1);
    queue.put(1);
    CompletableFuture<Void> second = queue.put(2);
    CompletableFuture<Void> third = queue.put(3);
    assertThat(queue.offer(4)).isFalse();
    assertThat(second).isNotDone();
    assertThat(queue.take()).isCompletedWithValue(1);
    assertThat(second).isCompleted();
    assertThat(third).isNotDone();
    assertThat(queue.poll()).isEqualTo(2);
    assertThat(third).isCompleted();
    assertThat(queue.poll()).isEqualTo(3);
    assertThat(queue.poll()).isNull();
  }

  @Test
  void takersWaitForItemsAndAreServedInOrder() {
    AsyncQueue<Integer> queue = new AsyncQueue<>(1);
    CompletableFuture<Integer> first = queue.take();
    CompletableFuture<Integer> second = queue.take();
    assertThat(queue.offer(1)).isTrue();
    assertThat(first).isCompletedWithValue(1);
    assertThat(second).isNotDone();
    assertThat(queue.put(2)).isCompleted();
    assertThat(second).isCompletedWithValue(2);
    assertThat(queue.size()).isZero();
  }

  @Test
  void withoutCapacityAPutEndsWhenItsItemIsTaken() {
    AsyncQueue<Integer> queue = new AsyncQueue<>(0);
    assertThat(queue.offer(0)).isFalse();
    CompletableFuture<Void> put = queue.put(1);
    assertThat(put).isNotDone();
    assertThat(queue.take()).isCompletedWithValue(1);
    assertThat(put).isCompleted();
    CompletableFuture<Integer> taker = queue.take();
    assertThat(queue.put(2)).isCompleted();
    assertThat(taker).isCompletedWithValue(2);
  }

  @Test
  void anItemIsNeverGivenToATakerThatGaveUp() {
    AsyncQueue<Integer> queue = new AsyncQueue<>(1);
    CompletableFuture<Integer> gaveUp = queue.take();
    CompletableFuture<Integer> next = queue.take();
    gaveUp.cancel(false);
    queue.put(1);
    assertThat(next).isCompletedWithValue(1);
    next = queue.take();
    next.cancel(false);
    queue.put(2);
    assertThat(queue.size()).isOne();
  }

  @Test
  void theItemOfAPutThatWasGivenUpNeverWas() {
    AsyncQueue<Integer> queue = new AsyncQueue<>(1);
    queue.put(1);
    CompletableFuture<Void> gaveUp = queue.put(2);
    queue.put(3);
    gaveUp.cancel(false);
    assertThat(queue.poll()).isEqualTo(1);
    assertThat(queue.poll()).isEqualTo(3);
    assertThat(queue.poll()).isNull();
  }

  @Test
  void joinWaitsForTheWorkOnEveryItem() {
    AsyncQueue<Integer> queue = new AsyncQueue<>(9);
    assertThat(queue.join()).isCompleted();
    queue.put(1);
    queue.put(2);
    CompletableFuture<Void> joined = queue.join();
    queue.poll();
    queue.poll();
    queue.taskDone();
    assertThat(joined).isNotDone();
    queue.taskDone();
    assertThat(joined).isCompleted();
    assertThatThrownBy(queue::taskDone)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("taskDone was called more often than items were put");
  }

  @Test
  void aClosedQueueServesWhatItHasAndThenRefuses() {
    AsyncQueue<Integer> queue = new AsyncQueue<>(1);
    queue.put(1);
    queue.put(2);
    queue.close();
    queue.close();
    assertThat(queue.offer(3)).isFalse();
    assertThatThrownBy(() -> queue.put(3).join())
        .isInstanceOf(CompletionException.class)
        .cause()
        .isInstanceOf(AsyncQueue.Closed.class)
        .hasMessage("the queue is closed, nothing can be put in");
    assertThat(queue.take()).isCompletedWithValue(1);
    assertThat(queue.take()).isCompletedWithValue(2);
    assertThatThrownBy(() -> queue.take().join())
        .cause()
        .hasMessage("the queue is closed, nothing can be taken");
  }

  @Test
  void closingRefusesThoseWhoWaitToTake() {
    AsyncQueue<Integer> queue = new AsyncQueue<>(1);
    CompletableFuture<Integer> taker = queue.take();
    queue.close();
    assertThatThrownBy(taker::join).hasCauseInstanceOf(AsyncQueue.Closed.class);
  }

  @Test
  void badArgumentsAreNamed() {
    assertThatThrownBy(() -> new AsyncQueue<>(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("want a capacity of no less than 0, got -1");
    assertThatThrownBy(() -> new AsyncQueue<String>(1).put(null))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("item");
  }

  @Test
  void aMillionTakersThatPutForTheNextNeedNoDeepStack() throws Exception {
    AsyncQueue<Integer> queue = new AsyncQueue<>(1);
    AtomicInteger taken = new AtomicInteger();
    for (int i = 0; i < 1_000_000; i++) {
      queue
          .take()
          .thenAccept(
              item -> {
                taken.incrementAndGet();
                queue.put(item);
              });
    }
    SmallStack.run(() -> queue.put(1));
    assertThat(taken).hasValue(1_000_000);
    assertThat(queue.size()).isOne();
  }

  @Test
  void aMillionPuttersThatTakeForTheNextNeedNoDeepStack() throws Exception {
    AsyncQueue<Integer> queue = new AsyncQueue<>(0);
    AtomicInteger put = new AtomicInteger();
    for (int i = 0; i < 1_000_000; i++) {
      queue
          .put(i)
          .thenRun(
              () -> {
                put.incrementAndGet();
                queue.poll();
              });
    }
    SmallStack.run(queue::poll);
    assertThat(put).hasValue(1_000_000);
    assertThat(queue.poll()).isNull();
  }

  @Test
  void everyItemReachesOneTakerAndInOrderWhileTakersGiveUp() throws Exception {
    int producers = 2;
    int perProducer = 50_000;
    AsyncQueue<Integer> queue = new AsyncQueue<>(16);
    AtomicIntegerArray times = new AtomicIntegerArray(producers * perProducer);
    List<Thread> threads = new ArrayList<>();
    for (int p = 0; p < producers; p++) {
      int first = p * perProducer;
      threads.add(
          new Thread(
              () -> {
                for (int i = 0; i < perProducer; i++) {
                  queue.put(first + i).join();
                }
              }));
    }
    AtomicInteger outOfOrder = new AtomicInteger();
    AtomicInteger left = new AtomicInteger(producers * perProducer);
    for (int c = 0; c < 2; c++) {
      SplittableRandom random = new SplittableRandom(c);
      threads.add(
          new Thread(
              () -> {
                int[] last = new int[producers];
                Arrays.fill(last, -1);
                while (left.get() > 0) {
                  CompletableFuture<Integer> take = queue.take();
                  boolean given =
                      random.nextInt(4) == 0
                          ? !take.cancel(false)
                          : left.get() > 0 && wait(take, left);
                  if (given) {
                    int item = take.join();
                    times.incrementAndGet(item);
                    int producer = item / perProducer;
                    if (item <= last[producer]) {
                      outOfOrder.incrementAndGet();
                    }
                    last[producer] = item;
                    left.decrementAndGet();
                  }
                }
              }));
    }
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }
    for (int i = 0; i < times.length(); i++) {
      assertThat(times.get(i)).as("item %d", i).isOne();
    }
    assertThat(outOfOrder).hasValue(0);
  }

  /** Waits for an item until there are none left; tells whether it came. */
  private static boolean wait(CompletableFuture<Integer> take, AtomicInteger left) {
    while (!take.isDone()) {
      if (left.get() == 0) {
        return !take.cancel(false);
      }
      Thread.onSpinWait();
    }
    return true;
  }
}
