package org.asyncmark.profile.evidence;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.asyncmark.profile.IndexSection;
import org.asyncmark.text.Csv;
import org.asyncmark.text.Markdown;
import org.asyncmark.text.TextColumns;

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

    private String withReason() {
      return why.isEmpty() ? shown : shown + " (" + why + ")";
    }
  }

  /** Returns the table with aligned columns, reasons numbered below it. */
  public String text() {
    List<List<String>> lines = new ArrayList<>(List.of(header));
    lines.addAll(shown());
    Set<Integer> numbers = IntStream.range(1, header.size()).boxed().collect(Collectors.toSet());
    StringBuilder text = new StringBuilder(title).append('\n');
    TextColumns.of(lines, numbers).forEach(line -> text.append(line).append('\n'));
    notes().forEach(note -> text.append(note).append('\n'));
    return text.toString();
  }

  /** Returns the table as Markdown. */
  public String markdown() {
    StringBuilder text = new StringBuilder("## " + title + "\n\n").append(Markdown.row(header));
    text.append("|---").append("|---:".repeat(header.size() - 1)).append("|\n");
    shown().forEach(row -> text.append(Markdown.row(row)));
    text.append('\n');
    notes().forEach(note -> text.append("- ").append(note).append('\n'));
    return text.toString();
  }

  /** Returns the table as CSV, each reason in its cell. */
  public String csv() {
    Csv csv = new Csv(header.toArray(String[]::new));
    for (List<Cell> row : rows) {
      csv.row(row.stream().map(Cell::withReason).toArray());
    }
    return csv.finish();
  }

  /**
   * Returns the section of the page that shows tables.
   *
   * @param files the ways from the page to files with the same tables
   */
  public static IndexSection section(String heading, List<Table> tables, List<String> files) {
    // maps, because the template engine would reach a private record by reflection
    List<Map<String, Object>> pages =
        tables.stream()
            .map(
                table ->
                    Map.<String, Object>of(
                        "title",
                        table.title,
                        "header",
                        table.header,
                        "rows",
                        table.shown(),
                        "notes",
                        table.notes()))
            .toList();
    return new IndexSection(
        heading,
        "org/asyncmark/profile/evidence/table.peb",
        Map.of("tables", pages, "files", files));
  }

  private List<String> reasons() {
    return rows.stream()
        .flatMap(List::stream)
        .map(Cell::why)
        .filter(why -> !why.isEmpty())
        .distinct()
        .toList();
  }

  private List<String> notes() {
    List<String> reasons = reasons();
    List<String> notes = new ArrayList<>();
    for (int i = 0; i < reasons.size(); i++) {
      notes.add("[" + (i + 1) + "] " + reasons.get(i));
    }
    notes.addAll(remarks);
    return notes;
  }

  /** Returns the rows, with the number of its reason after each cell that has one. */
  private List<List<String>> shown() {
    List<String> reasons = reasons();
    return rows.stream()
        .map(
            row ->
                row.stream()
                    .map(
                        cell ->
                            cell.why.isEmpty()
                                ? cell.shown
                                : cell.shown + " [" + (reasons.indexOf(cell.why) + 1) + "]")
                    .toList())
        .toList();
  }
}
