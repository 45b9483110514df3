package org.asyncmark.text;

import java.util.ArrayList;
import java.util.List;

/** Comma-separated values as in RFC 4180, with a line feed at the end of each row. */
public final class Csv {
  private final StringBuilder out = new StringBuilder();
  private final int columns;

  /** Starts a table with its header. */
  public Csv(String... header) {
    columns = header.length;
    row((Object[]) header);
  }

  /**
   * Adds a row. Whole numbers come as integers, so that no locale can touch them.
   *
   * @throws IllegalArgumentException if its length is not that of the header
   */
  public void row(Object... values) {
    if (values.length != columns) {
      throw new IllegalArgumentException("want " + columns + " values, got " + values.length);
    }
    for (int i = 0; i < values.length; i++) {
      out.append(i == 0 ? "" : ",").append(quoted(values[i].toString()));
    }
    out.append('\n');
  }

  /** Returns a value as it stands in a row: in quotes if it needs them. */
  public static String quoted(String value) {
    boolean needed = value.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return needed ? '"' + value.replace("\"", "\"\"") + '"' : value;
  }

  /**
   * Reads a table.
   *
   * @return its rows, the header first; a quote that is not closed ends with the text
   */
  public static List<List<String>> read(String text) {
    List<List<String>> rows = new ArrayList<>();
    List<String> row = new ArrayList<>();
    StringBuilder value = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"') {
        boolean escaped = quoted && i + 1 < text.length() && text.charAt(i + 1) == '"';
        if (escaped) {
          value.append(text.charAt(++i));
        } else {
          quoted = !quoted;
        }
      } else if (!quoted && (c == ',' || c == '\n')) {
        row.add(value.toString());
        value.setLength(0);
        if (c == '\n') {
          rows.add(List.copyOf(row));
          row.clear();
        }
      } else {
        value.append(c);
      }
    }
    if (value.length() > 0 || !row.isEmpty()) {
      row.add(value.toString());
      rows.add(List.copyOf(row));
    }
    return rows;
  }

  /** Returns the table. */
  public String finish() {
    return out.toString();
  }
}
