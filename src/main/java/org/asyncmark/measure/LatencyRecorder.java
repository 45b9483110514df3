package org.asyncmark.measure;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * One thread's histogram of one kind of latency. The thread that opened it records without a lock;
 * {@link HdrProfiler} reads and resets it between iterations, when JMH has joined the thread.
 *
 * <p>JMH makes profilers itself and hands them no state, hence the static list of open recorders.
 */
public final class LatencyRecorder implements AutoCloseable {
  /** The longest latency that can be recorded. */
  static final long HIGHEST_NANOS = TimeUnit.HOURS.toNanos(1);

  /** Values are kept within 0.1 %. */
  static final int SIGNIFICANT_DIGITS = 3;

  private static final List<LatencyRecorder> OPEN = new CopyOnWriteArrayList<>();

  private final String kind;
  private final Histogram histogram = new Histogram(1, HIGHEST_NANOS, SIGNIFICANT_DIGITS);

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
    LatencyRecorder recorder = new LatencyRecorder(kind);
    OPEN.add(recorder);
    return recorder;
  }

  static List<LatencyRecorder> allOpen() {
    return OPEN;
  }

  /**
   * Records one latency; only on the thread that owns this recorder.
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

  /** Ends recording; what was recorded since the last iteration is lost. Idempotent. */
  @Override
  public void close() {
    OPEN.remove(this);
  }

  String kind() {
    return kind;
  }

  Histogram histogram() {
    return histogram;
  }

  void reset() {
    histogram.reset();
  }
}
