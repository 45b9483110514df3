package org.asyncmark.report.figure;

import java.util.ArrayList;
import java.util.List;
import org.asyncmark.analyse.LatencyUnit;

/** A scale between values and the fraction of an axis, with its ticks. */
final class Axis {
  private static final double[] LOG_STEPS = {1, 2, 5, 10};
  private static final double[] LINEAR_STEPS = {1, 2, 2.5, 5, 10};

  /** A value this near to a tick, in steps of the tick, is on it. */
  private static final double ROUNDING = 1e-9;

  private final boolean log;
  private final double from;
  private final double to;
  private final List<Double> ticks;
  private final List<Double> minorTicks;

  private Axis(boolean log, double from, double to, List<Double> ticks, List<Double> minorTicks) {
    this.log = log;
    this.from = from;
    this.to = to;
    this.ticks = List.copyOf(ticks);
    this.minorTicks = List.copyOf(minorTicks);
  }

  /**
   * Returns a linear axis from 0 to the first tick at or above {@code max}, with at most {@code
   * intervals} between ticks.
   *
   * @param max a finite number; what is not positive counts as 1
   */
  static Axis linear(double max, int intervals) {
    return linear(0, max > 0 ? max : 1, intervals);
  }

  /**
   * Returns a linear axis from the last tick at or below {@code min} to the first at or above
   * {@code max}, with about {@code intervals} between ticks.
   *
   * @param min a finite number from 0 up, below max
   * @param max a finite number
   */
  static Axis linear(double min, double max, int intervals) {
    double step = linearStep((max - min) / intervals);
    long first = (long) Math.floor(min / step + ROUNDING);
    long last = (long) Math.ceil(max / step - ROUNDING);
    List<Double> ticks = new ArrayList<>();
    for (long i = first; i <= last; i++) {
      ticks.add(i * step);
    }
    return new Axis(false, first * step, last * step, ticks, List.of());
  }

  /** Returns a linear axis from 0 to an end, without ticks. */
  static Axis span(double to) {
    return new Axis(false, 0, to, List.of(), List.of());
  }

  private static double linearStep(double least) {
    double power = Math.pow(10, Math.floor(Math.log10(least)));
    for (double step : LINEAR_STEPS) {
      if (step * power >= least * (1 - ROUNDING)) {
        return step * power;
      }
    }
    return 10 * power;
  }

  /**
   * Returns a log10 axis from the 1, 2 or 5 times a power of ten at or below {@code min} to the one
   * at or above {@code max}. It has ticks there up to three decades, and only at powers of ten
   * beyond that.
   *
   * @throws IllegalArgumentException unless {@code 0 < min <= max}, both finite
   */
  static Axis log(double min, double max) {
    if (!(min > 0 && min <= max && max < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "a log axis needs 0 < min <= max, got " + min + ", " + max);
    }
    List<Double> steps = new ArrayList<>();
    List<Double> all = new ArrayList<>();
    int lowest = (int) Math.floor(Math.log10(min)) - 1;
    int highest = (int) Math.ceil(Math.log10(max)) + 1;
    for (int power = lowest; power <= highest; power++) {
      for (int digit = 1; digit <= 9; digit++) {
        all.add(value(digit, power));
      }
      for (double digit : LOG_STEPS) {
        if (digit < 10) {
          steps.add(value(digit, power));
        }
      }
    }
    double from = steps.stream().filter(s -> s <= min * (1 + ROUNDING)).reduce(min, (a, b) -> b);
    double to =
        steps.stream().filter(s -> s >= max * (1 - ROUNDING) && s > from).findFirst().orElseThrow();
    boolean wide = Math.log10(to / from) > 3 + ROUNDING;
    List<Double> ticks = within(wide ? powers(lowest, highest) : steps, from, to);
    List<Double> minor = new ArrayList<>(within(all, from, to));
    minor.removeAll(ticks);
    return new Axis(true, from, to, ticks, minor);
  }

  /** Returns {@code digit * 10^power} without the error of multiplying by a negative power. */
  private static double value(double digit, int power) {
    return power >= 0 ? digit * Math.pow(10, power) : digit / Math.pow(10, -power);
  }

  private static List<Double> powers(int lowest, int highest) {
    List<Double> powers = new ArrayList<>();
    for (int power = lowest; power <= highest; power++) {
      powers.add(value(1, power));
    }
    return powers;
  }

  private static List<Double> within(List<Double> values, double from, double to) {
    return values.stream()
        .filter(v -> v >= from * (1 - ROUNDING) && v <= to * (1 + ROUNDING))
        .toList();
  }

  /** Returns an axis for latencies: linear from 0, or log10 if they span more than 20 times. */
  static Axis latency(double minNanos, double maxNanos) {
    double lowest = Math.max(1, minNanos);
    double highest = Math.max(lowest, maxNanos);
    return highest > 20 * lowest ? log(lowest, highest) : linear(highest, 6);
  }

  /** Returns where a value is on the axis: 0 at its start, 1 at its end; outside is held there. */
  double fraction(double value) {
    double fraction =
        log ? Math.log(value / from) / Math.log(to / from) : (value - from) / (to - from);
    return Math.max(0, Math.min(1, fraction));
  }

  boolean isLog() {
    return log;
  }

  double from() {
    return from;
  }

  double to() {
    return to;
  }

  /** Returns the values that have a label, ascending. */
  List<Double> ticks() {
    return ticks;
  }

  /** Returns the values between them that have a faint line, ascending; none on a linear axis. */
  List<Double> minorTicks() {
    return minorTicks;
  }

  /** Returns the label of a tick in nanoseconds: with its unit on a log axis, without else. */
  String label(double tickNanos) {
    return log ? LatencyUnit.tick(tickNanos) : unit().plain(tickNanos);
  }

  /** Returns the unit of all labels of a linear axis in nanoseconds. */
  LatencyUnit unit() {
    return LatencyUnit.of(to);
  }

  /** Returns the words to put after the name of an axis in nanoseconds. */
  String suffix() {
    return log ? " (log scale)" : " (" + unit().symbol() + ")";
  }
}
