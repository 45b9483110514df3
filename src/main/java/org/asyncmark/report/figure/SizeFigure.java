package org.asyncmark.report.figure;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.DoubleSummaryStatistics;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import org.asyncmark.analyse.ArmKey;
import org.asyncmark.analyse.Digits;
import org.asyncmark.analyse.ForkRange;
import org.asyncmark.analyse.Row;
import org.asyncmark.model.Model;
import org.asyncmark.report.ArmSummary;
import org.asyncmark.report.Comparison;
import org.asyncmark.report.Load;
import org.asyncmark.report.RunView;
import org.asyncmark.report.figure.Svg.Anchor;
import org.asyncmark.report.figure.Svg.Ink;
import org.asyncmark.text.TextWidth;

/**
 * The median over a size of a pattern, for example its fan-out, on log scales: a line for each
 * model, a panel for each JDK, the same axes in all of them.
 */
public final class SizeFigure {
  private static final int PANELS_PER_ROW = 3;
  private static final double LEFT = 92;
  private static final double GAP = 28;
  private static final double PANEL_HEIGHT = 280;
  private static final double WIDEST_PANEL = 560;
  private static final double BELOW_PANEL = 52;

  /** Pixels between the whiskers of two neighbouring lines, which would hide each other else. */
  private static final double DODGE = 4;

  /** A number of the figure. */
  private record Point(double size, ForkRange p50) {}

  /** A line of the figure: one model in one way. */
  private record Line(ArmSummary arm, List<Point> points) {
    Model model() {
      return arm.model();
    }
  }

  /**
   * A JDK's part of the figure.
   *
   * @param notes why models have no line
   */
  private record Panel(String jdk, List<Line> lines, List<String> notes) {}

  private final RunView view;
  private final String size;
  private final List<Comparison> drawn;
  private final List<Panel> panels;
  private final double panelWidth;

  private SizeFigure(RunView view, Row family, String size) {
    this.view = view;
    this.size = size;
    this.drawn =
        view.rows().stream()
            .filter(row -> isOf(row, family, size))
            .flatMap(row -> view.comparisons(row).stream())
            .toList();
    List<String> jdks = drawn.stream().map(Comparison::jdk).distinct().toList();
    int across = Math.max(1, Math.min(PANELS_PER_ROW, jdks.size()));
    double room = (FigureFrame.WIDTH - LEFT - FigureFrame.MARGIN - (across - 1) * GAP) / across;
    this.panelWidth = Math.min(WIDEST_PANEL, room);
    this.panels = jdks.stream().map(this::panel).toList();
  }

  /**
   * Returns the sizes of a pattern over which there is something to draw from this row on: those
   * parameters that are numbers and in which other rows, alike but for them, differ.
   */
  static List<String> sizes(RunView view, Row row) {
    return row.params().keySet().stream()
        .filter(name -> !Load.isRate(row, name)) // that has a figure of its own
        .filter(name -> !name.equals(ArmKey.MACHINE.name())) // they are not compared
        .filter(
            name -> {
              List<Row> family =
                  view.rows().stream()
                      .filter(other -> isOf(other, row.without(name), name))
                      .toList();
              // drawn once, at the first row of the family
              return family.size() > 1 && family.get(0).equals(row);
            })
        .toList();
  }

  private static boolean isOf(Row row, Row family, String size) {
    return row.param(size).number().orElse(0) > 0 && row.without(size).equals(family);
  }

