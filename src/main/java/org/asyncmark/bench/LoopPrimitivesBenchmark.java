package org.asyncmark.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.asyncmark.loop.Async;
import org.asyncmark.loop.Awaitable;
import org.asyncmark.loop.EventLoop;
import org.asyncmark.loop.LoopConfig;
import org.asyncmark.loop.Task;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What asyncio's primitives cost on the selector loop, for one item each: a callback, a task of a
 * gather, a hand-over of a lock, an item of a queue, a timer, a ready channel.
 *
 * <p>Measured: whole runs of 10 000 items on the benchmark's own thread, {@code run_until_complete}
 * included, divided by their number. A turn of a loop that watches no channel makes no system call,
 * a turn of asyncio's makes one; in {@code channelReady} both make one a turn and two an event.
 *
 * <p>Not measured: creating the loop, and hand-overs from other threads, which is what {@link
 * SubmitBenchmark} is for.
 *
 * <p>Parity: {@code src/test/python/asyncio_primitives.py} does the same on asyncio's own loop,
 * step by step, and prints both side by side. Each run checks that it did what it says.
 *
 * <p>Run it: {@code ./run-benchmarks.sh jmh LoopPrimitivesBenchmark -prof gc -rf json -rff
 * loop.json}, then {@code python3 src/test/python/asyncio_primitives.py loop.json}
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class LoopPrimitivesBenchmark {
  static final int ITEMS = 10_000;

  private EventLoop loop;

  @Setup
  public void open() {
    loop = EventLoop.create(LoopConfig.named("primitives"));
  }

  @TearDown
  public void close() {
    loop.close();
  }

  /** Two callbacks that schedule each other: every callback is a turn of the loop. */
  @Benchmark
  @OperationsPerInvocation(ITEMS)
  public int callSoon() throws ExecutionException {
    return new PingPong(loop, ITEMS).run();
  }

  /** A gather of tasks that do nothing, and the making of them. */
  @Benchmark
  @OperationsPerInvocation(ITEMS)
  public List<Integer> gather() throws ExecutionException {
    List<Awaitable<Integer>> tasks = new ArrayList<>();
    for (int i = 0; i < ITEMS; i++) {
      tasks.add(Awaitable.call(() -> Awaitable.of(1)));
    }
    List<Integer> results = loop.runUntilComplete(Async.gather(loop, tasks));
    require(results.size(), ITEMS);
    return results;
  }

  /** One task takes and releases a lock that nobody else wants. */
  @Benchmark
  @OperationsPerInvocation(ITEMS)
  public int lockUncontended() throws ExecutionException {
    LockTurns turns = new LockTurns(ITEMS);
    loop.runUntilComplete(Task.start(loop, turns.alone()));
    return require(turns.taken(), ITEMS);
  }

  /** Two tasks take a lock in turns: each waits for the other's release. */
  @Benchmark
  @OperationsPerInvocation(ITEMS)
  public int lockContended() throws ExecutionException {
    LockTurns turns = new LockTurns(ITEMS);
    loop.runUntilComplete(Async.gather(loop, turns.inTurns()));
    return require(turns.taken(), ITEMS);
  }

  /** One task puts items into a queue of 128, another one takes them out. */
  @Benchmark
  @OperationsPerInvocation(ITEMS)
  public int queue() throws ExecutionException {
    QueueOfItems items = new QueueOfItems(ITEMS);
    loop.runUntilComplete(Async.gather(loop, items.bothEnds()));
    return require(items.received(), ITEMS);
  }

  /** Sets and cancels a timer among 100 000 others, a hundred times in a turn. */
  @Benchmark
  @OperationsPerInvocation(ITEMS)
  public int armAndCancel(PendingTimers timers) throws ExecutionException {
    return require(timers.run(ITEMS), ITEMS);
  }

  /** A channel is ready: its handler reads a byte and writes it again. */
  @Benchmark
  @OperationsPerInvocation(ITEMS)
  public int channelReady(ReadyChannels channels) throws ExecutionException {
    return channels.run(ITEMS);
  }

  private static int require(int found, int wanted) {
    if (found != wanted) {
      throw new IllegalStateException("wanted " + wanted + " items, got " + found);
    }
    return found;
  }
}
