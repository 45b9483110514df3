package org.asyncmark.report.figure;

import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.asyncmark.analyse.Digits;
import org.asyncmark.analyse.ForkRange;
import org.asyncmark.analyse.LatencyUnit;
import org.asyncmark.analyse.Quantiles;
import org.asyncmark.report.Comparison;
import org.asyncmark.report.LoadCell;
import org.asyncmark.report.LoadLimit;
import org.asyncmark.report.LoadLine;
import org.asyncmark.report.LoadStep;
import org.asyncmark.report.RunView;
import org.asyncmark.report.figure.Svg.Anchor;
import org.asyncmark.report.figure.Svg.Ink;
import org.asyncmark.text.TextWidth;

/**
 * The response of a cell over the rate of its requests: a line for each model, a panel for each
 * percentile that is known at some rate, a row of panels for each runtime, the same axes in all of
 * them.
 */
public final class RateFigure {
  private static final List<Double> QUANTILES = List.of(0.5, 0.99, 0.999);
  private static final double LEFT = 92;
  private static final double GAP = 52;
  private static final double PANEL_HEIGHT = 240;
  private static final double BELOW_PANEL = 56;

  /** Pixels between the whiskers of two neighbouring lines, which would hide each other else. */
  private static final double DODGE = 3;

  /** Rates that lie further apart than this stand on a log scale. */
  private static final double LINEAR_SPAN = 6;

  /** Rates that lie nearer to one another than this have an axis that does not begin at 0. */
  private static final double NARROW_SPAN = 2;

  private final RunView view;
  private final List<LoadCell> cells;

  /** Those that some fork has the requests for. */
  private final List<Double> quantiles;

  private final double panelWidth;
  private final Axis across;
  private final Axis up;

  /** The percentile in whose panel the last rates are marked. */
  private final double kneeAt;

  private RateFigure(RunView view, List<LoadCell> cells) {
    this.view = view;
    this.cells = cells;
    this.quantiles =
        QUANTILES.stream()
            .filter(quantile -> steps().anyMatch(step -> step.response(quantile).isPresent()))
            .toList();
    double width = FigureFrame.WIDTH - LEFT - FigureFrame.MARGIN;
    this.panelWidth = (width - (quantiles.size() - 1) * GAP) / quantiles.size();
    this.across = across();
    this.up = up();
    LoadLimit limit = view.limit();
    this.kneeAt = QUANTILES.stream().filter(limit::isTold).findFirst().orElse(0.99);
  }

  /**
   * Tells whether there is something to draw: a response at a rate.
   *
   * @param cells the same cell on each runtime
   */
  static boolean isFor(List<LoadCell> cells) {
    return cells.stream()
        .flatMap(LoadCell::steps)
        .anyMatch(step -> step.response(QUANTILES.get(0)).isPresent());
  }

  /**
   * Returns the figure as an SVG document.
   *
   * @param cells the same cell on each runtime
   */
  static String svg(RunView view, List<LoadCell> cells) {
    return new RateFigure(view, cells).draw();
  }

  /** Returns the words above the figure. */
  static String title(RunView view, LoadCell cell) {
    return view.shortLabel(cell.cell()) + ": response over the rate of requests";
  }

  private String draw() {
    LoadLimit limit = view.limit();
    FigureFrame frame =
        FigureFrame.of(
            view,
            title(view, cells.get(0)),
            comparisons(view, cells.get(0)),
            List.of(
                "response, from the intended start of a request to its end"
                    + view.otherParams(cells.get(0).cell()),
                "point: median of the forks; whisker: lowest to highest fork; hollow: some fork is"
                    + " invalid; set apart sideways to be seen",
                "line down from a point: the last rate "
                    + (limit.slo().isEmpty()
                        ? "at which all forks are valid"
                        : "that keeps " + limit.quantile() + " within " + limit.most())));
    ModelKeys models = ModelKeys.of(cells.stream());
    double legend = models.height();
    double notes =
        cells.stream().mapToInt(cell -> notes(cell).size()).max().orElse(0) * FigureFrame.NOTE_LINE;
    double row = 44 + notes + PANEL_HEIGHT + BELOW_PANEL;
    Svg svg = frame.start(legend + cells.size() * row);
    models.draw(svg, frame.top());
    for (int i = 0; i < cells.size(); i++) {
      double top = frame.top() + legend + i * row;
      heading(svg, cells.get(i), top);
      for (int column = 0; column < quantiles.size(); column++) {
        double left = LEFT + column * (panelWidth + GAP);
        Plot plot = new Plot(left, top + 44 + notes, panelWidth, PANEL_HEIGHT, across, up);
        panel(svg, cells.get(i), quantiles.get(column), plot, column);
      }
    }
    return svg.finish();
  }

