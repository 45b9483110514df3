package org.asyncmark.claim;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.asyncmark.EnvironmentException;
import org.asyncmark.text.Csv;

/**
 * A table of a run held against what the forks give now, value by value.
 *
 * @param named columns that say which row it is
 */
record TableRule(Path file, Set<String> named) {
  /** Advice and words beside a verdict, which another build may have put in another way. */
  private static final Set<String> NO_RESULT =
      Set.of("rounds_needed", "annotation", "what", "compared", "family");

  /**
   * Returns the places that differ, each with its column.
   *
   * @throws EnvironmentException if the file cannot be read
   */
  List<String> differences(String reckoned) {
    List<List<String>> found = Csv.read(reckoned);
    List<List<String>> wanted = rows();
    List<String> differences = new ArrayList<>();
    if (wanted.size() != found.size()) {
      differences.add(
          file.getFileName()
              + ": wanted "
              + (wanted.size() - 1)
              + " rows, the forks give "
              + (found.size() - 1));
      return differences;
    }
    for (int row = 1; row < wanted.size(); row++) {
      Map<String, String> before = byColumn(wanted.get(0), wanted.get(row));
      Map<String, String> now = byColumn(found.get(0), found.get(row));
      String name = name(now);
      before.forEach(
          (column, value) -> {
            String other = now.get(column);
            if (other != null && !NO_RESULT.contains(column) && !same(value, other)) {
              differences.add(
                  name
                      + ": "
                      + column
                      + " is "
                      + (value.isEmpty() ? "nothing" : value)
                      + " in "
                      + file.getFileName()
                      + ", the forks give "
                      + (other.isEmpty() ? "nothing" : other));
            }
          });
    }
    return differences;
  }

  private List<List<String>> rows() {
    try {
      List<List<String>> rows = Csv.read(Files.readString(file));
      if (rows.isEmpty()) {
        throw new IOException("it is empty");
      }
      return rows;
    } catch (IOException e) {
      throw new EnvironmentException(
          file + " cannot be read: " + EnvironmentException.oneLine(e.getMessage()), e);
    }
  }

  private static Map<String, String> byColumn(List<String> header, List<String> row) {
    Map<String, String> values = new TreeMap<>();
    for (int i = 0; i < header.size(); i++) {
      values.put(header.get(i), i < row.size() ? row.get(i) : "");
    }
    return values;
  }

  private String name(Map<String, String> row) {
    List<String> parts = new ArrayList<>();
    row.forEach(
        (column, value) -> {
          if (named.contains(column) && !value.isEmpty()) {
            parts.add(column + " " + value);
          }
        });
    return String.join(", ", parts);
  }

  private static boolean same(String wanted, String found) {
    try {
      return wanted.equals(found)
          || Numbers.same(Double.valueOf(wanted), (Object) Double.valueOf(found));
    } catch (NumberFormatException e) {
      return false; // a word
    }
  }
}