  private Panel panel(String jdk) {
    TreeMap<String, Line> lines = new TreeMap<>();
    Map<String, String> absent = new LinkedHashMap<>();
    for (Comparison comparison : drawn) {
      if (!comparison.jdk().equals(jdk)) {
        continue;
      }
      comparison.absent().forEach(one -> absent.put(one.legendLabel(), one.reason()));
      double at = comparison.row().param(size).number().orElseThrow();
      for (ArmSummary arm : comparison.arms()) {
        Line line =
            lines.computeIfAbsent(arm.legendLabel(), label -> new Line(arm, new ArrayList<>()));
        arm.p50().ifPresent(p50 -> line.points.add(new Point(at, p50)));
      }
    }
    List<String> notes = new ArrayList<>();
    absent.forEach((label, reason) -> notes.addAll(note(label + ": " + reason)));
    for (Line line : lines.values()) {
      line.points.sort(Comparator.comparingDouble(Point::size));
      if (line.points.isEmpty()) {
        notes.addAll(note(line.arm.legendLabel() + ": no p50"));
      }
    }
    List<Line> sorted = new ArrayList<>(lines.values());
    sorted.sort(Comparator.comparing(Line::arm, ArmSummary.ORDER));
    return new Panel(jdk, sorted, notes);
  }

  private List<String> note(String text) {
    return TextWidth.wrap(text, FigureFrame.NOTE, panelWidth);
  }

  /**
   * Returns the figure as an SVG document.
   *
   * @param family the rows' pattern and parameters without the size
   * @param size name of the parameter
   */
  static String svg(RunView view, Row family, String size) {
    return new SizeFigure(view, family, size).draw();
  }

  /** Returns the words above the figure to which a row belongs. */
  static String title(RunView view, Row row, String size) {
    return view.shortLabel(row, size) + ": p50 over " + size;
  }

  private String draw() {
    Row first = drawn.get(0).row();
    FigureFrame frame =
        FigureFrame.of(
            view,
            title(view, first, size),
            drawn,
            List.of(
                "p50 of " + Load.meaning(first) + view.otherParams(first),
                "point: median of the forks; whisker: lowest to highest fork; set apart sideways to be seen"));
    List<Line> models = models();
    double legend = 26 * Math.ceil(models.size() / 3.0) + 6;
    int noteLines = panels.stream().mapToInt(panel -> panel.notes.size()).max().orElse(0);
    double panelTop = 24 + noteLines * FigureFrame.NOTE_LINE;
    double row = panelTop + PANEL_HEIGHT + BELOW_PANEL;
    int rows = (panels.size() + PANELS_PER_ROW - 1) / PANELS_PER_ROW;
    Svg svg = frame.start(legend + rows * row);
    legend(svg, models, frame.top());
    for (int i = 0; i < panels.size(); i++) {
      int line = i / PANELS_PER_ROW;
      double left = LEFT + (i % PANELS_PER_ROW) * (panelWidth + GAP);
      double top = frame.top() + legend + line * row;
      heading(svg, panels.get(i), left, top);
      Plot plot = new Plot(left, top + panelTop, panelWidth, PANEL_HEIGHT, across(), up());
      draw(svg, panels.get(i), plot, i % PANELS_PER_ROW == 0);
    }
    return svg.finish();
  }

  private List<Line> models() {
    TreeMap<String, Line> byLabel = new TreeMap<>();
    panels.forEach(
        panel -> panel.lines.forEach(line -> byLabel.putIfAbsent(line.arm.legendLabel(), line)));
    List<Line> models = new ArrayList<>(byLabel.values());
    models.sort(Comparator.comparing(Line::arm, ArmSummary.ORDER));
    return models;
  }

  private static void legend(Svg svg, List<Line> models, double top) {
    for (int i = 0; i < models.size(); i++) {
      Line line = models.get(i);
      double x = FigureFrame.MARGIN + (i % 3) * 304;
      double y = top + (i / 3) * 26 + 8;
      List<double[]> mark = List.of(new double[] {x, y}, new double[] {x + 30, y});
      svg.curve(mark, line.model().colour(), line.model().dashes(), 2.4);
      dot(svg, line, repeated(models, i), x + 15, y);
      svg.text(x + 38, y + 4, FigureFrame.LABEL, Anchor.START, Ink.STRONG, line.arm.legendLabel());
    }
  }

  private void heading(Svg svg, Panel panel, double left, double top) {
    svg.bold(left, top + 14, FigureFrame.LABEL, view.runtime(panel.jdk));
    double y = top + 14;
    for (String note : panel.notes) {
      y += FigureFrame.NOTE_LINE;
      svg.text(left, y, FigureFrame.NOTE, Anchor.START, Ink.MUTED, note);
    }
  }