  /** Returns the rows of a cell as they are measured at a rate. */
  static List<Comparison> comparisons(RunView view, LoadCell cell) {
    return cell.open().stream().flatMap(row -> view.comparisons(row).stream()).toList();
  }

  private void heading(Svg svg, LoadCell cell, double top) {
    svg.bold(FigureFrame.MARGIN, top + 18, FigureFrame.LABEL, view.runtime(cell.jdk()));
    double y = top + 18;
    for (String note : notes(cell)) {
      y += FigureFrame.NOTE_LINE;
      svg.text(FigureFrame.MARGIN, y, FigureFrame.NOTE, Anchor.START, Ink.MUTED, note);
    }
  }

  /** Returns why models have no line, or no point in a panel. */
  private static List<String> notes(LoadCell cell) {
    Stream<String> absent =
        cell.absent().stream().map(each -> each.legendLabel() + ": " + each.reason());
    Stream<String> none =
        cell.lines().stream()
            .filter(line -> line.steps().stream().allMatch(step -> step.arm().forks() == 0))
            .map(line -> line.legendLabel() + ": " + line.steps().get(0).arm().noForks());
    Stream<String> few =
        QUANTILES.stream()
            .filter(quantile -> lacking(cell, quantile).findAny().isPresent())
            .map(
                quantile ->
                    Digits.percentile(quantile)
                        + " needs "
                        + Digits.count(Quantiles.samplesNeeded(quantile))
                        + " requests in each fork: "
                        + lacking(cell, quantile)
                            .map(LoadStep::rate)
                            .distinct()
                            .collect(Collectors.joining(", "))
                        + " had fewer");
    double width = FigureFrame.WIDTH - 2 * FigureFrame.MARGIN;
    return Stream.of(absent, none, few)
        .flatMap(notes -> notes)
        .flatMap(note -> TextWidth.wrap(note, FigureFrame.NOTE, width).stream())
        .toList();
  }

  private static Stream<LoadStep> lacking(LoadCell cell, double quantile) {
    return cell.steps().filter(step -> step.arm().forks() > 0 && step.response(quantile).isEmpty());
  }

  private void panel(Svg svg, LoadCell cell, double quantile, Plot plot, int column) {
    plot.drawUp(svg, column == 0);
    plot.drawMinorAcross(svg);
    plot.drawAcross(svg, across.ticks(), Digits::plain);
    plot.drawAxes(svg);
    LoadLimit limit = view.limit();
    limit
        .slo()
        .filter(slo -> limit.isOnResponse(quantile))
        .ifPresent(slo -> limit(svg, plot, slo.limitNanos()));
    String name = Digits.percentile(quantile);
    svg.bold(plot.left(), plot.top() - 8, FigureFrame.LABEL, name);
    int lines = cell.lines().size();
    for (int i = 0; i < lines; i++) {
      double shift = (i - (lines - 1) / 2.0) * DODGE;
      LoadLine line = cell.lines().get(i);
      if (quantile == kneeAt) {
        knee(svg, line, quantile, plot, shift);
      }
      line(svg, line, quantile, plot, shift);
    }
    String scale = across.isLog() ? " (log scale)" : "";
    if (column == quantiles.size() / 2) {
      plot.nameAcross(svg, "requests offered in a second" + scale);
    }
    if (column == 0) {
      double middle = plot.top() + plot.height() / 2;
      svg.upward(22, middle, FigureFrame.LABEL, "response (log scale)");
    }
  }

  /** Draws the most that a latency may be. */
  static void limit(Svg svg, Plot plot, double nanos) {
    double y = plot.y(nanos);
    svg.bar(plot.left(), y, plot.right(), y);
    String limit = "limit " + LatencyUnit.tick(nanos);
    svg.text(plot.left() + 6, y - 5, FigureFrame.NOTE, Anchor.START, Ink.STRONG, limit);
  }

