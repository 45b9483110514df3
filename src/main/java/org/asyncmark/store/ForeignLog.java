package org.asyncmark.store;

import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.DataFormatException;
import org.HdrHistogram.DoubleHistogram;
import org.HdrHistogram.EncodableHistogram;
import org.HdrHistogram.Histogram;
import org.asyncmark.EnvironmentException;
import org.asyncmark.analyse.Distribution;

/**
 * Reads a histogram log of another tool, versions 1.1 to 1.3 of its format, and adds up the
 * intervals of each tag. HdrHistogram's own reader would end at a damaged line without a word.
 */
public final class ForeignLog {
  private static final Pattern VERSION =
      Pattern.compile("#\\[Histogram log format version ([^\\]]*)]");

  /** 1.01 is what the first writers called 1.1. */
  private static final Pattern READ = Pattern.compile("1\\.(?:0?[123])");

  private static final Pattern SEPARATOR = Pattern.compile("[ ,]");
  private static final Pattern NUMBER = Pattern.compile("[-+]?\\d+(?:\\.\\d*)?(?:[eE][-+]?\\d+)?");
  private static final int FIELDS = 4;

  private final Map<String, EncodableHistogram> sums = new TreeMap<>();
  private int line;

  /**
   * Reads a log.
   *
   * @return what was recorded under each tag; under empty text what has none
   * @throws EnvironmentException if a line is damaged, or there is no histogram; the message is one
   *     line with the file, the number of the line and the reason
   */
  public static Map<String, Distribution> read(ForeignFile file) {
    ForeignLog log = new ForeignLog();
    try {
      for (Iterator<String> lines = file.text().lines().iterator(); lines.hasNext(); ) {
        log.line++;
        log.read(lines.next().strip());
      }
    } catch (DataFormatException e) {
      throw new EnvironmentException(
          String.format(
              Locale.ROOT,
              "%s is no whole histogram log: line %d: %s; record it again or take the line out",
              file.path(),
              log.line,
              e.getMessage()),
          e);
    }
    if (log.sums.isEmpty()) {
      throw new EnvironmentException(
          file.path() + " is a histogram log without a histogram; record it again");
    }
    Map<String, Distribution> all = new TreeMap<>();
    log.sums.forEach((tag, sum) -> all.put(tag, distribution(sum)));
    return all;
  }

  private void read(String text) throws DataFormatException {
    if (text.startsWith("#")) {
      Matcher version = VERSION.matcher(text);
      if (version.lookingAt() && !READ.matcher(version.group(1)).matches()) {
        throw new DataFormatException(
            "want log format version 1.1 to 1.3, got " + ForeignName.plain(version.group(1)));
      }
    } else if (!text.isEmpty() && !text.startsWith("\"")) {
      interval(text);
    }
  }

  private void interval(String text) throws DataFormatException {
    String tag = "";
    String rest = text;
    if (text.startsWith("Tag=")) {
      Matcher end = SEPARATOR.matcher(text);
      int at = end.find() ? end.start() : text.length();
      tag = ForeignName.plain(text.substring("Tag=".length(), at));
      rest = text.substring(Math.min(text.length(), at + 1));
    }
    String[] fields = SEPARATOR.split(rest, -1);
    if (fields.length != FIELDS) {
      throw new DataFormatException(
          String.format(
              Locale.ROOT,
              "want start, length, greatest value and histogram, got %d of these %d",
              rest.isEmpty() ? 0 : fields.length,
              FIELDS));
    }
    for (int i = 0; i < FIELDS - 1; i++) {
      if (!NUMBER.matcher(fields[i]).matches()) {
        throw new DataFormatException("want a number, got '" + ForeignName.plain(fields[i]) + "'");
      }
    }
    add(tag, LogPayload.decoded(fields[FIELDS - 1]));
  }

  private void add(String tag, EncodableHistogram interval) throws DataFormatException {
    EncodableHistogram sum = sums.get(tag);
    try {
      if (sum == null) {
        sums.put(tag, growing(interval));
      } else if (sum instanceof Histogram all && interval instanceof Histogram some) {
        all.add(some);
      } else if (sum instanceof DoubleHistogram all && interval instanceof DoubleHistogram some) {
        all.add(some);
      } else {
        throw new DataFormatException("whole numbers and others under one tag");
      }
    } catch (ArrayIndexOutOfBoundsException e) {
      DataFormatException damage = new DataFormatException("values too far apart for one tag");
      damage.initCause(e);
      throw damage;
    }
  }

  private static EncodableHistogram growing(EncodableHistogram histogram) {
    if (histogram instanceof Histogram whole) {
      whole.setAutoResize(true);
    } else if (histogram instanceof DoubleHistogram other) {
      other.setAutoResize(true);
    }
    return histogram;
  }

  private static Distribution distribution(EncodableHistogram sum) {
    return sum instanceof Histogram whole
        ? Distribution.of(whole)
        : Distribution.of((DoubleHistogram) sum);
  }
}
