package org.asyncmark.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A table of contrasts in columns of a fixed width. */
final class ContrastColumns {
  /** Columns of numbers, which are set to the right: base, other, change, n. */
  private static final Set<Integer> NUMBERS = Set.of(2, 3, 4, 6);

  private static final String DIM = "\u001b[2m";
  private static final String NORMAL = "\u001b[0m";

  private ContrastColumns() {}

  /**
   * Returns the table.
   *
   * @param dim whether the terminal may be told to dim the rows without a difference
   */
  static String render(ContrastTable table, boolean dim) {
    List<List<String>> lines = new ArrayList<>(List.of(table.header()));
    table.rows().forEach(row -> lines.add(table.cells(row)));
    int[] widths = new int[table.header().size()];
    for (List<String> line : lines) {
      for (int i = 0; i < line.size(); i++) {
        widths[i] = Math.max(widths[i], isReason(line, i) ? 0 : TextWidth.columns(line.get(i)));
      }
    }
    StringBuilder out = new StringBuilder(table.title()).append('\n');
    table.warnings().forEach(warning -> out.append(warning).append('\n'));
    table.facts().forEach(fact -> out.append(fact).append('\n'));
    for (int i = 0; i < lines.size(); i++) {
      String text = columns(lines.get(i), widths);
      boolean faint = dim && i > 0 && !table.rows().get(i - 1).shown();
      out.append(faint ? DIM + text + NORMAL : text).append('\n');
    }
    table.notes().forEach(note -> out.append(note).append('\n'));
    return out.toString();
  }

  /** A reason stands in the first column of numbers and may run over the others. */
  private static boolean isReason(List<String> line, int column) {
    return line.size() == 3 && column == 2;
  }

  private static String columns(List<String> line, int[] widths) {
    StringBuilder columns = new StringBuilder();
    for (int i = 0; i < line.size(); i++) {
      String space = " ".repeat(Math.max(0, widths[i] - TextWidth.columns(line.get(i))));
      boolean right = NUMBERS.contains(i) && !isReason(line, i);
      columns.append(right ? space + line.get(i) : line.get(i) + space).append("  ");
    }
    return columns.toString().stripTrailing();
  }
}
