package org.asyncmark.report;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.asyncmark.analyse.Row;
import org.asyncmark.analyse.RunRecord;
import org.asyncmark.report.figure.Figure;
import org.asyncmark.report.figure.Figures;
import org.asyncmark.text.Markdown;

/** A run as Markdown, with links to its figures. */
public final class MarkdownReport {
  private final RunView view;
  private final Figures figures;
  private final String figuresLink;
  private final StringBuilder out = new StringBuilder();

  private MarkdownReport(RunView view, Figures figures, String figuresLink) {
    this.view = view;
    this.figures = figures;
    this.figuresLink = figuresLink;
  }

  /**
   * Returns the report. The text is the same in every locale, and ends in a newline.
   *
   * @param figuresLink where the figures lie, seen from the report: empty, or ending in a slash,
   *     for example {@code ../../plots/<run id>/}
   */
  public static String render(RunRecord run, String figuresLink) {
    RunView view = new RunView(run);
    return render(view, Figures.of(view), figuresLink);
  }

  static String render(RunView view, Figures figures, String figuresLink) {
    return new MarkdownReport(view, figures, figuresLink).render();
  }

  private String render() {
    header();
    underLoad();
    line("## What was found");
    line("");
    if (view.rows().isEmpty()) {
      line(Provenance.NO_ARMS);
    }
    for (Row row : view.rows()) {
      view.comparisons(row)
          .forEach(c -> line("- " + Markdown.escape(ComparisonText.text(view, c))));
    }
    line("");
    figures.overSizes().forEach(this::figure);
    if (!view.contrasts().isEmpty()) {
      line("## Contrasts");
      line("");
      Set<String> told = new HashSet<>();
      for (int i = 0; i < view.contrasts().size(); i++) {
        line(ContrastText.MARKDOWN.render(view.contrasts().get(i), told));
        figure(figures.contrasts().get(i));
      }
    }
    view.rows().forEach(this::row);
    prose("## What these numbers do not tell", Provenance.limits(view));
    prose("## How to read this page", Provenance.reading(view));
    return out.toString().stripTrailing() + "\n";
  }

  private void header() {
    RunRecord run = view.run();
    line("# asyncmark run " + Markdown.escape(run.id()));
    line("");
    if (!view.rows().isEmpty()) {
      line(SummaryText.markdown(run, view.limit().slo()));
    }
    line("| | |");
    line("|---|---|");
    Map<String, String> facts = Provenance.facts(view);
    facts.forEach(
        (name, value) ->
            out.append(Markdown.row(List.of(Markdown.escape(name), Markdown.escape(value)))));
    line("");
  }

  private void underLoad() {
    if (view.isOpen()) {
      line("## Under load");
      line("");
    }
    for (List<LoadCell> cells : view.underLoad()) {
      LoadCell first = cells.get(0);
      line("### " + Markdown.escape(view.shortLabel(first.cell())));
      line("");
      line(
          Markdown.escape(
              "Parameters: "
                  + first.cell().paramsLabel()
                  + ". "
                  + Load.sentence(first.open(), true)));
      line("");
      line(Markdown.escape(LoadText.held(view, cells)));
      line("");
      out.append(SummaryText.markdown(LoadBlock.of(view, cells))).append('\n');
      for (LoadCell cell : cells) {
        for (ResultTable table : LoadTables.of(cell)) {
          line(Markdown.escape(view.runtime(cell.jdk()) + ", " + table.title()) + ":");
          line("");
          table(table);
        }
        LoadText.difference(cell).ifPresent(sentence -> line(Markdown.escape(sentence) + "\n"));
      }
      figures.of(first).forEach(this::figure);
    }
  }

  private void row(Row row) {
    line("## " + Markdown.escape(view.shortLabel(row)));
    line("");
    String load = Load.sentence(List.of(row), view.isOpen());
    line("Parameters: " + Markdown.escape(row.paramsLabel()) + ". " + load);
    line("");
    for (Comparison comparison : view.comparisons(row)) {
      boolean first = true;
      for (ResultTable table : ResultTable.all(view, comparison)) {
        String jdk = Markdown.escape(view.runtime(comparison.jdk()));
        line(first ? "### " + jdk + ", " + table.title() : jdk + ", " + table.title() + ":");
        line("");
        table(table);
        first = false;
      }
    }
    figures.of(row).forEach(this::figure);
  }

  private void table(ResultTable table) {
    out.append(Markdown.row(table.header()));
    int numbers = table.header().size() - table.words();
    line("|---".repeat(table.words()) + "|---:".repeat(numbers) + "|");
    for (ResultTable.Row row : table.rows()) {
      List<String> cells = row.cells();
      String rest =
          cells.isEmpty()
              ? Markdown.escape(row.reason()) + " |".repeat(table.header().size() - 1)
              : cells.stream().map(Markdown::escape).collect(Collectors.joining(" | ")) + " |";
      line("| " + Markdown.escape(row.model()) + " | " + rest);
    }
    line("");
    for (String note : table.notes()) {
      line(Markdown.escape(note) + ".");
      line("");
    }
  }

  private void figure(Figure figure) {
    String target = figuresLink + figure.name();
    line("![" + Markdown.escape(figure.caption()) + "](" + target + ".svg)");
    line("");
    line("[Numbers of this figure](" + target + ".csv)");
    line("");
  }

  private void prose(String heading, List<String> sentences) {
    line(heading);
    line("");
    sentences.forEach(sentence -> line("- " + Markdown.escape(sentence)));
    line("");
  }

  private void line(String text) {
    out.append(text).append('\n');
  }
}
