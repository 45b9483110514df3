package org.asyncmark.report.figure;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import org.asyncmark.analyse.Arm;
import org.asyncmark.analyse.Digits;
import org.asyncmark.analyse.Latencies;
import org.asyncmark.model.Model;
import org.asyncmark.report.Absence;
import org.asyncmark.report.Comparison;
import org.asyncmark.report.Load;
import org.asyncmark.report.RunView;

/**
 * Latency of the whole operation by percentile: one line per model of a row on one JDK. The axes
 * are those of all JDKs of the row, so that the figures of two JDKs can be laid side by side.
 */
public final class PercentileFigure {
  private static final double LEFT = 92;
  private static final double MARGIN_OF_NAME = 22;
  private static final double PLOT_WIDTH = 584;
  private static final double PLOT_HEIGHT = 360;
  private static final double LEGEND_LEFT = 700;

  /** Extent of the axis across if there are no samples: to 99 %. */
  private static final double LEAST_BEYOND = 100;

  private final RunView view;
  private final Comparison comparison;
  private final List<Curve> curves;
  private final Axis across;
  private final Axis up;

  private PercentileFigure(RunView view, Comparison comparison) {
    this.view = view;
    this.comparison = comparison;
    this.curves = curves(comparison);
    List<Curve> shared =
        view.comparisons(comparison.row()).stream().flatMap(c -> curves(c).stream()).toList();
    this.across =
        Axis.log(1, shared.stream().mapToDouble(Curve::samples).reduce(LEAST_BEYOND, Math::max));
    DoubleStream lowest =
        shared.stream().flatMap(c -> c.points().stream()).mapToDouble(PercentileFigure::lowest);
    double max = shared.stream().mapToDouble(Curve::maxNanos).max().orElse(1);
    this.up = Axis.latency(lowest.min().orElse(max), max);
  }

  private static double lowest(Curve.Point point) {
    return point.hasBand() ? point.minNanos() : point.nanos();
  }

  private static List<Curve> curves(Comparison comparison) {
    return comparison.arms().stream().map(Curve::of).toList();
  }

  /** Returns the figure as an SVG document. */
  static String svg(RunView view, Comparison comparison) {
    return new PercentileFigure(view, comparison).draw();
  }

  private String draw() {
    String kind = Load.kind(comparison.row());
    FigureFrame frame =
        FigureFrame.of(
            view,
            String.format(
                Locale.ROOT,
                "%s, %s",
                view.shortLabel(comparison.row()),
                view.runtime(comparison.jdk())),
            List.of(comparison),
            List.of(
                kind
                    + " latency "
                    + (kind.equals(Latencies.SERVICE)
                        ? "of the whole operation"
                        : "from the intended start of a request to its end")
                    + " by percentile"
                    + view.otherParams(comparison.row())
                    + (comparison.arms().stream().anyMatch(arm -> arm.armForks().invalid() > 0)
                        ? "; invalid forks, which tables leave out, are in it"
                        : "")));
    Legend legend = legend();
    Svg svg = frame.start(Math.max(PLOT_HEIGHT + 48, legend.height()));
    Plot plot = new Plot(LEFT, frame.top(), PLOT_WIDTH, PLOT_HEIGHT, across, up);
    plot.drawUp(svg, true);
    plot.drawAcross(svg, percentiles(), PercentileFigure::percent);
    curves.forEach(curve -> shade(svg, plot, curve));
    curves.forEach(curve -> line(svg, plot, curve));
    plot.drawAxes(svg);
    plot.nameAcross(svg, "percentile");
    svg.upward(
        MARGIN_OF_NAME,
        plot.top() + PLOT_HEIGHT / 2,
        FigureFrame.LABEL,
        kind + " latency" + up.suffix());
    legend.draw(svg, LEGEND_LEFT, frame.top());
    return svg.finish();
  }

