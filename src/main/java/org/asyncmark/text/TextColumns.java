package org.asyncmark.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Lines of cells set in columns of a fixed width. */
public final class TextColumns {
  private TextColumns() {}

  /**
   * Returns the lines, their columns two spaces apart.
   *
   * @param lines the first is the header; the last cell of a shorter line may run over the columns
   *     that it lacks
   * @param right places of the columns that are set to the right
   */
  public static List<String> of(List<List<String>> lines, Set<Integer> right) {
    return of(lines, right, Set.of());
  }

  /**
   * Returns the same with some columns only one space from those before them.
   *
   * @param near places of these columns
   */
  public static List<String> of(List<List<String>> lines, Set<Integer> right, Set<Integer> near) {
    int[] widths = new int[lines.get(0).size()];
    for (List<String> line : lines) {
      for (int i = 0; i < line.size(); i++) {
        widths[i] =
            Math.max(widths[i], runsOver(line, i, widths) ? 0 : TextWidth.columns(line.get(i)));
      }
    }
    List<String> set = new ArrayList<>();
    for (List<String> line : lines) {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < line.size(); i++) {
        String space = " ".repeat(Math.max(0, widths[i] - TextWidth.columns(line.get(i))));
        boolean toTheRight = right.contains(i) && !runsOver(line, i, widths);
        text.append(i == 0 ? "" : near.contains(i) ? " " : "  ");
        text.append(toTheRight ? space + line.get(i) : line.get(i) + space);
      }
      set.add(text.toString().stripTrailing());
    }
    return set;
  }

  private static boolean runsOver(List<String> line, int column, int[] widths) {
    return line.size() < widths.length && column == line.size() - 1;
  }
}
