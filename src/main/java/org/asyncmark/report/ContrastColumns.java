package org.asyncmark.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.asyncmark.analyse.ContrastTable;
import org.asyncmark.text.TextColumns;

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
    ContrastCells words = new ContrastCells(table);
    List<List<String>> lines = new ArrayList<>(List.of(words.header()));
    table.rows().forEach(row -> lines.add(words.cells(row)));
    StringBuilder out = new StringBuilder(table.title()).append('\n');
    table.warnings().forEach(warning -> out.append(warning).append('\n'));
    table.facts().forEach(fact -> out.append(fact).append('\n'));
    List<String> set = TextColumns.of(lines, NUMBERS);
    for (int i = 0; i < set.size(); i++) {
      boolean faint = dim && i > 0 && !table.rows().get(i - 1).shown();
      out.append(faint ? DIM + set.get(i) + NORMAL : set.get(i)).append('\n');
    }
    words.notes().forEach(note -> out.append(note).append('\n'));
    return out.toString();
  }
}
