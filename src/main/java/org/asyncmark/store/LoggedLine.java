package org.asyncmark.store;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;

/**
 * A line of a histogram log. {@link org.HdrHistogram.HistogramLogReader} would end at a damaged
 * line without a word.
 *
 * @param kind the tag
 * @param startMillis since the epoch
 * @param length of the interval in seconds, as it stands in the line
 * @param most greatest value, as it stands in the line
 * @param histogram as it stands in the line
 */
record LoggedLine(String kind, long startMillis, String length, String most, String histogram) {
  private static final String NUMBER = "\\d{1,12}(?:\\.\\d{1,9})?";
  private static final Pattern BASE = Pattern.compile("#\\[BaseTime: (" + NUMBER + ") .*");
  private static final Pattern TAG = Pattern.compile("Tag=([a-z]+)");
  private static final Pattern SECONDS = Pattern.compile(NUMBER);
  private static final int FIELDS = 5;

  /**
   * Returns the lines of a log.
   *
   * @throws IOException if it cannot be read, or has a line that is no histogram
   */
  static List<LoggedLine> of(Path log) throws IOException {
    List<LoggedLine> lines = new ArrayList<>();
    long base = 0;
    int place = 0;
    for (String text : new String(Files.readAllBytes(log), StandardCharsets.UTF_8).split("\n")) {
      place++;
      if (text.startsWith("#")) {
        Matcher start = BASE.matcher(text);
        base = start.matches() ? millis(start.group(1)) : base;
      } else if (!text.startsWith("\"StartTimestamp\"")) {
        // by its commas: a pattern would go through the histogram letter by letter
        String[] fields = text.split(",", -1);
        Matcher tag = TAG.matcher(fields[0]);
        if (fields.length != FIELDS
            || !tag.matches()
            || !SECONDS.matcher(fields[1]).matches()
            || !SECONDS.matcher(fields[2]).matches()) {
          throw new IOException(
              RoundsFolder.told(log) + " is no histogram log: line " + place + " is no histogram");
        }
        long startMillis = base + millis(fields[1]);
        lines.add(new LoggedLine(tag.group(1), startMillis, fields[2], fields[3], fields[4]));
      }
    }
    return lines;
  }

  private static long millis(String seconds) {
    return new BigDecimal(seconds).movePointRight(3).longValue();
  }

  /**
   * Decodes the histogram.
   *
   * @throws DataFormatException if it is damaged
   */
  LatencyLog.Interval decoded() throws DataFormatException {
    try {
      ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(histogram));
      Histogram decoded = Histogram.decodeFromCompressedByteBuffer(bytes, 0);
      return new LatencyLog.Interval(kind, startMillis, millis(length), decoded);
    } catch (RuntimeException e) { // whatever the decoder runs into
      DataFormatException damage = new DataFormatException(e.toString());
      damage.initCause(e);
      throw damage;
    }
  }

  /** Returns the line as it stands in a log that begins at another time. */
  String since(long baseMillis) {
    String start = BigDecimal.valueOf(startMillis - baseMillis, 3).toPlainString();
    return "Tag=" + kind + "," + start + "," + length + "," + most + "," + histogram + "\n";
  }
}
