package org.asyncmark.report.figure;

import java.util.List;
import java.util.stream.DoubleStream;
import org.asyncmark.analyse.Fork;
import org.asyncmark.analyse.ForkRange;
import org.asyncmark.analyse.Latencies;
import org.asyncmark.analyse.LatencyUnit;
import org.asyncmark.analyse.Row;
import org.asyncmark.analyse.Validity;
import org.asyncmark.model.Model;
import org.asyncmark.report.Absence;
import org.asyncmark.report.ArmSummary;
import org.asyncmark.report.Comparison;
import org.asyncmark.report.Load;
import org.asyncmark.report.RunView;
import org.asyncmark.report.figure.Svg.Anchor;
import org.asyncmark.report.figure.Svg.Ink;
import org.asyncmark.text.TextWidth;

/** The median of every fork of a row as a dot: a row for each model, below the name of its JDK. */
public final class ForkFigure {
  private static final double LEFT = 232;
  private static final double PLOT_WIDTH = 500;
  private static final double NUMBERS_LEFT = 748;
  private static final double JDK_ROW = 32;
  private static final double ROW = 32;

  /** Height over which the forks of a row are spread, in the order of their rounds. */
  private static final double SPREAD = 16;

  private final RunView view;
  private final Row row;
  private final List<Comparison> comparisons;

  private ForkFigure(RunView view, Row row) {
    this.view = view;
    this.row = row;
    this.comparisons = view.apart(row);
  }

  /** Returns the figure as an SVG document. */
  static String svg(RunView view, Row row) {
    return new ForkFigure(view, row).draw();
  }

  private String draw() {
    String kind = Load.kind(row);
    double rows = comparisons.stream().mapToDouble(c -> c.arms().size() + c.absent().size()).sum();
    double height = comparisons.size() * JDK_ROW + rows * ROW + 6;
    FigureFrame frame =
        FigureFrame.of(
            view,
            view.shortLabel(row) + ": p50 of every fork",
            comparisons,
            List.of(
                "p50 of " + Load.meaning(row) + view.otherParams(row),
                "dot: one fork, the first round at the top of its row; bar: median of the "
                    + (someInvalid() ? "valid forks; hollow: an invalid fork" : "forks")));
    Axis axis = axis();
    Plot plot = new Plot(LEFT, frame.top(), PLOT_WIDTH, height, axis, Axis.linear(1, 1));
    Svg svg = frame.start(height + 48);
    plot.drawMinorAcross(svg);
    plot.drawAcross(svg, axis.ticks(), axis::label);
    plot.drawAxes(svg);
    plot.nameAcross(svg, "p50 of " + kind + axis.suffix());
    svg.text(
        NUMBERS_LEFT,
        plot.top() + 20,
        FigureFrame.NOTE,
        Anchor.START,
        Ink.MUTED,
        "median [lowest, highest fork]");
    double y = plot.top();
    for (Comparison comparison : comparisons) {
      svg.bold(FigureFrame.MARGIN, y + 21, FigureFrame.LABEL, view.runtime(comparison.jdk()));
      y = rows(svg, plot, comparison, y + JDK_ROW);
    }
    return svg.finish();
  }

  private boolean someInvalid() {
    return comparisons.stream()
        .flatMap(comparison -> comparison.arms().stream())
        .anyMatch(arm -> arm.armForks().invalid() > 0);
  }

  private Axis axis() {
    double[] all =
        comparisons.stream()
            .flatMap(c -> c.arms().stream())
            .flatMapToDouble(
                arm -> DoubleStream.of(arm.armForks().forkQuantilesNanos(arm.kind(), 0.5)))
            .toArray();
    return Axis.latency(DoubleStream.of(all).min().orElse(1), DoubleStream.of(all).max().orElse(1));
  }

  private double rows(Svg svg, Plot plot, Comparison comparison, double top) {
    double y = top + ROW / 2;
    for (Model model : Model.values()) {
      for (Absence absence : comparison.absent(model)) {
        y = without(svg, absence.belowRuntime(), absence.reason(), y);
      }
      for (ArmSummary arm : comparison.arms()) {
        if (arm.model() != model) {
          continue;
        }
        if (arm.p50().isPresent()) {
          row(svg, plot, arm, arm.p50().get(), y);
          y += ROW;
        } else {
          String lack = arm.forks() == 0 ? arm.noForks() : "too few samples for a p50";
          y = without(svg, arm.belowRuntime(), lack, y);
        }
      }
    }
    return y - ROW / 2;
  }

  private static double without(Svg svg, String label, String reason, double y) {
    label(svg, label, y);
    svg.blank(LEFT + 8, y - 9, TextWidth.of(reason, 12), 18);
    svg.text(LEFT + 12, y + 4, 12, Anchor.START, Ink.MUTED, reason);
    return y + ROW;
  }

  private static void label(Svg svg, String label, double y) {
    String shown = TextWidth.wrap(label, 12, LEFT - FigureFrame.MARGIN - 16).get(0);
    svg.text(LEFT - 10, y + 4, 12, Anchor.END, Ink.STRONG, shown);
  }

  private static void row(Svg svg, Plot plot, ArmSummary arm, ForkRange p50, double y) {
    label(svg, arm.belowRuntime(), y);
    String colour = arm.model().colour();
    svg.bar(plot.x(p50.median()), y - 14, plot.x(p50.median()), y + 14);
    List<Fork> forks =
        arm.armForks().forks().stream().filter(fork -> whole(arm, fork).has(0.5)).toList();
    for (int i = 0; i < forks.size(); i++) {
      double place = forks.size() == 1 ? 0 : i / (forks.size() - 1.0) - 0.5;
      double x = plot.x(whole(arm, forks.get(i)).nanosAt(0.5));
      if (Validity.of(forks.get(i)).isValid()) {
        svg.dot(x, y + place * SPREAD, 4, colour);
      } else {
        svg.ring(x, y + place * SPREAD, 4, colour);
      }
    }
    LatencyUnit unit = LatencyUnit.of(p50.median());
    String spread = "[" + unit.number(p50.min()) + ", " + unit.number(p50.max()) + "]";
    String numbers =
        LatencyUnit.text(p50.median()) + (p50.forks() == 1 ? "  one fork" : "  " + spread);
    svg.text(NUMBERS_LEFT, y + 4, 12, Anchor.START, Ink.STRONG, numbers);
  }

  private static Latencies whole(ArmSummary arm, Fork fork) {
    return fork.latencies().getOrDefault(arm.kind(), Latencies.NONE);
  }

  /** Returns one line per fork, and one for each model that has none. */
  public static String csv(RunView view, Row row) {
    ArmCsv csv =
        new ArmCsv(view, "round", "samples", "p50_" + Load.kind(row) + "_ns", "reason_if_absent");
    for (Comparison comparison : view.apart(row)) {
      for (Absence absence : comparison.absent()) {
        csv.line(row, absence.arm(), "", "", "", absence.reason());
      }
      for (ArmSummary arm : comparison.arms()) {
        if (arm.forks() == 0) {
          csv.line(row, arm.arm(), "", "", "", arm.noForks());
        }
        for (Fork fork : arm.armForks().forks()) {
          Latencies whole = whole(arm, fork);
          boolean shown = whole.has(0.5);
          csv.line(
              row,
              arm.arm(),
              fork.round(),
              whole.samples(),
              shown ? Math.round(whole.nanosAt(0.5)) : "",
              shown ? "" : "too few samples for a p50");
        }
      }
    }
    return csv.finish();
  }
}
