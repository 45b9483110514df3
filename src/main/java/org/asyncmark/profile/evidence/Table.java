package org.asyncmark.profile.evidence;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.asyncmark.profile.IndexSection;

/**
 * A table of a profile job, as text, Markdown and CSV.
 *
 * @param title what it shows
 * @param header names of the columns
 * @param rows as many cells each as there are columns
 * @param remarks what readers must know of it, one sentence each
 */
public record Table(
    String title, List<String> header, List<List<Cell>> rows, List<String> remarks) {
  public Table {
    header = List.copyOf(header);
    rows = rows.stream().map(List::copyOf).toList();
    remarks = List.copyOf(remarks);
  }

  /**
   * A cell.
   *
   * @param shown a number, a word, {@code n/a}
   * @param why it is no number, to be told below the table; empty if it needs no reason
   */
  public record Cell(String shown, String why) {
    private static final String WRAPPED = "n/a (";

    /** Returns a cell that needs no reason. */
    public static Cell of(String shown) {
      return new Cell(shown, "");
    }

    /**
     * Returns the cell of a number that there is not.
     *
     * @param why a reason, also one as it stands in other tables, {@code n/a (reason)}
     */
    public static Cell absent(String why) {
      boolean wrapped = why.startsWith(WRAPPED) && why.endsWith(")");
      return new Cell("n/a", wrapped ? why.substring(WRAPPED.length(), why.length() - 1) : why);
    }
  }

  /** Returns the table with aligned columns, reasons numbered below it. */
  public String text() {
    List<String> reasons = reasons();
    List<List<String>> lines = new ArrayList<>();
    lines.add(header);
    rows.forEach(row -> lines.add(row.stream().map(cell -> numbered(cell, reasons)).toList()));
    int[] widths = new int[header.size()];
    lines.forEach(
        line -> {
          for (int i = 0; i < widths.length; i++) {
            widths[i] = Math.max(widths[i], line.get(i).length());
          }
        });
    StringBuilder text = new StringBuilder(title).append('\n');
    for (List<String> line : lines) {
      StringBuilder columns = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        String padding = " ".repeat(widths[i] - line.get(i).length());
        columns.append(i == 0 ? line.get(i) + padding : "  " + padding + line.get(i));
      }
      text.append(columns.toString().stripTrailing()).append('\n');
    }
    notes(reasons).forEach(note -> text.append(note).append('\n'));
    return text.toString();
  }

  /** Returns the table as Markdown. */
  public String markdown() {
    List<String> reasons = reasons();
    StringBuilder text = new StringBuilder("## " + title + "\n\n");
    text.append(header.stream().collect(Collectors.joining(" | ", "| ", " |\n")));
    text.append("|---").append("|---:".repeat(header.size() - 1)).append("|\n");
    for (List<Cell> row : rows) {
      text.append(
          row.stream()
              .map(cell -> numbered(cell, reasons))
              .collect(Collectors.joining(" | ", "| ", " |\n")));
    }
    text.append('\n');
    notes(reasons).forEach(note -> text.append("- ").append(note).append('\n'));
    return text.toString();
  }

  /** Returns the table as CSV, each reason in its cell. */
  public String csv() {
    StringBuilder text = new StringBuilder();
    text.append(header.stream().map(Table::quoted).collect(Collectors.joining(","))).append('\n');
    for (List<Cell> row : rows) {
      text.append(
              row.stream()
                  .map(
                      cell ->
                          cell.why().isEmpty()
                              ? cell.shown()
                              : cell.shown() + " (" + cell.why() + ")")
                  .map(Table::quoted)
                  .collect(Collectors.joining(",")))
          .append('\n');
    }
    return text.toString();
  }

  /** Returns the section of the page that shows tables. */
  public static IndexSection section(String heading, List<Table> tables) {
    List<Page> pages =
        tables.stream()
            .map(
                table -> {
                  List<String> reasons = table.reasons();
                  return new Page(
                      table.title,
                      table.header,
                      table.rows.stream()
                          .map(row -> row.stream().map(cell -> numbered(cell, reasons)).toList())
                          .toList(),
                      table.notes(reasons));
                })
            .toList();
    return new IndexSection(
        heading, "org/asyncmark/profile/evidence/table.peb", Map.of("tables", pages));
  }

  /** A table as the template shows it. */
  record Page(String title, List<String> header, List<List<String>> rows, List<String> notes) {}

  private List<String> reasons() {
    return rows.stream()
        .flatMap(List::stream)
        .map(Cell::why)
        .filter(why -> !why.isEmpty())
        .distinct()
        .toList();
  }

  private List<String> notes(List<String> reasons) {
    List<String> notes = new ArrayList<>();
    for (int i = 0; i < reasons.size(); i++) {
      notes.add("[" + (i + 1) + "] " + reasons.get(i));
    }
    notes.addAll(remarks);
    return notes;
  }

  private static String numbered(Cell cell, List<String> reasons) {
    return cell.why().isEmpty()
        ? cell.shown()
        : cell.shown() + " [" + (reasons.indexOf(cell.why()) + 1) + "]";
  }

  private static String quoted(String value) {
    return value.matches("(?s).*[\",\n].*") ? '"' + value.replace("\"", "\"\"") + '"' : value;
  }
}
