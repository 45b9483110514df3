package org.asyncmark.run;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.EncodableHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;
import org.HdrHistogram.HistogramLogWriter;

/**
 * Histograms in HdrHistogram's log format 1.3: a line for each iteration and kind of latency, in
 * nanoseconds, the kind as the tag, the largest value of a line in milliseconds.
 */
final class LatencyLog {
  private LatencyLog() {}

  /**
   * One line of a log.
   *
   * @param kind tag of the line, {@code [a-z]+}
   * @param startMillis since the epoch, when the iteration began by the plan
   * @param lengthMillis of the iteration
   * @param histogram nanoseconds
   */
  record Interval(String kind, long startMillis, long lengthMillis, Histogram histogram) {
    Interval {
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
  static void write(Path file, List<Interval> intervals) throws IOException {
    long base = intervals.stream().mapToLong(Interval::startMillis).min().orElse(0);
    WholeFile.print(
        file,
        print -> {
          HistogramLogWriter writer = new HistogramLogWriter(print);
          writer.outputLogFormatVersion();
          writer.outputComment("[latencies in nanoseconds, Interval_Max in milliseconds]");
          writer.outputStartTime(base);
          writer.outputBaseTime(base);
          writer.setBaseTime(base);
          writer.outputLegend();
          for (Interval interval : intervals) {
            Histogram copy = interval.histogram().copy();
            copy.setTag(interval.kind());
            copy.setStartTimeStamp(interval.startMillis());
            copy.setEndTimeStamp(interval.startMillis() + interval.lengthMillis());
            writer.outputIntervalHistogram(copy);
          }
        });
    if (!sums(read(file)).equals(sums(intervals))) {
      throw new IOException(file + " does not read back as it was written: the disk may be full");
    }
  }

  /**
   * Reads a log.
   *
   * @throws IOException if it cannot be read; a line that is damaged ends it early, so compare
   *     counts
   */
  static List<Interval> read(Path file) throws IOException {
    List<Interval> intervals = new ArrayList<>();
    try (HistogramLogReader reader = new HistogramLogReader(file.toFile())) {
      EncodableHistogram next = reader.nextIntervalHistogram();
      while (next != null) {
        if (next instanceof Histogram histogram && histogram.getTag() != null) {
          intervals.add(
              new Interval(
                  histogram.getTag(),
                  histogram.getStartTimeStamp(),
                  histogram.getEndTimeStamp() - histogram.getStartTimeStamp(),
                  histogram));
        }
        next = reader.nextIntervalHistogram();
      }
    } catch (FileNotFoundException e) {
      throw new IOException("no such file: " + file, e);
    } catch (RuntimeException e) {
      throw new IOException(file + " is no histogram log: " + e.getMessage(), e);
    }
    return intervals;
  }

  /** Adds up the intervals of each kind. */
  static Map<String, Histogram> sums(List<Interval> intervals) {
    Map<String, Histogram> sums = new TreeMap<>();
    for (Interval interval : intervals) {
      Histogram sum = sums.get(interval.kind());
      if (sum == null) {
        sums.put(interval.kind(), interval.histogram().copy());
      } else {
        sum.add(interval.histogram());
      }
    }
    return sums;
  }
}
