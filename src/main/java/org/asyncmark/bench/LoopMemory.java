package org.asyncmark.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import org.asyncmark.loop.EventLoop;
import org.asyncmark.loop.LoopConfig;
import org.asyncmark.loop.LoopFuture;
import org.asyncmark.loop.Task;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Memory that the loop keeps for what waits.
 *
 * <p>Measured: {@code bytesEach}, the heap that is in use with a million of them less that with a
 * hundred thousand, divided by 900 000; after collections, in compressed references.
 *
 * <p>Not measured: the callbacks and the array that holds the futures, which belong to the user.
 * The times are those of the collections and mean nothing.
 *
 * <p>One measured iteration in one fork: JMH would add the bytes of several.
 *
 * <p>Parity: a task here is one that waits for a future in a continuation, {@code await future} in
 * asyncio; its future and its continuation count.
 *
 * <p>Run it: {@code ./run-benchmarks.sh jmh LoopMemory}
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(
    value = 1,
    jvmArgsAppend = {"-Xmx2g", "-XX:+UseSerialGC"})
@Warmup(iterations = 1)
@Measurement(iterations = 1)
public class LoopMemory {
  private static final int FEW = 100_000;
  private static final int MANY = 1_000_000;
  private static final long FAR_NANOS = TimeUnit.HOURS.toNanos(24);

  private final MemoryMXBean memory = ManagementFactory.getMemoryMXBean();

  @SuppressWarnings("UnnecessaryLambda") // one object for all timers
  private final Runnable nothing = () -> {};

  private EventLoop loop;

  @Setup(Level.Iteration)
  public void open() {
    loop = EventLoop.create(LoopConfig.named("memory"));
  }

  @TearDown(Level.Iteration)
  public void close() {
    loop.close();
  }

  /** Timers that are not due. */
  @Benchmark
  public void waitingTimer(Retained retained) {
    long start = loop.timeNanos() + FAR_NANOS;
    retained.bytesEach = slope(i -> loop.callAt(start + i, nothing));
  }

  /** Tasks that wait for a future each. */
  @Benchmark
  public LoopFuture<?>[] waitingTask(Retained retained) {
    LoopFuture<?>[] futures = new LoopFuture<?>[MANY];
    retained.bytesEach =
        slope(
            i -> {
              LoopFuture<Integer> future = new LoopFuture<>(loop);
              futures[i] = future;
              Task.start(loop, future.map(value -> value + 1));
            });
    return futures;
  }

  private double slope(IntConsumer addOne) {
    long few = usedWith(0, FEW, addOne);
    long many = usedWith(FEW, MANY, addOne);
    return (double) (many - few) / (MANY - FEW);
  }

  private long usedWith(int from, int to, IntConsumer addOne) {
    for (int i = from; i < to; i++) {
      addOne.accept(i);
    }
    letAllWait();
    long used = Long.MAX_VALUE;
    for (int i = 0; i < 4; i++) {
      System.gc();
      used = Math.min(used, memory.getHeapMemoryUsage().getUsed());
    }
    return used;
  }

  /** Makes turns, so that tasks run until they wait. */
  private void letAllWait() {
    loop.stop();
    loop.runForever();
  }

  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.EVENTS)
  public static class Retained {
    /** Heap in use for one of those that wait. */
    public double bytesEach;
  }
}
