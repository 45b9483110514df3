package org.asyncmark.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.asyncmark.analyse.Cell;
import org.asyncmark.analyse.ContrastTable;
import org.asyncmark.analyse.RunRecord;

/** A run as text for a terminal. */
public final class TextReport {
  /** Columns of a line of prose. */
  private static final int WIDTH = 100;

  private TextReport() {}

  /**
   * Returns a table and a sentence for each cell and JDK. The text is the same in every locale, and
   * ends in a newline.
   */
  public static String render(RunRecord run) {
    RunView view = new RunView(run);
    StringBuilder out = new StringBuilder();
    Provenance.lines(view).forEach(line -> out.append(line).append('\n'));
    if (view.cells().isEmpty()) {
      out.append('\n').append(Provenance.NO_ARMS).append('\n');
    }
    for (Cell cell : view.cells()) {
      out.append('\n').append(cell.pattern()).append("  ").append(cell.paramsLabel()).append('\n');
      for (Comparison comparison : view.comparisons(cell)) {
        out.append('\n');
        section(out, view, comparison);
      }
    }
    for (ContrastTable table : view.contrasts()) {
      out.append('\n').append(ContrastText.TEXT.render(table));
    }
    if (!view.cells().isEmpty()) {
      out.append('\n');
      paragraph(out, Provenance.LEGEND);
    }
    return out.toString()
        .lines()
        .map(String::stripTrailing)
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private static void section(StringBuilder out, RunView view, Comparison comparison) {
    out.append("JDK ").append(view.jdkLabel(comparison.jdk()));
    String separator = " · " + Provenance.LOAD + " · ";
    for (ResultTable table : ResultTable.all(comparison)) {
      out.append(separator).append(table.title()).append('\n');
      table(out, table);
      table.notes().forEach(note -> paragraph(out, note));
      separator = "";
    }
    paragraph(out, ComparisonText.text(view, comparison));
  }

  private static void table(StringBuilder out, ResultTable table) {
    List<List<String>> rows = new ArrayList<>(List.of(table.header()));
    for (ResultTable.Row row : table.rows()) {
      List<String> cells = new ArrayList<>(List.of(row.model()));
      cells.addAll(row.cells());
      rows.add(cells);
    }
    int[] widths = new int[table.header().size()];
    for (List<String> row : rows) {
      for (int i = 0; i < row.size(); i++) {
        widths[i] = Math.max(widths[i], TextWidth.columns(row.get(i)));
      }
    }
    for (int r = 0; r < rows.size(); r++) {
      List<String> row = rows.get(r);
      out.append(row.get(0)).append(" ".repeat(widths[0] - TextWidth.columns(row.get(0))));
      for (int i = 1; i < row.size(); i++) {
        // a range follows its median, so it is set to the left
        boolean range = table.header().get(i).startsWith("[");
        String space = " ".repeat(widths[i] - TextWidth.columns(row.get(i)));
        out.append(range ? " " + row.get(i) + space : "  " + space + row.get(i));
      }
      if (r > 0) {
        String reason = table.rows().get(r - 1).reason();
        out.append(reason.isEmpty() ? "" : "  ").append(reason);
      }
      out.append('\n');
    }
  }

  private static void paragraph(StringBuilder out, String text) {
    int column = 0;
    for (String word : TextWidth.words(text)) {
      if (column > 0 && column + 1 + TextWidth.columns(word) > WIDTH) {
        out.append('\n');
        column = 0;
      }
      out.append(column == 0 ? "" : " ").append(word);
      column += TextWidth.columns(word) + (column == 0 ? 0 : 1);
    }
    out.append('\n');
  }
}