  private static void knee(Svg svg, LoadLine line, double quantile, Plot plot, double shift) {
    line.held()
        .ifPresent(
            step ->
                step.response(quantile)
                    .ifPresent(
                        held -> {
                          double x = plot.x(step.offeredPerSecond()) + shift;
                          double y = plot.y(held.median());
                          String colour = line.model().colour();
                          svg.stroke(x, y, x, plot.bottom(), colour, 2);
                        }));
  }

  private static void line(Svg svg, LoadLine line, double quantile, Plot plot, double shift) {
    String colour = line.model().colour();
    List<double[]> points = new ArrayList<>();
    List<LoadStep> drawn =
        line.steps().stream().filter(step -> step.response(quantile).isPresent()).toList();
    for (LoadStep step : drawn) {
      ForkRange response = step.response(quantile).orElseThrow();
      double x = plot.x(step.offeredPerSecond()) + shift;
      points.add(new double[] {x, plot.y(response.median())});
      svg.stroke(x, plot.y(response.min()), x, plot.y(response.max()), colour, 1.4);
    }
    if (points.size() > 1) {
      svg.curve(points, colour, line.model().dashes(), 2);
    }
    for (int i = 0; i < points.size(); i++) {
      double[] point = points.get(i);
      if (drawn.get(i).invalid() > 0) {
        svg.ring(point[0], point[1], 4, colour);
      } else {
        svg.dot(point[0], point[1], 4, colour);
      }
    }
  }

  private Stream<LoadStep> steps() {
    return cells.stream().flatMap(LoadCell::steps);
  }

  private Axis across() {
    TreeSet<Double> rates =
        steps()
            .map(LoadStep::offeredPerSecond)
            .filter(Double::isFinite)
            .collect(Collectors.toCollection(TreeSet::new));
    double least = rates.first();
    double most = rates.last();
    if (most > LINEAR_SPAN * least) {
      return Axis.log(least / 1.2, most * 1.2);
    }
    return most < NARROW_SPAN * least
        ? Axis.linear(0.95 * least, 1.05 * most, 4)
        : Axis.linear(1.05 * most, 4);
  }

  private Axis up() {
    Stream<ForkRange> all =
        steps().flatMap(step -> QUANTILES.stream().map(step::response).flatMap(Optional::stream));
    DoubleStream limit = view.limit().slo().stream().mapToDouble(slo -> slo.limitNanos());
    DoubleSummaryStatistics span =
        DoubleStream.concat(
                limit, all.flatMapToDouble(each -> DoubleStream.of(each.min(), each.max())))
            .map(nanos -> Math.max(1, nanos))
            .summaryStatistics();
    return span.getCount() == 0 ? Axis.log(1e6, 1e9) : Axis.log(span.getMin(), span.getMax());
  }

  /** Returns one line for each point. */
  public static String csv(RunView view, List<LoadCell> cells) {
    ArmCsv csv =
        new ArmCsv(
            view,
            "rate",
            "offered_per_s",
            "achieved_share",
            "percentile",
            "response_ns",
            "lowest_fork_ns",
            "highest_fork_ns",
            "forks",
            "invalid_forks",
            "last_held");
    for (LoadCell cell : cells) {
      for (LoadLine line : cell.lines()) {
        line.steps().forEach(step -> csv(csv, cell, line, step));
      }
    }
    return csv.finish();
  }

  private static void csv(ArmCsv csv, LoadCell cell, LoadLine line, LoadStep step) {
    for (double quantile : QUANTILES) {
      Optional<ForkRange> response = step.response(quantile);
      if (response.isPresent()) {
        csv.line(
            cell.cell(),
            line.arm(),
            step.rate(),
            Math.round(step.offeredPerSecond()),
            step.achieved().map(share -> Digits.plain(share.median())).orElse(""),
            Digits.plain(100 * quantile),
            Math.round(response.get().median()),
            Math.round(response.get().min()),
            Math.round(response.get().max()),
            response.get().forks(),
            step.invalid(),
            line.held().filter(step::equals).isPresent());
      }
    }
  }
}
