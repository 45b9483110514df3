package org.asyncmark.measure;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * One thread's histogram of one kind of latency. The thread that opened it records without a lock;
 * {@link HdrProfiler} reads and resets it between iterations, when JMH has joined the thread, and
 * {@link EnoughOps} records then.
 *
 * <p>JMH makes profilers itself and hands them no state, hence the static list of open recorders.
 */
public final class LatencyRecorder implements AutoCloseable {
  /** The longest latency that can be recorded. */
  public static final long HIGHEST_NANOS = TimeUnit.HOURS.toNanos(1);

  /** Values are kept within 0.1 %. */
  static final int SIGNIFICANT_DIGITS = 3;

  private static final List<LatencyRecorder> OPEN = new CopyOnWriteArrayList<>();
  private static volatile boolean profiled;

  private final String kind;
  private final Histogram histogram = newHistogram();

  // read while no worker runs, see HdrProfiler
  private boolean closed;

  private LatencyRecorder(String kind) {
    this.kind = kind;
  }

  /**
   * Opens a recorder for the calling thread.
   *
   * @param kind name of the latency, {@code [a-z]+}: {@code service}, {@code leaf}
   */
  public static LatencyRecorder open(String kind) {
    if (!kind.matches("[a-z]+")) {
      throw new IllegalArgumentException("kind must be lower-case letters, got '" + kind + "'");
    }
    forgetClosed();
    LatencyRecorder recorder = new LatencyRecorder(kind);
    OPEN.add(recorder);
    return recorder;
  }

  /** Returns an empty histogram, as every one of latencies is: of nanoseconds, up to an hour. */
  public static Histogram newHistogram() {
    return new Histogram(1, HIGHEST_NANOS, SIGNIFICANT_DIGITS);
  }

  static void profilerIsHere() {
    profiled = true;
  }

  static List<LatencyRecorder> allOpen() {
    return OPEN;
  }

  /**
   * Records one latency; only on the thread that owns this recorder, or while that does not.
   *
   * @param nanos 0 to one hour
   * @throws IllegalArgumentException if it is outside: the clock or the benchmark is wrong
   */
  public void record(long nanos) {
    if (nanos < 0 || nanos > HIGHEST_NANOS) {
      throw new IllegalArgumentException(
          "a latency must lie between 0 and " + HIGHEST_NANOS + " ns, got " + nanos);
    }
    histogram.recordValue(nanos);
  }

  /** Adds what was recorded elsewhere, in nanoseconds; under the same rule. */
  void add(Histogram recorded) {
    histogram.add(recorded);
  }

  /**
   * Ends recording. JMH tears the benchmark down within the last iteration, before it asks
   * profilers for that iteration's results, so what is recorded stays until {@link HdrProfiler} has
   * read it. Idempotent.
   */
  @Override
  public void close() {
    if (!closed && !profiled) {
      System.out.println("no histograms: add -prof " + HdrProfiler.class.getName());
    }
    closed = true;
  }

  static void forgetClosed() {
    OPEN.removeIf(recorder -> recorder.closed);
  }

  String kind() {
    return kind;
  }

  public Histogram histogram() {
    return histogram;
  }

  void reset() {
    histogram.reset();
  }
}
