package org.asyncmark.store;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;

/**
 * Histograms in HdrHistogram's log format 1.3: a line for each iteration and kind of latency, in
 * nanoseconds, the kind as the tag, the largest value of a line in milliseconds.
 */
public final class LatencyLog {
  private LatencyLog() {}

  /**
   * One line of a log.
   *
   * @param kind tag of the line, {@code [a-z]+}
   * @param startMillis since the epoch, when the iteration began by the plan
   * @param lengthMillis of the iteration
   * @param histogram nanoseconds
   */
  public record Interval(String kind, long startMillis, long lengthMillis, Histogram histogram) {
    public Interval {
      // HdrHistogram's writer takes any tag and its reader then loses the line
      if (!kind.matches("[a-z]+")) {
        throw new IllegalArgumentException("a kind must be lower-case letters, got '" + kind + "'");
      }
    }
  }

  /**
   * Writes a log and reads it back.
   *
   * @throws IOException if it cannot be written, or does not read back as it was
   */
  public static void write(Path file, List<Interval> intervals) throws IOException {
    WholeFile.print(file, print -> print(print, intervals));
    if (!sums(read(file)).equals(sums(intervals))) {
      throw new IOException(file + " does not read back as it was written: the disk may be full");
    }
  }

  /** Prints a log. */
  static void print(PrintStream print, List<Interval> intervals) {
    long base = intervals.stream().mapToLong(Interval::startMillis).min().orElse(0);
    HistogramLogWriter writer = head(print, base);
    for (Interval interval : intervals) {
      Histogram copy = narrowed(interval.histogram());
      copy.setTag(interval.kind());
      copy.setStartTimeStamp(interval.startMillis());
      copy.setEndTimeStamp(interval.startMillis() + interval.lengthMillis());
      writer.outputIntervalHistogram(copy);
    }
  }

  /**
   * Returns the same counts in a histogram that ends at their greatest value. A reader allocates
   * the range that a line names, and hours of it for microseconds take most of its time.
   */
  private static Histogram narrowed(Histogram histogram) {
    long least = histogram.getLowestDiscernibleValue();
    Histogram narrow =
        new Histogram(
            least,
            Math.max(2 * least, histogram.getMaxValue()),
            histogram.getNumberOfSignificantValueDigits());
    narrow.add(histogram);
    return narrow;
  }

  private static HistogramLogWriter head(PrintStream print, long baseMillis) {
    HistogramLogWriter writer = new HistogramLogWriter(print);
    writer.outputLogFormatVersion();
    writer.outputComment("[latencies in nanoseconds, Interval_Max in milliseconds]");
    writer.outputStartTime(baseMillis);
    writer.outputBaseTime(baseMillis);
    writer.setBaseTime(baseMillis);
    writer.outputLegend();
    return writer;
  }

  /**
   * Reads a log.
   *
   * @throws IOException if it cannot be read or a line is damaged; one that is missing is not
   *     noticed, so compare counts
   */
  static List<Interval> read(Path file) throws IOException {
    List<Interval> intervals = new ArrayList<>();
    read(file, kind -> true, intervals::add);
    return intervals;
  }

  /**
   * Reads a log line by line, so that no more than one histogram need be in memory.
   *
   * @param kinds those that are decoded
   * @throws IOException as {@link #read(Path)}
   */
  static void read(Path file, Predicate<String> kinds, Consumer<Interval> intervals)
      throws IOException {
    try {
      for (LoggedLine line : LoggedLine.of(file)) {
        if (kinds.test(line.kind())) {
          intervals.accept(line.decoded());
        }
      }
    } catch (NoSuchFileException e) {
      throw new IOException("no such file: " + RoundsFolder.told(file), e);
    } catch (DataFormatException e) {
      throw new IOException(RoundsFolder.told(file) + " is no histogram log: " + e.getMessage(), e);
    }
  }

  /**
   * Puts logs one after another into one, line by line as they are.
   *
   * @param logs that were read before, so that each of their lines is one of a histogram
   * @throws IOException if one cannot be read or the file cannot be written
   */
  static void join(Path file, List<Path> logs) throws IOException {
    List<LoggedLine> lines = new ArrayList<>();
    for (Path log : logs) {
      lines.addAll(LoggedLine.of(log));
    }
    long base = lines.stream().mapToLong(LoggedLine::startMillis).min().orElse(0);
    WholeFile.print(
        file,
        print -> {
          head(print, base);
          lines.forEach(line -> print.print(line.since(base)));
        });
  }

  /** Adds up the intervals of each kind. */
  public static Map<String, Histogram> sums(List<Interval> intervals) {
    Map<String, Histogram> sums = new TreeMap<>();
    intervals.forEach(each -> ForkReader.add(sums, each.kind(), each.histogram()));
    return sums;
  }
}
