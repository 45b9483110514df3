package org.asyncmark.report.figure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.asyncmark.analyse.ContrastTable;
import org.asyncmark.analyse.Row;
import org.asyncmark.report.Comparison;
import org.asyncmark.report.LoadCell;
import org.asyncmark.report.RunView;

/**
 * All figures of a run.
 *
 * @param contrasts one for each table of contrasts
 * @param overSizes one for each family of rows that differ in one number alone
 * @param underLoad those of one cell under load: its rates, then its turns on each runtime
 * @param byRow those of one row: its forks, then its percentiles on each JDK
 */
public record Figures(
    List<Figure> contrasts,
    List<Figure> overSizes,
    Map<Row, List<Figure>> underLoad,
    Map<Row, List<Figure>> byRow) {
  /** Draws the figures of a run. */
  public static Figures of(RunView view) {
    Set<String> names = new LinkedHashSet<>();
    Map<Row, List<Figure>> byRow = new LinkedHashMap<>();
    List<Figure> overSizes = new ArrayList<>();
    for (Row row : view.rows()) {
      byRow.put(row, ofRow(view, row, names));
      for (String size : SizeFigure.sizes(view, row)) {
        Row family = row.without(size);
        overSizes.add(
            new Figure(
                free(view.fileKey(row, size) + "_" + size, names),
                SizeFigure.title(view, row, size),
                SizeFigure.svg(view, family, size),
                SizeFigure.csv(view, family, size)));
      }
    }
    Map<Row, List<Figure>> underLoad = new LinkedHashMap<>();
    view.underLoad()
        .forEach(cells -> underLoad.put(cells.get(0).cell(), underLoad(view, cells, names)));
    return new Figures(contrasts(view, names), overSizes, underLoad, byRow);
  }

  /** Returns the figures of a row of the run. */
  public List<Figure> of(Row row) {
    return Objects.requireNonNull(byRow.get(row), "a row of the run");
  }

  /** Returns the figures of a cell under load. */
  public List<Figure> of(LoadCell cell) {
    return Objects.requireNonNull(underLoad.get(cell.cell()), "a cell of the run");
  }

  private static List<Figure> underLoad(RunView view, List<LoadCell> cells, Set<String> names) {
    List<Figure> figures = new ArrayList<>();
    String key = view.fileKey(cells.get(0).cell());
    if (RateFigure.isFor(cells)) {
      figures.add(
          new Figure(
              free(key + "_rates", names),
              RateFigure.title(view, cells.get(0)),
              RateFigure.svg(view, cells),
              RateFigure.csv(view, cells)));
    }
    for (LoadCell cell : cells) {
      if (TurnFigure.isFor(cell)) {
        figures.add(
            new Figure(
                free(key + "_jdk=" + RunView.clean(cell.jdk()) + "_turns", names),
                TurnFigure.title(view, cell),
                TurnFigure.svg(view, cell),
                TurnFigure.csv(view, cell)));
      }
    }
    return figures;
  }

  private static List<Figure> contrasts(RunView view, Set<String> names) {
    List<Figure> contrasts = new ArrayList<>();
    for (ContrastTable table : view.contrasts()) {
      String key = "contrasts_" + RunView.clean(table.name());
      String title =
          "ratios of " + table.measures().get(0).word() + ", compared over " + table.name();
      contrasts.add(
          new Figure(
              free(key, names),
              title,
              ForestFigure.svg(view, table, title),
              ForestFigure.csv(table)));
    }
    return contrasts;
  }

  private static List<Figure> ofRow(RunView view, Row row, Set<String> names) {
    List<Figure> figures = new ArrayList<>();
    String key = view.fileKey(row);
    String label = view.shortLabel(row);
    figures.add(
        new Figure(
            free(key + "_forks", names),
            label + ": p50 of every fork",
            ForkFigure.svg(view, row),
            ForkFigure.csv(view, row)));
    for (Comparison comparison : view.comparisons(row)) {
      String jdk = RunView.clean(comparison.jdk());
      figures.add(
          new Figure(
              free(key + "_jdk=" + jdk + "_percentiles", names),
              label + " on " + view.runtime(comparison.jdk()) + ": latency by percentile",
              PercentileFigure.svg(view, comparison),
              PercentileFigure.csv(view, comparison)));
    }
    return figures;
  }

  /**
   * Returns a name that no figure has yet: two names may be alike once cleaned, or but for case.
   */
  static String free(String name, Set<String> names) {
    String free = name;
    for (int i = 2; !names.add(free.toLowerCase(Locale.ROOT)); i++) {
      free = name + "-" + i;
    }
    return free;
  }

  /** Returns all of them, contrasts and those over a size first. */
  public List<Figure> all() {
    return Stream.of(
            contrasts.stream(),
            overSizes.stream(),
            underLoad.values().stream().flatMap(List::stream),
            byRow.values().stream().flatMap(List::stream))
        .flatMap(each -> each)
        .toList();
  }
}
