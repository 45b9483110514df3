package org.asyncmark.analyse;

import java.util.Map;

/**
 * A unit as JMH and its profilers write it: {@code us/op}, {@code ops/s}, {@code B/op}, {@code
 * MB/sec}. JMH counts 1024 bytes to the kB.
 *
 * @param text plain spelling, {@code us} for microseconds
 * @param above what stands above the line
 * @param below what stands below it
 * @see <a
 *     href="https://github.com/openjdk/jmh/blob/1.37/jmh-core/src/main/java/org/openjdk/jmh/runner/options/TimeValue.java">the
 *     names of JMH's units of time</a>
 */
public record ScoreUnit(String text, Part above, Part below) {
  /** What is counted. */
  public enum Quantity {
    TIME,
    BYTES,
    OPS,
    /** Nothing stands there. */
    NONE,
    /** Something that is compared with its like alone, for example {@code #}. */
    OTHER
  }

  /**
   * One side of the line.
   *
   * @param size in nanoseconds, bytes or ops
   */
  public record Part(Quantity quantity, double size) {
    private static final Part NONE = new Part(Quantity.NONE, 1);
    private static final Part OTHER = new Part(Quantity.OTHER, 1);
    private static final Map<String, Part> KNOWN =
        Map.ofEntries(
            Map.entry("", NONE),
            Map.entry("op", new Part(Quantity.OPS, 1)),
            Map.entry("ops", new Part(Quantity.OPS, 1)),
            Map.entry("ns", time(1)),
            Map.entry("us", time(1e3)),
            Map.entry("ms", time(1e6)),
            Map.entry("s", time(1e9)),
            Map.entry("sec", time(1e9)),
            Map.entry("m", time(60e9)),
            Map.entry("min", time(60e9)),
            Map.entry("h", time(3_600e9)),
            Map.entry("hr", time(3_600e9)),
            Map.entry("d", time(86_400e9)),
            Map.entry("day", time(86_400e9)),
            Map.entry("B", bytes(0)),
            Map.entry("byte", bytes(0)),
            Map.entry("bytes", bytes(0)),
            Map.entry("kB", bytes(1)),
            Map.entry("KB", bytes(1)),
            Map.entry("KiB", bytes(1)),
            Map.entry("MB", bytes(2)),
            Map.entry("MiB", bytes(2)),
            Map.entry("GB", bytes(3)),
            Map.entry("GiB", bytes(3)),
            Map.entry("TB", bytes(4)),
            Map.entry("TiB", bytes(4)));

    private static Part time(double nanos) {
      return new Part(Quantity.TIME, nanos);
    }

    private static Part bytes(int powerOf1024) {
      return new Part(Quantity.BYTES, Math.scalb(1.0, 10 * powerOf1024));
    }
  }

  /** Returns the unit of a text; one that is not known is convertible into itself alone. */
  public static ScoreUnit of(String text) {
    String plain = text.strip().replace('µ', 'u').replace('μ', 'u');
    int line = plain.indexOf('/');
    String above = line < 0 ? plain : plain.substring(0, line).strip();
    String below = line < 0 ? "" : plain.substring(line + 1).strip();
    return new ScoreUnit(
        plain,
        Part.KNOWN.getOrDefault(above, Part.OTHER),
        Part.KNOWN.getOrDefault(below, Part.OTHER));
  }

  /** Tells whether this is of some quantity for each of another, for example time for each op. */
  public boolean is(Quantity of, Quantity per) {
    return above.quantity == of && below.quantity == per;
  }

  /** Tells whether values of this unit can be given in another. */
  public boolean isConvertibleTo(ScoreUnit other) {
    boolean known = above.quantity != Quantity.OTHER && below.quantity != Quantity.OTHER;
    return text.equals(other.text) || (known && other.is(above.quantity, below.quantity));
  }

  /**
   * Returns a value of this unit in another one.
   *
   * @throws IllegalArgumentException if that cannot be
   */
  public double convert(double value, ScoreUnit to) {
    if (!isConvertibleTo(to)) {
      throw new IllegalArgumentException("cannot convert " + text + " into " + to.text);
    }
    return value * (above.size / to.above.size) * (to.below.size / below.size);
  }

  /** Returns the spelling for readers, {@code µs} for microseconds. */
  public String shown() {
    return text.replaceAll("\\bus\\b", "µs");
  }
}
