package org.asyncmark.report;

import io.pebbletemplates.pebble.PebbleEngine;
import io.pebbletemplates.pebble.loader.ClasspathLoader;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.asyncmark.analyse.ContrastRow;
import org.asyncmark.analyse.ContrastTable;
import org.asyncmark.analyse.Row;
import org.asyncmark.analyse.RunRecord;
import org.asyncmark.report.figure.Figure;
import org.asyncmark.report.figure.Figures;

/** A run as one HTML file that needs no other file and no network. */
public final class HtmlReport {
  private static final String TEMPLATE = "org/asyncmark/report/report.html.peb";

  private HtmlReport() {}

  /** Returns the report. The text is the same in every locale. */
  public static String render(RunRecord run) {
    RunView view = new RunView(run);
    return render(view, Figures.of(view));
  }

  static String render(RunView view, Figures figures) {
    PebbleEngine engine =
        new PebbleEngine.Builder()
            .loader(new ClasspathLoader(HtmlReport.class.getClassLoader()))
            .autoEscaping(true)
            .strictVariables(true)
            .defaultLocale(Locale.ROOT)
            .build();
    StringWriter html = new StringWriter();
    try {
      engine.getTemplate(TEMPLATE).evaluate(html, model(view, figures), Locale.ROOT);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot fill the template " + TEMPLATE, e);
    }
    return html.toString();
  }

  // Maps and lists, because the template engine would reach records by reflection.
  private static Map<String, Object> model(RunView view, Figures figures) {
    Map<String, Object> model = new LinkedHashMap<>();
    model.put("id", view.run().id());
    model.put("facts", Provenance.facts(view));
    model.put("smoke", Provenance.isSmoke(view.run()) ? Provenance.SMOKE : "");
    List<String> findings = new ArrayList<>();
    List<Object> rows = new ArrayList<>();
    for (Row row : view.rows()) {
      view.comparisons(row).forEach(c -> findings.add(ComparisonText.text(view, c)));
      rows.add(row(view, row, figures.of(row)));
    }
    model.put("findings", findings.isEmpty() ? List.of(Provenance.NO_ARMS) : findings);
    List<Object> contrasts = new ArrayList<>();
    for (int i = 0; i < view.contrasts().size(); i++) {
      contrasts.add(contrasts(view.contrasts().get(i), figures.contrasts().get(i)));
    }
    model.put("contrasts", contrasts);
    model.put("overSizes", drawings(figures.overSizes()));
    model.put("rows", rows);
    model.put("limits", Provenance.LIMITS);
    model.put("reading", Provenance.READING);
    return model;
  }

  private static Map<String, Object> contrasts(ContrastTable table, Figure figure) {
    ContrastCells words = new ContrastCells(table);
    List<Object> rows = new ArrayList<>();
    for (ContrastRow row : table.rows()) {
      List<String> cells = new ArrayList<>(words.cells(row));
      cells.addAll(Collections.nCopies(words.header().size() - cells.size(), ""));
      rows.add(Map.of("cells", cells, "dim", row.shown() ? "" : "mute"));
    }
    return Map.of(
        "title", table.title(),
        "warnings", table.warnings(),
        "facts", table.facts(),
        "figures", drawings(List.of(figure)),
        "header", words.header(),
        "rows", rows,
        "notes", words.notes());
  }

  private static Map<String, Object> row(RunView view, Row row, List<Figure> figures) {
    List<Object> tables = new ArrayList<>();
    for (Comparison comparison : view.comparisons(row)) {
      for (ResultTable table : ResultTable.all(comparison)) {
        tables.add(table("JDK " + view.jdkLabel(comparison.jdk()) + ", ", table));
      }
    }
    return Map.of(
        "title", view.shortLabel(row),
        "params", row.paramsLabel(),
        "load", Provenance.LOAD_SENTENCE,
        "tables", tables,
        "figures", drawings(figures));
  }

  private static Map<String, Object> table(String jdk, ResultTable table) {
    List<Object> rows = new ArrayList<>();
    for (ResultTable.Row row : table.rows()) {
      rows.add(Map.of("model", row.model(), "cells", row.cells(), "reason", row.reason()));
    }
    return Map.of(
        "caption",
        jdk + table.title(),
        "header",
        table.header(),
        "rows",
        rows,
        "notes",
        table.notes());
  }

  private static List<Object> drawings(List<Figure> figures) {
    return List.copyOf(
        figures.stream().map(f -> Map.of("name", f.name(), "svg", f.svg())).toList());
  }
}