  private Legend legend() {
    Legend legend = new Legend(FigureFrame.WIDTH - LEGEND_LEFT - FigureFrame.MARGIN / 2);
    for (Model model : Model.values()) {
      for (Absence absence : comparison.absent(model)) {
        legend.add(model, 0, Legend.Mark.NOTHING, absence.legendLabel(), absence.reason());
      }
      for (Curve curve : curves) {
        if (curve.arm().model() == model) {
          legend.add(model, lineWidth(curve), mark(curve), curve.arm().legendLabel(), note(curve));
        }
      }
    }
    legend.key("Line: all forks pooled. It stops where fewer than 10 samples lie beyond.");
    if (curves.stream().anyMatch(c -> c.points().stream().anyMatch(Curve.Point::hasBand))) {
      legend.key("Band: lowest to highest fork.");
    }
    legend.key("Dot: largest value of all forks.");
    return legend;
  }

  /** Returns the width of an arm's line: thinner for each further arm of the same model. */
  private double lineWidth(Curve curve) {
    return 2.4 / (1 + 0.6 * comparison.repetition(curve.arm()));
  }

  private static Legend.Mark mark(Curve curve) {
    return curve.samples() == 0
        ? Legend.Mark.NOTHING
        : curve.points().isEmpty() ? Legend.Mark.DOT : Legend.Mark.LINE_AND_DOT;
  }

  private static String note(Curve curve) {
    if (curve.arm().forks() == 0) {
      return curve.arm().noForks();
    }
    String samples = Digits.count(curve.samples()) + " samples";
    return curve.points().isEmpty() ? samples + ": too few for a line" : samples;
  }

  private static void shade(Svg svg, Plot plot, Curve curve) {
    List<Curve.Point> banded = curve.points().stream().filter(Curve.Point::hasBand).toList();
    List<double[]> outline = new ArrayList<>();
    banded.forEach(point -> outline.add(plot.point(point.beyond(), point.maxNanos())));
    for (int i = banded.size() - 1; i >= 0; i--) {
      outline.add(plot.point(banded.get(i).beyond(), banded.get(i).minNanos()));
    }
    if (!outline.isEmpty()) {
      svg.shade(outline, curve.arm().model().colour());
    }
  }

  private void line(Svg svg, Plot plot, Curve curve) {
    Model model = curve.arm().model();
    List<double[]> points =
        curve.points().stream().map(p -> plot.point(p.beyond(), p.nanos())).toList();
    if (!points.isEmpty()) {
      svg.curve(points, model.colour(), model.dashes(), lineWidth(curve));
    }
    if (curve.samples() > 0) {
      svg.dot(plot.x((double) curve.samples()), plot.y(curve.maxNanos()), 4.5, model.colour());
    }
  }

  /** Returns where the ticks across are, as {@code 1 / (1 - quantile)}: 1, 2, 10, 100 and so on. */
  private List<Double> percentiles() {
    List<Double> ticks = new ArrayList<>(List.of(1.0, 2.0));
    for (double beyond = 10; beyond <= across.to(); beyond *= 10) {
      ticks.add(beyond);
    }
    return ticks;
  }

  /** Returns the label of such a tick: 0 %, 50 %, 90 %, 99 %, 99.9 % and so on. */
  public static String percent(double beyond) {
    return Digits.plain(100 - 100 / beyond) + " %";
  }

  /** Returns the figure's points, one line each, with the largest value of each arm. */
  public static String csv(RunView view, Comparison comparison) {
    ArmCsv csv =
        new ArmCsv(
            view,
            "forks",
            "samples",
            "point",
            "percentile",
            Load.kind(comparison.row()) + "_ns",
            "lowest_fork_ns",
            "highest_fork_ns");
    for (Curve curve : curves(comparison)) {
      Arm arm = curve.arm().arm();
      int forks = curve.arm().forks();
      for (Curve.Point point : curve.points()) {
        csv.line(
            comparison.row(),
            arm,
            forks,
            curve.samples(),
            "curve",
            String.format(Locale.ROOT, "%.6f", 100 * point.quantile()),
            whole(point.nanos()),
            whole(point.minNanos()),
            whole(point.maxNanos()));
      }
      if (curve.samples() > 0) {
        String max = whole(curve.maxNanos());
        csv.line(comparison.row(), arm, forks, curve.samples(), "max", "100", max, "", "");
      }
    }
    return csv.finish();
  }

  private static String whole(double nanos) {
    return Double.isNaN(nanos) ? "" : Long.toString(Math.round(nanos));
  }
}
