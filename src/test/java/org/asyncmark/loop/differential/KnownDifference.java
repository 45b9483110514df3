package org.asyncmark.loop.differential;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Something that releases of CPython do in another way than the loop does, on purpose: from the
 * first line of a trace that shows its sign, traces are not compared.
 *
 * @param name by which the documentation calls it
 * @param from first release with it
 * @param to first release without it
 * @param sign matches a line of the loop's or CPython's trace at or before the first effect
 * @param what is different there, and why
 */
record KnownDifference(String name, Release from, Release to, Pattern sign, String what) {
  private static final Path TABLE =
      Path.of("src", "test", "resources", "differential", "known-differences.tsv");
  private static final int COLUMNS = 5;

  /** Reads the table of all of them. */
  static List<KnownDifference> all() throws IOException {
    List<KnownDifference> all = new ArrayList<>();
    for (String line : Files.readAllLines(TABLE, UTF_8)) {
      if (!line.startsWith("#")) {
        all.add(parse(line));
      }
    }
    return all;
  }

  /** Reads those that a release has. */
  static List<KnownDifference> of(Release release) throws IOException {
    return all().stream()
        .filter(each -> each.from.compareTo(release) <= 0 && release.compareTo(each.to) < 0)
        .toList();
  }

  private static KnownDifference parse(String line) {
    String[] cells = line.split("\t");
    if (cells.length != COLUMNS) {
      throw new IllegalArgumentException(
          "want " + COLUMNS + " cells between tabs in " + TABLE + ", got " + line);
    }
    return new KnownDifference(
        cells[0],
        Release.parse(cells[1]),
        Release.parse(cells[2]),
        Pattern.compile(cells[3]),
        cells[4]);
  }

  /** Returns the index of the first line that shows the sign, or a huge one if none does. */
  int firstSign(Trace trace) {
    for (int i = 0; i < trace.lines().size(); i++) {
      if (sign.matcher(trace.lines().get(i)).find()) {
        return i;
      }
    }
    return Integer.MAX_VALUE;
  }
}
