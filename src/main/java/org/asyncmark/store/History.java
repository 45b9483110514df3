package org.asyncmark.store;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.asyncmark.EnvironmentException;
import org.asyncmark.analyse.HistoryColumn;
import org.asyncmark.analyse.HistoryLine;
import org.asyncmark.analyse.RunRecord;
import org.asyncmark.text.Csv;

/**
 * A file of the user's to which runs are appended: CSV with a line for each arm and run, in the
 * order in which the runs began. Apache Otava reads it as it is; see {@code src/docs/history.md}.
 *
 * @param file may be missing, or empty: a history without lines
 */
public record History(Path file) {
  /** Returns the lines of a run, as CSV with its header. */
  static String summary(RunStore store, RunRecord run) {
    return text(new HistoryLines(store.plan(), run, Machines.of(store)).all());
  }

  /**
   * Returns its lines.
   *
   * @throws EnvironmentException if the file is no history, or cannot be read
   */
  public List<HistoryLine> lines() {
    String text = read();
    if (text.isBlank()) {
      return List.of();
    }
    List<List<String>> rows = Csv.read(text);
    List<String> header = Arrays.asList(HistoryColumn.headers());
    if (!rows.get(0).equals(header)) {
      throw new EnvironmentException(
          "wanted a history, whose first line begins with time,branch,run, found "
              + file
              + ", whose first line is '"
              + EnvironmentException.oneLine(String.join(",", rows.get(0)))
              + "'; it was left as it is: name another file");
    }
    List<HistoryLine> lines = new ArrayList<>();
    for (List<String> row : rows.subList(1, rows.size())) {
      if (row.size() != header.size()) {
        throw new EnvironmentException(
            String.format(
                Locale.ROOT,
                "wanted %d values in each line of %s, found %d in line %d; it was left as it is:"
                    + " mend that line or name another file",
                header.size(),
                file,
                row.size(),
                lines.size() + 2));
      }
      HistoryLine line = HistoryLine.of(row);
      requireNumbers(line, lines.size() + 2);
      lines.add(line);
    }
    return lines;
  }

  private void requireNumbers(HistoryLine line, int at) {
    for (HistoryColumn column : HistoryColumn.values()) {
      String text = line.text(column);
      if (column.isNumber()
          && !text.isEmpty()
          && line.number(column).filter(number -> number >= 0).isEmpty()) {
        throw new EnvironmentException(
            String.format(
                Locale.ROOT,
                "wanted a number of 0 and up for %s in %s, found '%s' in line %d; it was left as it"
                    + " is: mend that line or name another file",
                column.header(),
                file,
                EnvironmentException.oneLine(text),
                at));
      }
    }
  }

  private String read() {
    try {
      if (!Files.exists(file)) {
        return "";
      }
      if (!Files.isRegularFile(file)) {
        throw new EnvironmentException(
            "wanted a file for the history, found that " + file + " is none; name another");
      }
      // as spreadsheets leave it
      return Files.readString(file).replaceFirst("^\uFEFF", "").replace("\r\n", "\n");
    } catch (CharacterCodingException e) {
      throw new EnvironmentException(
          "wanted UTF-8 in the history " + file + ", found other bytes; name another file", e);
    } catch (IOException e) {
      throw new EnvironmentException(
          "cannot read the history " + file + ": " + e + "; name another file", e);
    }
  }

  /**
   * Puts a run's lines in, in place of those that it has of it: a run that went on has other
   * numbers. The file is written whole or stays as it was.
   *
   * @return what was done, in one line
   * @throws EnvironmentException if the file is no history, or cannot be written
   */
  public String append(RunStore store, RunRecord run) {
    List<HistoryLine> before = lines();
    List<HistoryLine> added = new HistoryLines(store.plan(), run, Machines.of(store)).all();
    List<HistoryLine> after =
        new ArrayList<>(before.stream().filter(line -> !isOf(line, run)).toList());
    boolean known = after.size() < before.size();
    after.addAll(added);
    after.sort(Comparator.comparing(line -> line.text(HistoryColumn.TIME))); // stable
    if (known && before.equals(after)) {
      return file + " has run " + run.id() + " already; nothing was appended";
    }
    try {
      Path whole = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath(); // a link stays
      Files.createDirectories(whole.getParent());
      WholeFile.print(whole, out -> out.print(text(after)));
    } catch (IOException e) {
      throw RunStore.unwritable(file, e);
    }
    String lines = added.size() + (added.size() == 1 ? " line" : " lines");
    return known
        ? file + " had run " + run.id() + " already; its " + lines + " were written anew"
        : lines + " of run " + run.id() + " appended to " + file;
  }

  private static boolean isOf(HistoryLine line, RunRecord run) {
    return line.text(HistoryColumn.RUN).equals(run.id());
  }

  private static String text(List<HistoryLine> lines) {
    Csv csv = new Csv(HistoryColumn.headers());
    lines.forEach(line -> csv.row(line.values()));
    return csv.finish();
  }
}
