package org.asyncmark.run;

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
  private static final String SECONDS = "(\\d{1,12}(?:\\.\\d{1,9})?)";
  private static final Pattern BASE = Pattern.compile("#\\[BaseTime: " + SECONDS + " .*");
  private static final Pattern LINE =
      Pattern.compile("Tag=([a-z]+)," + SECONDS + "," + SECONDS + ",([^,]*),([^,]*)");

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
      Matcher line = LINE.matcher(text);
      Matcher start = BASE.matcher(text);
      if (line.matches()) {
        long startMillis = base + millis(line.group(2));
        lines.add(
            new LoggedLine(
                line.group(1), startMillis, line.group(3), line.group(4), line.group(5)));
      } else if (start.matches()) {
        base = millis(start.group(1));
      } else if (!text.startsWith("#") && !text.startsWith("\"StartTimestamp\"")) {
        throw new IOException(log + " is no histogram log: line " + place + " is no histogram");
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
