package org.asyncmark.bench;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.asyncmark.future.AsyncMutex;
import org.asyncmark.future.AsyncQueue;
import org.asyncmark.future.AsyncSemaphore;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * The primitives of the future model beside the blocking ones of the JDK, where nobody has to wait;
 * and what one hand-over costs along a line of a million.
 *
 * <p>Measured: the calls on one thread, results checked. Not measured: contention between threads,
 * which is the pattern {@code lock}.
 *
 * <p>Parity: each op checks that nothing had to wait, or that the last of the line was served.
 *
 * <p>Run it: {@code ./run-benchmarks.sh jmh FuturePrimitivesBenchmark -prof gc}
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
    value = 3,
    jvmArgsAppend = {"-Xms1g", "-Xmx1g", "-XX:+UseSerialGC"})
@Warmup(iterations = 6, time = 250, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 8, time = 250, timeUnit = TimeUnit.MILLISECONDS)
public class FuturePrimitivesBenchmark {
  private static final int ITEMS = 16;
  private static final int WAITERS = 1_000_000;

  private final AsyncSemaphore asyncSemaphore = new AsyncSemaphore(1);
  private final Semaphore fairSemaphore = new Semaphore(1, true);
  private final Semaphore semaphore = new Semaphore(1);
  private final AsyncMutex asyncMutex = new AsyncMutex();
  private final ReentrantLock fairLock = new ReentrantLock(true);
  private final ReentrantLock lock = new ReentrantLock();
  private final AsyncQueue<Integer> asyncQueue = new AsyncQueue<>(ITEMS);
  private final ArrayBlockingQueue<Integer> blockingQueue = new ArrayBlockingQueue<>(ITEMS);

  /** Takes a permit and gives it back. */
  @Benchmark
  public void semaphoreOfFutures() {
    require(asyncSemaphore.acquire().isDone());
    asyncSemaphore.release();
  }

  /** The peer of {@link #semaphoreOfFutures} that is first come, first served as well. */
  @Benchmark
  public void semaphoreFair() throws InterruptedException {
    fairSemaphore.acquire();
    fairSemaphore.release();
  }

  /** The peer of {@link #semaphoreOfFutures} that most programs use. */
  @Benchmark
  public void semaphoreBarging() throws InterruptedException {
    semaphore.acquire();
    semaphore.release();
  }

  @Benchmark
  public void mutexOfFutures() {
    require(asyncMutex.acquire().isDone());
    asyncMutex.release();
  }

  /** The peer of {@link #mutexOfFutures} that is first come, first served as well. */
  @Benchmark
  @SuppressWarnings("LockNotBeforeTry") // nothing between them can fail
  public void lockFair() {
    fairLock.lock();
    fairLock.unlock();
  }

  /** The peer of {@link #mutexOfFutures} that most programs use. */
  @Benchmark
  @SuppressWarnings("LockNotBeforeTry") // nothing between them can fail
  public void lockBarging() {
    lock.lock();
    lock.unlock();
  }

  /** Fills the queue and empties it; per item. */
  @Benchmark
  @OperationsPerInvocation(ITEMS)
  public void queueOfFutures(Blackhole taken) {
    for (int i = 0; i < ITEMS; i++) {
      require(asyncQueue.put(i).isDone());
    }
    for (int i = 0; i < ITEMS; i++) {
      taken.consume(asyncQueue.take().join());
    }
  }

  @Benchmark
  @OperationsPerInvocation(ITEMS)
  public void queueBlocking(Blackhole taken) throws InterruptedException {
    for (int i = 0; i < ITEMS; i++) {
      blockingQueue.put(i);
    }
    for (int i = 0; i < ITEMS; i++) {
      taken.consume(blockingQueue.take());
    }
  }

  /** A million waiters join the line of a mutex and hand it on, each to the next; per waiter. */
  @Benchmark
  @OperationsPerInvocation(WAITERS)
  public void handOverAlongAMillion() {
    AsyncMutex mutex = new AsyncMutex();
    require(mutex.tryAcquire());
    CompletableFuture<Void> last = CompletableFuture.completedFuture(null);
    for (int i = 0; i < WAITERS; i++) {
      last = mutex.acquire().thenRun(mutex::release);
    }
    mutex.release();
    require(last.isDone() && !mutex.isLocked());
  }

  private static void require(boolean holds) {
    if (!holds) {
      throw new IllegalStateException("something waits where nothing has to");
    }
  }
}
