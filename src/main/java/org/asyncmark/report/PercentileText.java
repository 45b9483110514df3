package org.asyncmark.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.asyncmark.analyse.Digits;
import org.asyncmark.analyse.PercentileTable;
import org.asyncmark.text.Csv;
import org.asyncmark.text.Markdown;
import org.asyncmark.text.TextColumns;

/** Tables of percentiles in the formats of {@link ContrastText}, the same in every locale. */
public final class PercentileText {
  private static final List<String> HEADER = List.of("tag", "what", "run 1", "run 2", "ratio");
  private static final Set<Integer> NUMBERS = Set.of(2, 3, 4);
  private static final List<String> NAMES =
      List.of("base_file", "other_file", "tag", "what", "base", "other", "ratio");

  private PercentileText() {}

  /** Returns the tables, at least one. */
  public static String render(List<PercentileTable> tables, ContrastText format) {
    return switch (format) {
      case TEXT -> tables.stream().map(PercentileText::columns).collect(Collectors.joining("\n"));
      case MARKDOWN ->
          tables.stream().map(PercentileText::markdown).collect(Collectors.joining("\n"));
      case CSV -> csv(tables);
      case JSON -> Json.pretty(tables.stream().map(PercentileText::json).toList());
    };
  }

  private static String columns(PercentileTable table) {
    StringBuilder out = new StringBuilder(table.title()).append('\n');
    table.warnings().forEach(warning -> out.append(warning).append('\n'));
    TextColumns.of(lines(table), NUMBERS).forEach(line -> out.append(line).append('\n'));
    return out.toString();
  }

  private static String markdown(PercentileTable table) {
    List<String> rows =
        lines(table).stream()
            .map(line -> Markdown.row(line.stream().map(Markdown::escape).toList()))
            .toList();
    return "**"
        + Markdown.escape(table.title())
        + "**\n\n"
        + Markdown.list(table.warnings())
        + "\n"
        + rows.get(0)
        + "|---|---|---:|---:|---:|\n"
        + String.join("", rows.subList(1, rows.size()));
  }

  /** Returns the lines of a table for people, its header first. */
  private static List<List<String>> lines(PercentileTable table) {
    List<List<String>> lines = new ArrayList<>(List.of(HEADER));
    for (PercentileTable.Row row : table.rows()) {
      boolean count = row.what().equals("count");
      lines.add(
          List.of(
              row.label(),
              row.what(),
              count ? Digits.count((long) row.base()) : text(row.base()),
              count ? Digits.count((long) row.other()) : text(row.other()),
              text(row.ratio())));
    }
    return lines;
  }

  private static String text(double value) {
    return Double.isNaN(value) ? "-" : Digits.three(value);
  }

  private static String csv(List<PercentileTable> tables) {
    Csv csv = new Csv(NAMES.toArray(String[]::new));
    for (PercentileTable table : tables) {
      for (PercentileTable.Row row : table.rows()) {
        csv.row(record(table, row).values().toArray());
      }
    }
    return csv.finish();
  }

  private static Map<String, Object> json(PercentileTable table) {
    Map<String, Object> root = new LinkedHashMap<>();
    root.put("title", table.title());
    root.put("warnings", table.warnings());
    root.put("percentiles", table.rows().stream().map(row -> record(table, row)).toList());
    return root;
  }

  /** Returns a row by name, with all digits; empty text where there is none. */
  private static Map<String, Object> record(PercentileTable table, PercentileTable.Row row) {
    Map<String, Object> record = new LinkedHashMap<>();
    record.put("base_file", table.base());
    record.put("other_file", table.other());
    record.put("tag", row.tag());
    record.put("what", row.what());
    record.put("base", number(row.base()));
    record.put("other", number(row.other()));
    record.put("ratio", Double.isNaN(row.ratio()) ? "" : (Object) row.ratio());
    return record;
  }

  /** Returns a number without a point where it is whole, and empty text for none. */
  private static Object number(double value) {
    if (Double.isNaN(value)) {
      return "";
    }
    if (value == Math.rint(value) && Math.abs(value) < Long.MAX_VALUE) {
      return (long) value;
    }
    return value;
  }
}
