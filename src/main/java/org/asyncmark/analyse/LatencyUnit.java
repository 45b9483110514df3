package org.asyncmark.analyse;

/** A unit in which latencies are shown. Values come in nanoseconds. */
public enum LatencyUnit {
  NANOS("ns", 1),
  MICROS("µs", 1e3),
  MILLIS("ms", 1e6),
  SECONDS("s", 1e9);

  /** From here on a value has three digits of the next unit's first: 999.5 is shown as 1000. */
  private static final double SHOWN_AS_NEXT = 0.9995;

  private final String symbol;
  private final double nanos;

  LatencyUnit(String symbol, double nanos) {
    this.symbol = symbol;
    this.nanos = nanos;
  }

  /** Returns the largest unit in which a value, with three digits, is at least 1. */
  public static LatencyUnit of(double valueNanos) {
    LatencyUnit unit = NANOS;
    for (LatencyUnit next : values()) {
      if (valueNanos >= next.nanos * SHOWN_AS_NEXT) {
        unit = next;
      }
    }
    return unit;
  }

  /** Returns the symbol, for example {@code µs}. */
  public String symbol() {
    return symbol;
  }

  /** Returns a value in this unit with three digits, without the symbol. */
  public String number(double valueNanos) {
    return Digits.three(valueNanos / nanos);
  }

  /** Returns two values in this unit, for example {@code 790 to 840 µs}. */
  public String range(double minNanos, double maxNanos) {
    return number(minNanos) + " to " + number(maxNanos) + " " + symbol;
  }

  /** Returns a value with three digits in the unit that suits it, for example {@code 1.15 ms}. */
  public static String text(double valueNanos) {
    LatencyUnit unit = of(valueNanos);
    return unit.number(valueNanos) + " " + unit.symbol;
  }

  /** Returns a tick in the unit that suits it, for example {@code 50 µs}. */
  public static String tick(double valueNanos) {
    LatencyUnit unit = of(valueNanos);
    return unit.plain(valueNanos) + " " + unit.symbol;
  }

  /** Returns a tick in this unit, without the symbol. */
  public String plain(double valueNanos) {
    return Digits.plain(valueNanos / nanos);
  }
}
