package org.asyncmark.bench;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Work handed to a loop by other threads: {@code call_soon_threadsafe}, next to Netty's {@code
 * execute}.
 *
 * <p>Measured: callbacks that have run, in a second, with one and with four threads that submit;
 * and the time from a submit to an idle loop until the submitting thread, which sleeps meanwhile,
 * knows that the callback has run.
 *
 * <p>Not measured: queues that grow. A thread has at most 1024 callbacks under way; when it has so
 * many it yields until it has half of them. At the end of an iteration up to 1024 callbacks of each
 * thread are counted that run a moment later.
 *
 * <p>Parity: the same callback, bound and wait for both; one thread runs each loop. The ratio of
 * the two in one run is the result, on as many cores as there are threads at least.
 *
 * <p>Run it: {@code ./run-benchmarks.sh jmh SubmitBenchmark}
 */
@State(Scope.Benchmark)
@Fork(3)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class SubmitBenchmark {
  @Param SubmitTarget target;

  private SubmitTarget.Opened loop;

  @Setup
  public void open() {
    loop = target.open();
  }

  @TearDown
  public void close() {
    loop.close();
  }

  @Benchmark
  @Threads(1)
  @BenchmarkMode(Mode.Throughput)
  @OutputTimeUnit(TimeUnit.SECONDS)
  public void oneSubmitter(Submitter submitter) {
    submitter.window.submit(loop.executor());
  }

  @Benchmark
  @Threads(4)
  @BenchmarkMode(Mode.Throughput)
  @OutputTimeUnit(TimeUnit.SECONDS)
  public void fourSubmitters(Submitter submitter) {
    submitter.window.submit(loop.executor());
  }

  /** One thread submits and waits until that has run. */
  @Benchmark
  @Threads(1)
  @BenchmarkMode(Mode.AverageTime)
  @OutputTimeUnit(TimeUnit.NANOSECONDS)
  public void ping(Ping ping) {
    ping.caller = Thread.currentThread();
    ping.ran = false;
    loop.executor().execute(ping);
    while (!ping.ran) {
      LockSupport.park(ping);
    }
  }

  /** What one thread has under way. */
  @State(Scope.Thread)
  public static class Submitter {
    private final SubmitWindow window = new SubmitWindow();

    @TearDown
    public void drain() {
      window.awaitUnderWay(0);
    }
  }

  /** A callback that wakes the thread that waits for it. */
  @State(Scope.Thread)
  public static class Ping implements Runnable {
    private volatile boolean ran;
    private @Nullable Thread caller;

    @Override
    public void run() {
      ran = true;
      LockSupport.unpark(caller);
    }
  }
}
