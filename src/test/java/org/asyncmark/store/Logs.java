package org.asyncmark.store;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.HdrHistogram.DoubleHistogram;
import org.HdrHistogram.EncodableHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;
import org.HdrHistogram.HistogramLogWriter;

/** Histogram logs of all versions; HdrHistogram itself writes the newest only. */
final class Logs {
  private static final int V0 = 0x1c849308;
  private static final int V1 = 0x1c849301;
  private static final int COUNTS_OF_8_BYTES = 0x80;

  private Logs() {}

  /** Returns a histogram of the whole numbers from one to another. */
  static Histogram numbers(int from, int to) {
    Histogram histogram = new Histogram(1, 1_000_000, 3);
    for (int i = from; i <= to; i++) {
      histogram.recordValue(i);
    }
    return histogram;
  }

  /** Returns a histogram of the thousandth part of such numbers. */
  static DoubleHistogram thousandths(int from, int to) {
    DoubleHistogram histogram = new DoubleHistogram(1_000_000, 3);
    for (int i = from; i <= to; i++) {
      histogram.recordValue(i / 1_000.0);
    }
    return histogram;
  }

  /** Returns a log as HdrHistogram's writer writes it. */
  static String written(EncodableHistogram... intervals) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    HistogramLogWriter writer =
        new HistogramLogWriter(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    writer.outputLogFormatVersion();
    writer.outputComment("[recorded by hand]");
    writer.outputStartTime(1_700_000_000_000L);
    writer.outputBaseTime(1_700_000_000_000L);
    writer.outputLegend();
    for (EncodableHistogram interval : intervals) {
      writer.outputIntervalHistogram(0.5, 1.5, interval, 1_000);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  /** Returns a log of one line in the words of an older version. */
  static String log(String version, String payload) {
    return "#[Histogram log format version "
        + version
        + "]\n#[StartTime: 1700000000.000 (seconds since epoch), some day]\n"
        + "\"StartTimestamp\",\"Interval_Length\",\"Interval_Max\",\"Interval_Compressed_Histogram\"\n"
        + "0.100,1.000,0.009,"
        + payload
        + "\n";
  }

  /** V0: first word, digits, least and greatest value, number of values, all counts. */
  static byte[] v0(Histogram histogram) {
    long[] counts = counts(histogram);
    ByteBuffer bytes = ByteBuffer.allocate(32 + 8 * counts.length);
    bytes.putInt(V0 | COUNTS_OF_8_BYTES).putInt(histogram.getNumberOfSignificantValueDigits());
    bytes.putLong(histogram.getLowestDiscernibleValue());
    bytes.putLong(histogram.getHighestTrackableValue());
    bytes.putLong(histogram.getTotalCount());
    Arrays.stream(counts).forEach(bytes::putLong);
    return bytes.array();
  }

  /**
   * V1: first word, bytes of the counts, offset, digits, least and greatest value, ratio, counts.
   */
  static byte[] v1(Histogram histogram) {
    long[] counts = counts(histogram);
    ByteBuffer bytes = ByteBuffer.allocate(40 + 8 * counts.length);
    bytes.putInt(V1 | COUNTS_OF_8_BYTES).putInt(8 * counts.length).putInt(0);
    bytes.putInt(histogram.getNumberOfSignificantValueDigits());
    bytes.putLong(histogram.getLowestDiscernibleValue());
    bytes.putLong(histogram.getHighestTrackableValue());
    bytes.putDouble(1);
    Arrays.stream(counts).forEach(bytes::putLong);
    return bytes.array();
  }

  static byte[] v2(Histogram histogram) {
    ByteBuffer bytes = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
    return Arrays.copyOf(bytes.array(), histogram.encodeIntoByteBuffer(bytes));
  }

  static byte[] v2(DoubleHistogram histogram) {
    ByteBuffer bytes = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
    return Arrays.copyOf(bytes.array(), histogram.encodeIntoByteBuffer(bytes));
  }

  static byte[] v2Compressed(EncodableHistogram histogram) {
    ByteBuffer bytes = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
    int length = histogram.encodeIntoCompressedByteBuffer(bytes, Deflater.BEST_COMPRESSION);
    return Arrays.copyOf(bytes.array(), length);
  }

  /** Returns V0 or V1 behind the first word that is one more, and the length. */
  static byte[] compressed(byte[] plain) {
    ByteArrayOutputStream deflated = new ByteArrayOutputStream();
    try (DeflaterOutputStream out = new DeflaterOutputStream(deflated)) {
      out.write(plain);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return ByteBuffer.allocate(8 + deflated.size())
        .putInt(ByteBuffer.wrap(plain).getInt() + 1)
        .putInt(deflated.size())
        .put(deflated.toByteArray())
        .array();
  }

  static String base64(byte[] payload) {
    return Base64.getEncoder().encodeToString(payload);
  }

  private static long[] counts(Histogram histogram) {
    return java.util.stream.StreamSupport.stream(histogram.allValues().spliterator(), false)
        .mapToLong(HistogramIterationValue::getCountAtValueIteratedTo)
        .toArray();
  }
}