  private void draw(Svg svg, Panel panel, Plot plot, boolean first) {
    plot.drawUp(svg, first);
    plot.drawAcross(svg, sizes(), Digits::plain);
    plot.drawAxes(svg);
    for (int i = 0; i < panel.lines.size(); i++) {
      double shift = (i - (panel.lines.size() - 1) / 2.0) * DODGE;
      line(svg, panel.lines.get(i), repeated(panel.lines, i), plot, shift);
    }
    double middle = plot.left() + plot.width() / 2;
    svg.text(middle, plot.bottom() + 40, FigureFrame.LABEL, Anchor.MIDDLE, Ink.STRONG, size);
    if (first) {
      String axis = "p50 of " + Load.kind(drawn.get(0).row()) + " (log scale)";
      svg.upward(22, plot.top() + plot.height() / 2, FigureFrame.LABEL, axis);
    }
  }

  private static void line(Svg svg, Line line, boolean repeated, Plot plot, double shift) {
    String colour = line.model().colour();
    List<double[]> points = new ArrayList<>();
    for (Point point : line.points) {
      double x = plot.x(point.size) + shift;
      points.add(new double[] {x, plot.y(point.p50.median())});
      svg.stroke(x, plot.y(point.p50.min()), x, plot.y(point.p50.max()), colour, 1.4);
    }
    if (points.size() > 1) {
      svg.curve(points, colour, line.model().dashes(), 2);
    }
    points.forEach(point -> dot(svg, line, repeated, point[0], point[1]));
  }

  /** Tells whether a line before this one is of the same model. */
  private static boolean repeated(List<Line> lines, int index) {
    return index > 0 && lines.get(index - 1).model() == lines.get(index).model();
  }

  private static void dot(Svg svg, Line line, boolean repeated, double x, double y) {
    if (repeated) {
      svg.ring(x, y, 3.4, line.model().colour());
    } else {
      svg.dot(x, y, 4, line.model().colour());
    }
  }

  /** Returns the sizes, ascending. */
  private List<Double> sizes() {
    return drawn.stream()
        .map(comparison -> (double) comparison.row().param(size).number().orElseThrow())
        .distinct()
        .sorted()
        .toList();
  }

  private Axis across() {
    List<Double> sizes = sizes();
    // room at both ends, so that the dodged whiskers stay inside
    return Axis.log(sizes.get(0) / 1.5, sizes.get(sizes.size() - 1) * 1.5);
  }

  private Axis up() {
    DoubleSummaryStatistics all =
        panels.stream()
            .flatMap(panel -> panel.lines.stream())
            .flatMap(line -> line.points.stream())
            .flatMapToDouble(point -> DoubleStream.of(point.p50.min(), point.p50.max()))
            .map(nanos -> Math.max(1, nanos))
            .summaryStatistics();
    return all.getCount() == 0 ? Axis.log(1e3, 1e6) : Axis.log(all.getMin(), all.getMax());
  }

  /** Returns one line per point. */
  public static String csv(RunView view, Row family, String size) {
    String columns =
        "size,size_is,forks,p50_" + Load.kind(family) + "_ns,lowest_fork_ns,highest_fork_ns";
    ArmCsv csv = new ArmCsv(view, columns.split(","));
    Set<Object> told = new HashSet<>();
    for (Panel panel : new SizeFigure(view, family, size).panels) {
      for (Line line : panel.lines) {
        for (Point point : line.points) {
          if (!told.add(List.of(line.arm.arm().jdk(), line.arm.legendLabel(), point.size))) {
            continue; // asyncio is in each panel
          }
          csv.line(
              family,
              line.arm.arm(),
              Math.round(point.size),
              size,
              point.p50.forks(),
              Math.round(point.p50.median()),
              Math.round(point.p50.min()),
              Math.round(point.p50.max()));
        }
      }
    }
    return csv.finish();
  }
}
