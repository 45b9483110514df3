package org.asyncmark.measure;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The open loop held against queueing theory: a thread that spins for the time of being served does
 * requests one after the other, so that how long they wait is known.
 *
 * <p>Measured: mean and 99th percentile of {@code queue}, the wait from the intended start to the
 * actual one, by the window that runs measure with; what the same arrivals and services give by
 * Lindley's recursion, which differs only by what machine and meter add; and what theory says of
 * infinitely many. Microseconds.
 *
 * <p>Run it: {@code ./run-benchmarks.sh jmh SingleServerBenchmark}
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 0)
@Measurement(iterations = 1)
public class SingleServerBenchmark {
  private static final double NANOS_PER_MICRO = 1e3;

  /** Mean time of being served, in microseconds; long beside the waking of a thread. */
  @Param("10000")
  long serviceMicros;

  /** Part of the time in which the server is at work, in per cent. */
  @Param({"50", "80", "90"})
  int load;

  /** Whether times of being served are exponentially distributed; else they are all the same. */
  @Param({"false", "true"})
  boolean exponential;

  /** Length of the window, in seconds. */
  @Param("60")
  int seconds;

  private final ExecutorService server = Executors.newSingleThreadExecutor();
  private long seed;

  /** What came out, in microseconds. */
  @AuxCounters(AuxCounters.Type.EVENTS)
  @State(Scope.Thread)
  public static class Waits {
    /** Mean wait as measured. */
    public double mean;

    /** Mean wait of the same requests, by Lindley's recursion. */
    public double meanByRecursion;

    /** Mean wait in theory. */
    public double meanInTheory;

    /** 99th percentile of the wait as measured. */
    public double p99;

    /** 99th percentile of the same requests, by Lindley's recursion. */
    public double p99ByRecursion;

    /** 99th percentile in theory. */
    public double p99InTheory;
  }

  /** One window. */
  @Benchmark
  public int window(Waits waits) {
    SingleServer theory =
        new SingleServer(TimeUnit.MICROSECONDS.toNanos(serviceMicros), load / 100.0, exponential);
    seed++;
    Arrivals arrivals =
        Arrivals.poisson(theory.perSecond(), TimeUnit.SECONDS.toNanos(seconds), seed);
    long[] services = theory.services(arrivals.count(), -seed);
    LatencyRecorder queue = LatencyRecorder.open("queue");
    OpenWindow window =
        new OpenWindow(
            new Pacer(Runtime.getRuntime().availableProcessors() > 1),
            kind -> kind.equals("queue") ? queue : LatencyRecorder.open(kind),
            RatioRecorder::open);
    int ended =
        window.measure(
            arrivals,
            (times, request) -> server.execute(() -> serve(times, request, services[request])));
    Histogram recursion = LatencyRecorder.newHistogram();
    for (long wait : SingleServer.waits(arrivals, services)) {
      recursion.recordValue(wait);
    }
    Histogram measured = queue.histogram();
    waits.mean = measured.getMean() / NANOS_PER_MICRO;
    waits.meanByRecursion = recursion.getMean() / NANOS_PER_MICRO;
    waits.meanInTheory = theory.meanWaitNanos() / NANOS_PER_MICRO;
    waits.p99 = measured.getValueAtPercentile(99) / NANOS_PER_MICRO;
    waits.p99ByRecursion = recursion.getValueAtPercentile(99) / NANOS_PER_MICRO;
    waits.p99InTheory = theory.p99WaitNanos() / NANOS_PER_MICRO;
    return ended;
  }

  private static void serve(RequestTimes times, int request, long nanos) {
    times.started(request);
    long until = System.nanoTime() + nanos;
    while (System.nanoTime() < until) {
      Thread.onSpinWait();
    }
    times.ended(request);
  }

  /** Ends the server; JMH calls it. */
  @TearDown
  public void close() {
    server.shutdownNow();
  }
}
