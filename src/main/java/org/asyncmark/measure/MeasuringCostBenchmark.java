package org.asyncmark.measure;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * What it costs to measure.
 *
 * <p>Measured: an empty op, two clock reads, two clock reads and one recorded value; an op of about
 * 10 µs without and with a recorded value.
 *
 * <p>Not measured: what {@link HdrProfiler} does between iterations.
 *
 * <p>Parity: none; these are not contenders.
 *
 * <p>Run it: {@code ./run-benchmarks.sh jmh MeasuringCost}, and again with {@code -prof
 * org.asyncmark.measure.HdrProfiler}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(5)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class MeasuringCostBenchmark {
  /** About 10 µs at 2 ns a token. */
  private static final long TEN_MICROS_TOKENS = 5_200;

  private LatencyRecorder recorder;
  private RequestTimes request;

  @Setup
  public void open() {
    recorder = LatencyRecorder.open("service");
    request = new RequestTimes(Arrivals.fixed(1, 1));
    request.begin(System.nanoTime());
  }

  @TearDown
  public void close() {
    recorder.close();
  }

  @Benchmark
  public void emptyOp() {}

  /** The two clock reads that every timed op pays for. */
  @Benchmark
  public long twoClockReads() {
    long started = System.nanoTime();
    return System.nanoTime() - started;
  }

  /** The two clock reads and one recorded value. */
  @Benchmark
  public void recordOne() {
    long started = System.nanoTime();
    recorder.record(System.nanoTime() - started);
  }

  /** What who does a request of an open loop notes: that it was begun, and that it has ended. */
  @Benchmark
  public void requestNoted() {
    request.started(0);
    request.ended(0);
  }

  /** An op of about 10 µs that nobody times. */
  @Benchmark
  public void tenMicros() {
    Blackhole.consumeCPU(TEN_MICROS_TOKENS);
  }

  /** An op of about 10 µs that is timed and recorded. */
  @Benchmark
  public void tenMicrosRecorded() {
    long started = System.nanoTime();
    Blackhole.consumeCPU(TEN_MICROS_TOKENS);
    recorder.record(System.nanoTime() - started);
  }
}
