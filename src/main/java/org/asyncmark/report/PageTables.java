package org.asyncmark.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.asyncmark.analyse.Arm;
import org.asyncmark.analyse.ContrastRow;
import org.asyncmark.analyse.ContrastTable;
import org.asyncmark.analyse.Row;
import org.asyncmark.report.figure.Figure;

/**
 * The tables of the page as the template shows them. They are maps and lists, because the template
 * engine would reach records by reflection.
 */
record PageTables(RunView view, PageKeys keys, FlameLinks flames) {
  /** Columns of contrasts that are words: what, compared, and the verdict. */
  private static final List<Integer> WORDS = List.of(0, 1, 7);

  /**
   * Returns a table of contrasts.
   *
   * @param figures that belong below it
   * @param told what was said of tables above it and is not said again; takes what is said of it
   */
  Map<String, Object> contrasts(ContrastTable table, List<Figure> figures, Set<String> told) {
    ContrastCells words = new ContrastCells(table);
    List<String> notes = new ArrayList<>(words.numbered());
    notes.addAll(ContrastText.untold("", words.legend(), told));
    List<Object> rows = new ArrayList<>();
    for (ContrastRow row : table.rows()) {
      Map<String, Object> shown = new HashMap<>(keys.of(row));
      List<String> cells = words.cells(row);
      boolean compared = !row.scores().isEmpty();
      shown.put("cells", compared ? cells : cells.subList(0, 2));
      shown.put("reason", compared ? "" : row.reason());
      shown.put("dim", row.shown() ? "" : "mute");
      shown.put("cell", keys.anchor(Row.of(row.other())));
      shown.put("sentence", new ContrastSentence(view.run(), row).withStanding());
      rows.add(shown);
    }
    List<Object> header = new ArrayList<>();
    for (int i = 0; i < words.header().size(); i++) {
      header.add(column(words.header().get(i), WORDS.contains(i)));
    }
    return Map.of(
        "title", table.title(),
        "warnings", ContrastText.untold(table.runs().other(), table.warnings(), told),
        "facts", table.facts(),
        "figures", drawings(figures),
        "header", header,
        "rows", rows,
        "notes", notes);
  }

  Map<String, Object> cell(Row row, List<Figure> figures) {
    List<Object> jdks = new ArrayList<>();
    for (Comparison comparison : view.comparisons(row)) {
      List<Object> tables = new ArrayList<>();
      for (ResultTable table : ResultTable.all(view, comparison)) {
        tables.add(results(comparison, table));
      }
      jdks.add(Map.of("finding", ComparisonText.text(view, comparison), "tables", tables));
    }
    return Map.of(
        "anchor", keys.anchor(row),
        "title", view.shortLabel(row),
        "params", row.paramsLabel(),
        "load", Load.sentence(List.of(row), view.isOpen()),
        "flames", flames(row),
        "jdks", jdks,
        "figures", drawings(figures));
  }

  /**
   * Returns a cell under load.
   *
   * @param cells the same one on each runtime
   */
  Map<String, Object> underLoad(List<LoadCell> cells, List<Figure> figures) {
    List<Object> jdks = new ArrayList<>();
    for (LoadCell cell : cells) {
      List<Object> tables = new ArrayList<>();
      for (ResultTable table : LoadTables.of(cell)) {
        tables.add(results(cell, table));
      }
      String difference = LoadText.difference(cell).orElse("");
      jdks.add(Map.of("tables", tables, "difference", difference));
    }
    Row cell = cells.get(0).cell();
    return Map.of(
        "title", view.shortLabel(cell),
        "params", cell.paramsLabel(),
        "load", Load.sentence(cells.get(0).open(), true),
        "held", LoadText.held(view, cells),
        "knees", PageSummary.block(LoadBlock.of(view, cells)),
        "jdks", jdks,
        "figures", drawings(figures));
  }

  private Map<String, Object> results(LoadCell cell, ResultTable table) {
    Map<String, String> runtimes = new HashMap<>();
    cell.lines().forEach(line -> runtimes.put(line.rowLabel(), line.arm().jdk()));
    cell.absent().forEach(absence -> runtimes.put(absence.rowLabel(), absence.arm().jdk()));
    return results(
        cell.cell().pattern(),
        cell.jdk(),
        table,
        row -> runtimes.getOrDefault(row.model(), cell.jdk()));
  }

  private Map<String, Object> results(Comparison comparison, ResultTable table) {
    return results(
        comparison.row().pattern(), comparison.jdk(), table, row -> runtime(comparison, row));
  }

  private Map<String, Object> results(
      String pattern, String jdk, ResultTable table, Function<ResultTable.Row, String> runtime) {
    List<Object> rows = new ArrayList<>();
    for (ResultTable.Row row : table.rows()) {
      // a row begins with the id of its model
      String model = row.model().split(" ", 2)[0];
      Map<String, Object> shown = new HashMap<>(keys.of(pattern, model, jdk, runtime.apply(row)));
      List<String> cells = new ArrayList<>(List.of(row.model()));
      cells.addAll(row.cells());
      shown.put("cells", cells);
      shown.put("reason", row.reason());
      rows.add(shown);
    }
    List<Object> header = new ArrayList<>();
    for (int i = 0; i < table.header().size(); i++) {
      header.add(column(table.header().get(i), i < table.words()));
    }
    return Map.of(
        "caption",
        view.runtime(jdk) + ", " + table.title(),
        "header",
        header,
        "rows",
        rows,
        "notes",
        table.notes());
  }

  /** Returns what a row runs on: that of the table, or the Python of asyncio. */
  private static String runtime(Comparison comparison, ResultTable.Row row) {
    return Stream.concat(
            comparison.arms().stream()
                .filter(arm -> arm.rowLabel().equals(row.model()))
                .map(ArmSummary::arm),
            comparison.absent().stream()
                .filter(absence -> absence.rowLabel().equals(row.model()))
                .map(Absence::arm))
        .findFirst()
        .map(Arm::jdk)
        .orElse(comparison.jdk());
  }

  /** Returns the graphs of a cell's arms, one line for each arm and run that profiled it. */
  private List<Object> flames(Row row) {
    Map<String, List<Object>> lines = new LinkedHashMap<>();
    for (Comparison comparison : view.apart(row)) {
      for (ArmSummary arm : comparison.arms()) {
        String label = arm.rowLabel() + view.besideName(arm.on(), comparison.jdk()) + ", run ";
        for (FlameLinks.Graph graph : flames.of(arm.arm())) {
          lines
              .computeIfAbsent(label + graph.run(), name -> new ArrayList<>())
              .add(Map.of("event", graph.event(), "href", graph.href()));
        }
      }
    }
    return lines.entrySet().stream()
        .map(each -> Map.of("label", each.getKey(), "graphs", each.getValue()))
        .collect(Collectors.toUnmodifiableList());
  }

  private static Map<String, Object> column(String name, boolean words) {
    return Map.of("name", name, "words", words);
  }

  static List<Object> drawings(List<Figure> figures) {
    return Collections.unmodifiableList(
        figures.stream()
            .map(
                f ->
                    Map.<String, Object>of(
                        "name", f.name(), "caption", f.caption(), "svg", f.svg()))
            .collect(Collectors.toList()));
  }
}
