package org.asyncmark.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * All figures of a run.
 *
 * @param overFanOut one for each family of cells that differ in the fan-out alone
 * @param byCell those of one cell: its forks, then its percentiles on each JDK
 */
record Figures(List<Figure> overFanOut, Map<Cell, List<Figure>> byCell) {
  static Figures of(RunView view) {
    Set<String> names = new LinkedHashSet<>();
    Map<Cell, List<Figure>> byCell = new LinkedHashMap<>();
    Map<Cell, Cell> families = new LinkedHashMap<>();
    for (Cell cell : view.cells()) {
      byCell.put(cell, ofCell(view, cell, names));
      Cell family = cell.without(Cell.FAN_OUT);
      if (FanOutFigure.isOf(cell, family)) {
        families.putIfAbsent(family, cell);
      }
    }
    List<Figure> overFanOut = new ArrayList<>();
    families.forEach(
        (family, cell) -> {
          String name = free(view.fileKey(cell, Cell.FAN_OUT) + "_fanOut", names);
          overFanOut.add(
              new Figure(
                  name,
                  FanOutFigure.title(view, cell),
                  FanOutFigure.svg(view, family),
                  FanOutFigure.csv(view, family)));
        });
    return new Figures(overFanOut, byCell);
  }

  private static List<Figure> ofCell(RunView view, Cell cell, Set<String> names) {
    List<Figure> figures = new ArrayList<>();
    String key = view.fileKey(cell);
    String label = view.shortLabel(cell);
    figures.add(
        new Figure(
            free(key + "_forks", names),
            label + ": p50 of every fork",
            ForkFigure.svg(view, cell),
            ForkFigure.csv(view, cell)));
    for (Comparison comparison : view.comparisons(cell)) {
      String jdk = RunView.clean(comparison.jdk());
      figures.add(
          new Figure(
              free(key + "_jdk=" + jdk + "_percentiles", names),
              label + " on JDK " + view.jdkLabel(comparison.jdk()) + ": latency by percentile",
              PercentileFigure.svg(view, comparison),
              PercentileFigure.csv(view, comparison)));
    }
    return figures;
  }

  /**
   * Returns a name that no figure has yet: two names may be alike once cleaned, or but for case.
   */
  private static String free(String name, Set<String> names) {
    String free = name;
    for (int i = 2; !names.add(free.toLowerCase(Locale.ROOT)); i++) {
      free = name + "-" + i;
    }
    return free;
  }

  /** Returns all of them, those over the fan-out first. */
  List<Figure> all() {
    return Stream.concat(overFanOut.stream(), byCell.values().stream().flatMap(List::stream))
        .toList();
  }
}
