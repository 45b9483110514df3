package org.asyncmark.future;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What has to hold whatever the threads do: several of them use a primitive while one more cancels
 * what they wait for. A test that hangs has found somebody who is waited for no more.
 */
@Timeout(30)
class StressTest {
  private static final int THREADS = 4;

  private final Canceller canceller = new Canceller();
  private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
  private int counter; // guarded by the mutex of a test

  @AfterEach
  void endThreads() throws InterruptedException {
    canceller.close();
    threads.shutdownNow();
    assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void aMutexLetsOneInAtATimeAndIsFreeAtTheEnd() throws Exception {
    AsyncMutex mutex = new AsyncMutex();
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger entered = new AtomicInteger();
    ConcurrentLinkedQueue<CompletableFuture<Void>> ends = new ConcurrentLinkedQueue<>();
    onAllThreads(
        number -> {
          SplittableRandom random = new SplittableRandom(number);
          for (int i = 0; i < 20_000; i++) {
            CompletableFuture<Void> lock = canceller.mayCancel(mutex.acquire(), random);
            ends.add(
                lock.thenRunAsync(
                    () -> {
                      assertThat(inside.incrementAndGet()).isOne();
                      counter++;
                      entered.incrementAndGet();
                      inside.decrementAndGet();
                      mutex.release();
                    },
                    random.nextBoolean() ? threads : Runnable::run));
          }
        });
    int left = 0;
    for (CompletableFuture<Void> end : ends) {
      left += wasLeft(end) ? 1 : 0;
    }
    assertThat(counter).isEqualTo(left).isEqualTo(entered.get()).isBetween(1, ends.size() - 1);
    assertThat(mutex.isLocked()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void permitsAreNeitherLostNorDoubled(int permits) throws Exception {
    AsyncSemaphore semaphore = new AsyncSemaphore(permits);
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    onAllThreads(
        number -> {
          SplittableRandom random = new SplittableRandom(number);
          for (int i = 0; i < 20_000; i++) {
            boolean has =
                random.nextInt(4) == 0
                    ? semaphore.tryAcquire()
                    : Canceller.wasLeft(canceller.mayCancel(semaphore.acquire(), random));
            if (has) {
              most.accumulateAndGet(inside.incrementAndGet(), Math::max);
              Thread.onSpinWait();
              inside.decrementAndGet();
              semaphore.release();
            }
          }
        });
    assertThat(most.get()).isBetween(1, permits);
    assertThat(semaphore.availablePermits()).isEqualTo(permits);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 16})
  void whatWasPutIsTakenOnceAndInTheOrderOfEachProducer(int capacity) throws Exception {
    int producers = THREADS / 2;
    int items = 10_000;
    AsyncQueue<Integer> queue = new AsyncQueue<>(capacity);
    AtomicIntegerArray put = new AtomicIntegerArray(producers * items);
    AtomicIntegerArray taken = new AtomicIntegerArray(producers * items);
    AtomicInteger producing = new AtomicInteger(producers);
    onAllThreads(
        number -> {
          SplittableRandom random = new SplittableRandom(number);
          if (number < producers) {
            for (int item = number * items; item < (number + 1) * items; item++) {
              if (Canceller.wasLeft(canceller.mayCancel(queue.put(item), random))) {
                put.incrementAndGet(item);
              }
            }
            if (producing.decrementAndGet() == 0) {
              queue.close();
            }
          } else {
            int[] last = {-1, -1};
            takeAll(
                queue,
                random,
                item -> {
                  assertThat(item).isGreaterThan(last[item / items]);
                  last[item / items] = item;
                  taken.incrementAndGet(item);
                  queue.taskDone();
                });
          }
        });
    assertThat(taken.toString()).isEqualTo(put.toString()).contains("0").contains("1");
    assertThat(queue.join()).isCompleted();
    assertThat(queue.size()).isZero();
  }

  @Test
  void nobodyIsForgottenByAnEventThatIsSetAndClearedAllTheTime() throws Exception {
    AsyncEvent event = new AsyncEvent();
    AtomicBoolean waiting = new AtomicBoolean(true);
    AtomicInteger waiters = new AtomicInteger(THREADS - 1);
    onAllThreads(
        number -> {
          if (number == 0) {
            while (waiting.get()) {
              event.set();
              event.clear();
            }
          } else {
            SplittableRandom random = new SplittableRandom(number);
            for (int i = 0; i < 20_000; i++) {
              Canceller.wasLeft(canceller.mayCancel(event.await(), random));
            }
            waiting.set(waiters.decrementAndGet() > 0);
          }
        });
    assertThat(event.isSet()).isFalse();
  }

  @Test
  void aSignalOfAConditionIsNeverLostOnOneWhoGivesUp() throws Exception {
    AsyncMutex mutex = new AsyncMutex();
    AsyncCondition notFull = new AsyncCondition(mutex);
    AsyncCondition notEmpty = new AsyncCondition(mutex);
    ArrayDeque<Integer> buffer = new ArrayDeque<>(); // guarded by the mutex, of one item
    AtomicInteger sum = new AtomicInteger();
    int items = 5_000;
    onAllThreads(
        number -> {
          SplittableRandom random = new SplittableRandom(number);
          for (int i = 0; i < items; i++) {
            mutex.acquire().join();
            boolean puts = number % 2 == 0;
            while (buffer.isEmpty() != puts) {
              AsyncCondition condition = puts ? notFull : notEmpty;
              if (!Canceller.wasLeft(canceller.mayCancel(condition.await(), random))) {
                mutex.acquire().join(); // who gave up does not have it
              }
            }
            if (puts) {
              buffer.add(i);
              notEmpty.signal();
            } else {
              sum.addAndGet(buffer.remove());
              notFull.signal();
            }
            mutex.release();
          }
        });
    assertThat(sum).hasValue(THREADS / 2 * (items * (items - 1) / 2));
    assertThat(mutex.isLocked()).isFalse();
  }

  private void takeAll(
      AsyncQueue<Integer> queue, SplittableRandom random, java.util.function.IntConsumer each) {
    while (true) {
      CompletableFuture<Integer> take = canceller.mayCancel(queue.take(), random);
      try {
        if (Canceller.wasLeft(take)) {
          each.accept(take.join());
        }
      } catch (CompletionException e) {
        assertThat(e).hasCauseInstanceOf(AsyncQueue.Closed.class);
        return;
      }
    }
  }

  private void onAllThreads(ThrowingIntConsumer work) throws Exception {
    List<Callable<Void>> all = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      int number = i;
      all.add(
          () -> {
            work.accept(number);
            return null;
          });
    }
    for (Future<Void> each : threads.invokeAll(all)) {
      each.get();
    }
  }

  private static boolean wasLeft(CompletableFuture<Void> step) {
    try {
      step.join();
      return true;
    } catch (CompletionException e) {
      assertThat(e).hasCauseInstanceOf(java.util.concurrent.CancellationException.class);
      return false;
    }
  }

  /** What a thread does. */
  private interface ThrowingIntConsumer {
    void accept(int number) throws Exception;
  }
}
