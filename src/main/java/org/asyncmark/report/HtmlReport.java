package org.asyncmark.report;

import io.pebbletemplates.pebble.PebbleEngine;
import io.pebbletemplates.pebble.loader.ClasspathLoader;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.asyncmark.analyse.ContrastTable;
import org.asyncmark.analyse.Row;
import org.asyncmark.analyse.RunRecord;
import org.asyncmark.model.Model;
import org.asyncmark.report.figure.Figures;

/**
 * A run as one HTML file that needs no other file and no network: it asks for none, by its policy.
 * Tables are HTML and can be read without scripts, and so can the figures, which are SVG; with
 * scripts, tables sort and filter and figures are drawn from the numbers in the page.
 */
public final class HtmlReport {
  private static final String TEMPLATE = "org/asyncmark/report/report.html.peb";

  private HtmlReport() {}

  /** Returns the report without links to flame graphs. The text is the same in every locale. */
  public static String render(RunRecord run) {
    RunView view = new RunView(run);
    return render(view, Figures.of(view), FlameLinks.NONE);
  }

  static String render(RunView view, Figures figures, FlameLinks flames) {
    PebbleEngine engine =
        new PebbleEngine.Builder()
            .loader(new ClasspathLoader(HtmlReport.class.getClassLoader()))
            .autoEscaping(true)
            .strictVariables(true)
            .defaultLocale(Locale.ROOT)
            .build();
    StringWriter html = new StringWriter();
    try {
      engine.getTemplate(TEMPLATE).evaluate(html, model(view, figures, flames), Locale.ROOT);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot fill the template " + TEMPLATE, e);
    }
    return html.toString();
  }

  private static Map<String, Object> model(RunView view, Figures figures, FlameLinks flames) {
    RunRecord run = view.run();
    List<ContrastTable> answers =
        run.question().map(question -> Summary.answers(run, question)).orElse(List.of());
    PageKeys keys = new PageKeys(view, answers);
    PageTables tables = new PageTables(view, keys, flames);
    List<Object> contrasts = new ArrayList<>();
    Set<String> told = new HashSet<>();
    answers.forEach(table -> contrasts.add(tables.contrasts(table, List.of(), told)));
    for (int i = 0; i < view.contrasts().size(); i++) {
      contrasts.add(
          tables.contrasts(view.contrasts().get(i), List.of(figures.contrasts().get(i)), told));
    }
    List<Object> underLoad = new ArrayList<>();
    for (List<LoadCell> cells : view.underLoad()) {
      underLoad.add(tables.underLoad(cells, figures.of(cells.get(0))));
    }
    List<Object> cells = new ArrayList<>();
    for (Row row : view.rows()) {
      cells.add(tables.cell(row, figures.of(row)));
    }
    List<String> scripts = PageAssets.scripts();
    Map<String, Object> model = new LinkedHashMap<>();
    model.put("id", run.id());
    model.put("summary", PageSummary.of(view));
    model.put("facts", Provenance.facts(view));
    model.put("warnings", run.background().warnings());
    model.put("smoke", Provenance.isSmoke(run) ? Provenance.SMOKE : "");
    model.put("noArms", view.rows().isEmpty() ? Provenance.NO_ARMS : "");
    model.put("filters", keys.filters(view));
    model.put("models", keys.models().stream().map(id -> Model.of(id).label()).toList());
    model.put("runtimes", view.kind() + "s");
    model.put("jdks", keys.jdks(view));
    model.put("contrasts", contrasts);
    model.put("overSizes", PageTables.drawings(figures.overSizes()));
    model.put("underLoad", underLoad);
    model.put(
        "explored",
        view.isOpen()
            ? "Latency by percentile: response at a rate, service in the closed loop"
            : "Service latency by percentile");
    model.put("cells", cells);
    model.put("limits", Provenance.limits(view));
    model.put("reading", Provenance.reading(view));
    model.put("source", ContrastSentence.source(run));
    model.put("data", new PageData(view, keys).json());
    model.put("licence", PageAssets.licence());
    model.put("styles", PageAssets.styles());
    model.put("scripts", scripts);
    model.put("policy", PageAssets.policy(scripts));
    return model;
  }
}
