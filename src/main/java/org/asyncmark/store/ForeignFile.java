package org.asyncmark.store;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.asyncmark.EnvironmentException;

/**
 * A file that another tool wrote, read once and whole, told by what is in it and not by its name.
 *
 * @param path as it was given
 * @param text all of it
 */
public record ForeignFile(Path path, Form form, String text) {
  /** What is read. */
  public enum Form {
    /** What JMH writes with {@code -rf json}. */
    JMH_JSON("JMH's JSON"),
    /** What HdrHistogram's writer of logs writes. */
    HISTOGRAM_LOG("a histogram log");

    private final String words;

    Form(String words) {
      this.words = words;
    }

    @Override
    public String toString() {
      return words;
    }
  }

  private static final String WITH_JSON =
      ", which has no single forks; run JMH with '-rf json' and give that file";

  /** Beginnings of what people have at hand and is not read, with what it is and what to do. */
  private static final Map<Pattern, String> REFUSED =
      Map.of(
          Pattern.compile("\"Benchmark\","),
          "a table that JMH wrote with '-rf csv'" + WITH_JSON,
          Pattern.compile("\"Benchmark\";"),
          "a table that JMH wrote with '-rf scsv'" + WITH_JSON,
          Pattern.compile("Benchmark +(?:\\(|Mode).*"),
          "a table that JMH wrote with '-rf text'" + WITH_JSON,
          Pattern.compile("\\\\begin\\{tabular}"),
          "a table that JMH wrote with '-rf latex'" + WITH_JSON,
          Pattern.compile("# (?:JMH version|VM version|Detecting actual|Run progress)"),
          "what JMH prints while it runs" + WITH_JSON,
          Pattern.compile("Value +Percentile +TotalCount"),
          "a table of percentiles; give the histogram log that it was made from");

  private static final Pattern LOG =
      Pattern.compile("#|\"(?:Start)?Timestamp\"|Tag=|[-+]?[0-9.]+(?:[eE][-+]?[0-9]+)?[, ]");
  private static final int SHOWN_CHARS = 40;

  /**
   * Reads a file.
   *
   * @throws EnvironmentException if there is none, or it is none of the forms; the message is one
   *     line with the file and the reason
   */
  public static ForeignFile read(Path path) {
    String text = FileText.read(path);
    String start = text.stripLeading();
    if (start.startsWith("[") || start.startsWith("{")) {
      return new ForeignFile(path, Form.JMH_JSON, text);
    }
    for (Map.Entry<Pattern, String> refused : REFUSED.entrySet()) {
      if (refused.getKey().matcher(start).lookingAt()) {
        throw new EnvironmentException(path + " is " + refused.getValue());
      }
    }
    if (LOG.matcher(start).lookingAt()) {
      return new ForeignFile(path, Form.HISTOGRAM_LOG, text);
    }
    List<String> lines = start.lines().limit(1).toList();
    String first = ForeignName.plain(lines.get(0));
    boolean longer = first.length() > SHOWN_CHARS;
    throw new EnvironmentException(
        String.format(
            Locale.ROOT,
            "%s is neither %s nor %s: it begins with '%s'; give a file that 'java -jar ... -rf"
                + " json' wrote, or the folder of a run",
            path,
            Form.JMH_JSON,
            Form.HISTOGRAM_LOG,
            longer ? first.substring(0, SHOWN_CHARS) + "..." : first));
  }

  /** Returns the name of the file without its folder. */
  String name() {
    return String.valueOf(path.getFileName());
  }
}
