package org.asyncmark.report;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.asyncmark.analyse.Row;
import org.asyncmark.analyse.RunRecord;
import org.asyncmark.analyse.Slo;
import org.asyncmark.text.TextColumns;
import org.asyncmark.text.TextWidth;

/** A run as text for a terminal. */
public final class TextReport {
  /** Columns of a line of prose. */
  private static final int WIDTH = 100;

  private TextReport() {}

  /**
   * Returns what a run says, at most 40 lines of 110 columns. The text is the same in every locale,
   * and ends in a newline.
   */
  public static String summary(RunRecord run) {
    return summary(run, Optional.empty());
  }

  /**
   * Returns the same.
   *
   * @param slo what rates are held against, in an open run
   */
  public static String summary(RunRecord run, Optional<Slo> slo) {
    return run.arms().isEmpty() && run.absent().isEmpty()
        ? Provenance.NO_ARMS + "\n"
        : SummaryText.text(run, slo);
  }

  /**
   * Returns a table and a sentence for each row and JDK. The text is the same in every locale, and
   * ends in a newline.
   */
  public static String render(RunRecord run) {
    return render(run, Optional.empty());
  }

  /**
   * Returns the same.
   *
   * @param slo what rates are held against, in an open run
   */
  public static String render(RunRecord run, Optional<Slo> slo) {
    RunView view = new RunView(run, slo);
    StringBuilder out = new StringBuilder();
    Provenance.lines(view).forEach(line -> out.append(line).append('\n'));
    if (view.rows().isEmpty()) {
      out.append('\n').append(Provenance.NO_ARMS).append('\n');
    }
    view.underLoad().forEach(cells -> underLoad(out, view, cells));
    for (Row row : view.rows()) {
      out.append('\n').append(row.pattern()).append("  ").append(row.paramsLabel()).append('\n');
      for (Comparison comparison : view.comparisons(row)) {
        out.append('\n');
        section(out, view, comparison);
      }
    }
    if (!view.contrasts().isEmpty()) {
      out.append('\n').append(ContrastText.TEXT.render(view.contrasts()));
    }
    if (!view.rows().isEmpty()) {
      out.append('\n');
      paragraph(out, Provenance.legend(view));
    }
    return out.toString()
        .lines()
        .map(String::stripTrailing)
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private static void underLoad(StringBuilder out, RunView view, List<LoadCell> cells) {
    Row cell = cells.get(0).cell();
    out.append('\n').append(cell.pattern()).append("  ").append(cell.paramsLabel());
    out.append("  under load\n\n");
    paragraph(out, LoadText.held(view, cells));
    Summary.Block held = LoadBlock.of(view, cells);
    out.append('\n').append(held.title()).append('\n');
    SummaryText.table(held).forEach(line -> out.append(line).append('\n'));
    for (LoadCell each : cells) {
      String load = Load.words(each.open(), true) + " · ";
      for (ResultTable table : LoadTables.of(each)) {
        out.append('\n').append(view.runtime(each.jdk())).append(" · ").append(load);
        out.append(table.title()).append('\n');
        table(out, table);
        table.notes().forEach(note -> paragraph(out, note));
        load = "";
      }
      LoadText.difference(each).ifPresent(sentence -> paragraph(out, sentence));
    }
  }

  private static void section(StringBuilder out, RunView view, Comparison comparison) {
    out.append(view.runtime(comparison.jdk()));
    String separator = " · " + Load.words(List.of(comparison.row()), view.isOpen()) + " · ";
    for (ResultTable table : ResultTable.all(view, comparison)) {
      out.append(separator).append(table.title()).append('\n');
      table(out, table);
      table.notes().forEach(note -> paragraph(out, note));
      separator = "";
    }
    paragraph(out, ComparisonText.text(view, comparison));
  }

  private static void table(StringBuilder out, ResultTable table) {
    List<List<String>> lines = new ArrayList<>(List.of(table.header()));
    for (ResultTable.Row row : table.rows()) {
      List<String> cells = new ArrayList<>(List.of(row.model()));
      cells.addAll(row.reason().isEmpty() ? row.cells() : List.of(row.reason()));
      lines.add(cells);
    }
    Set<Integer> numbers = new HashSet<>();
    Set<Integer> ranges = new HashSet<>();
    for (int i = table.words(); i < table.header().size(); i++) {
      // a range follows its median, so it is set to the left
      (table.header().get(i).startsWith("[") ? ranges : numbers).add(i);
    }
    TextColumns.of(lines, numbers, ranges).forEach(line -> out.append(line).append('\n'));
  }

  private static void paragraph(StringBuilder out, String text) {
    TextWidth.lines(text, WIDTH).forEach(line -> out.append(line).append('\n'));
  }
}
