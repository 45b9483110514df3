package org.asyncmark.pattern;

import java.util.ArrayList;
import java.util.List;
import org.asyncmark.measure.LatencyRecorder;
import org.asyncmark.measure.RatioRecorder;

/** The recorders of a fork. For the thread that measures. */
public final class Meter implements AutoCloseable {
  private final List<Runnable> open = new ArrayList<>();

  /**
   * Opens a recorder of one kind of latency.
   *
   * @param kind its name, {@code [a-z]+}: {@code service}, {@code leaf}
   */
  public LatencyRecorder latency(String kind) {
    LatencyRecorder recorder = LatencyRecorder.open(kind);
    open.add(recorder::close);
    return recorder;
  }

  /**
   * Opens a recorder of a mean that the benchmark counts.
   *
   * @param name what is counted, {@code [a-z]+}: {@code handoffs}
   * @param unit of the mean: {@code #/item}
   */
  public RatioRecorder ratio(String name, String unit) {
    RatioRecorder recorder = RatioRecorder.open(name, unit);
    open.add(recorder::close);
    return recorder;
  }

  /** Ends recording; what is recorded stays until JMH has asked for it. Idempotent. */
  @Override
  public void close() {
    open.forEach(Runnable::run);
  }
}
