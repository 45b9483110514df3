package org.asyncmark.report.figure;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.asyncmark.model.Model;
import org.asyncmark.report.LoadCell;
import org.asyncmark.report.LoadLine;
import org.asyncmark.report.figure.Svg.Anchor;
import org.asyncmark.report.figure.Svg.Ink;
import org.asyncmark.text.TextWidth;

/** The models of a figure of several panels, three beside each other above it. */
final class ModelKeys {
  private static final int ACROSS = 3;
  private static final double COLUMN = 304;
  private static final double ROW = 26;
  private static final double TEXT = 38;

  /** A model with the lines of its name. */
  private record Key(Model model, List<String> name) {}

  private final List<List<Key>> rows = new ArrayList<>();

  private ModelKeys(Collection<Key> keys) {
    for (Key key : keys) {
      if (rows.isEmpty() || rows.get(rows.size() - 1).size() == ACROSS) {
        rows.add(new ArrayList<>());
      }
      rows.get(rows.size() - 1).add(key);
    }
  }

  /** Returns those of all lines, each once. */
  static ModelKeys of(Stream<LoadCell> cells) {
    Map<String, Key> keys = new LinkedHashMap<>();
    cells
        .flatMap(cell -> cell.lines().stream())
        .forEach(line -> keys.computeIfAbsent(line.legendLabel(), name -> key(line, name)));
    return new ModelKeys(keys.values());
  }

  private static Key key(LoadLine line, String name) {
    return new Key(
        line.model(), TextWidth.wrap(name, FigureFrame.LABEL, COLUMN - TEXT - FigureFrame.NOTE));
  }

  double height() {
    return rows.stream().mapToDouble(ModelKeys::height).sum() + 6;
  }

  private static double height(List<Key> row) {
    int lines = row.stream().mapToInt(key -> key.name.size()).max().orElse(1);
    return ROW + (lines - 1) * FigureFrame.LABEL_LINE;
  }

  void draw(Svg svg, double top) {
    double y = top + 8;
    for (List<Key> row : rows) {
      double x = FigureFrame.MARGIN;
      for (Key key : row) {
        draw(svg, key, x, y);
        x += COLUMN;
      }
      y += height(row);
    }
  }

  private static void draw(Svg svg, Key key, double x, double y) {
    List<double[]> mark = List.of(new double[] {x, y}, new double[] {x + 30, y});
    svg.curve(mark, key.model.colour(), key.model.dashes(), 2.4);
    svg.dot(x + 15, y, 4, key.model.colour());
    double line = y + 4;
    for (String part : key.name) {
      svg.text(x + TEXT, line, FigureFrame.LABEL, Anchor.START, Ink.STRONG, part);
      line += FigureFrame.LABEL_LINE;
    }
  }
}
