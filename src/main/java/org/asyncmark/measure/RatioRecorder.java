package org.asyncmark.measure;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A mean that a benchmark knows better than any profiler: what it counted over what it counted it
 * in, for example hand-offs over items. It is one number for each iteration, the sum of the amounts
 * divided by the sum of the units.
 *
 * <p>Only for the thread that opened it; {@link HdrProfiler} reads and resets it between
 * iterations, when JMH has joined that thread.
 */
public final class RatioRecorder implements AutoCloseable {
  // JMH makes profilers itself and hands them no state
  private static final List<RatioRecorder> OPEN = new CopyOnWriteArrayList<>();

  private final String name;
  private final String unit;
  private double amount;
  private double units;

  // read while no worker runs, see HdrProfiler
  private boolean closed;

  private RatioRecorder(String name, String unit) {
    this.name = name;
    this.unit = unit;
  }

  /**
   * Opens a recorder for the calling thread.
   *
   * @param name what is counted, {@code [a-z]+}, or two of them with a dot between: {@code
   *     handoffs}, {@code gc.ms}
   * @param unit of the mean: {@code #/item}
   */
  public static RatioRecorder open(String name, String unit) {
    if (!name.matches("[a-z]+(\\.[a-z]+)?")) {
      throw new IllegalArgumentException("name must be lower-case letters, got '" + name + "'");
    }
    forgetClosed();
    RatioRecorder recorder = new RatioRecorder(name, unit);
    OPEN.add(recorder);
    return recorder;
  }

  /**
   * Adds to both sums; only on the thread that owns this recorder.
   *
   * @param amount what was counted, 0 and up
   * @param units what it was counted in, 0 and up
   * @throws IllegalArgumentException if one of them is negative or not finite
   */
  public void record(double amount, double units) {
    if (!(amount >= 0 && amount < Double.POSITIVE_INFINITY)
        || !(units >= 0 && units < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          name + " wants amounts and units from 0 up, got " + amount + " and " + units);
    }
    this.amount += amount;
    this.units += units;
  }

  /**
   * Ends recording. What is recorded stays until {@link HdrProfiler} has read it, because JMH tears
   * a benchmark down within its last iteration. Idempotent.
   */
  @Override
  public void close() {
    closed = true;
  }

  static List<RatioRecorder> allOpen() {
    return OPEN;
  }

  static void forgetClosed() {
    OPEN.removeIf(recorder -> recorder.closed);
  }

  /** Returns the mean of this iteration; empty if nothing was recorded. */
  Optional<RatioResult> result() {
    return units > 0 ? Optional.of(new RatioResult(name, amount / units, unit)) : Optional.empty();
  }

  void reset() {
    amount = 0;
    units = 0;
  }
}
