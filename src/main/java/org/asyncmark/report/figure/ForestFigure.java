package org.asyncmark.report.figure;

import java.util.List;
import java.util.stream.DoubleStream;
import org.asyncmark.analyse.Arm;
import org.asyncmark.analyse.ArmPair;
import org.asyncmark.analyse.Contrast;
import org.asyncmark.analyse.ContrastRow;
import org.asyncmark.analyse.ContrastTable;
import org.asyncmark.analyse.Digits;
import org.asyncmark.analyse.Estimate;
import org.asyncmark.model.Model;
import org.asyncmark.report.ContrastWords;
import org.asyncmark.report.RunView;
import org.asyncmark.report.figure.Svg.Anchor;
import org.asyncmark.report.figure.Svg.Ink;
import org.asyncmark.text.Csv;
import org.asyncmark.text.TextWidth;

/**
 * The ratio of every contrast of a table with its interval, in the first metric: a row for each,
 * around the band of what does not matter.
 */
final class ForestFigure {
  private static final double LEFT = 380;
  private static final double PLOT_WIDTH = 380;
  private static final double NUMBERS_LEFT = 776;
  private static final double ROW = 28;
  private static final String BAND = "#7f7f7f";

  private final RunView view;
  private final List<ContrastRow> rows;

  private ForestFigure(RunView view, ContrastTable table) {
    this.view = view;
    this.rows = rows(table);
  }

  /** Returns the rows that are drawn: those that can be compared. */
  private static List<ContrastRow> rows(ContrastTable table) {
    return table.rows().stream().filter(row -> row.reason().isEmpty()).toList();
  }

  /** Returns the figure as an SVG document. */
  static String svg(RunView view, ContrastTable table, String title) {
    return new ForestFigure(view, table).draw(title);
  }

  private String draw(String title) {
    double height = rows.size() * ROW + 12;
    double margin = rows.get(0).scores().get(0).contrast().judgement().margin();
    FigureFrame frame =
        FigureFrame.of(
            view,
            title,
            view.rows().stream().flatMap(row -> view.comparisons(row).stream()).toList(),
            List.of(
                "ratio of "
                    + rows.get(0).scores().get(0).contrast().metric().name()
                    + " to that of the base",
                "dot: estimate, line: 95 % interval, hollow: no difference shown; band: ±"
                    + Digits.percent(margin)));
    Axis axis = axis(margin);
    Plot plot = new Plot(LEFT, frame.top(), PLOT_WIDTH, height, axis, Axis.linear(1, 1));
    Svg svg = frame.start(height + 48);
    plot.drawMinorAcross(svg);
    plot.drawAcross(svg, axis.ticks(), Digits::plain);
    band(svg, plot, margin);
    plot.drawAxes(svg);
    plot.nameAcross(svg, "ratio to the base (log scale)");
    double y = plot.top() + 6 + ROW / 2;
    for (ContrastRow row : rows) {
      draw(svg, plot, row, y);
      y += ROW;
    }
    return svg.finish();
  }

  private static void band(Svg svg, Plot plot, double margin) {
    double left = plot.x(1 / (1 + margin));
    double right = plot.x(1 + margin);
    svg.shade(
        List.of(
            new double[] {left, plot.top()},
            new double[] {right, plot.top()},
            new double[] {right, plot.bottom()},
            new double[] {left, plot.bottom()}),
        BAND);
    svg.axis(plot.x(1), plot.top(), plot.x(1), plot.bottom());
  }

  private Axis axis(double margin) {
    double[] all =
        rows.stream()
            .map(row -> row.scores().get(0).contrast().estimate())
            .filter(estimate -> estimate != null)
            .flatMapToDouble(
                each ->
                    DoubleStream.of(
                        Math.exp(each.interval().lower()), Math.exp(each.interval().upper())))
            .toArray();
    double least = DoubleStream.of(all).min().orElse(1);
    double most = DoubleStream.of(all).max().orElse(1);
    return Axis.log(Math.min(least, 1 / (1 + margin)), Math.max(most, 1 + margin));
  }

  private static void draw(Svg svg, Plot plot, ContrastRow row, double y) {
    Contrast contrast = row.scores().get(0).contrast();
    ContrastWords words = new ContrastWords(contrast);
    String label = row.label() + ", " + row.against();
    List<String> lines = TextWidth.wrap(label, FigureFrame.NOTE, LEFT - FigureFrame.MARGIN - 16);
    double line = y + 4 - (lines.size() - 1) * 6;
    for (String each : lines) {
      svg.text(LEFT - 10, line, FigureFrame.NOTE, Anchor.END, Ink.STRONG, each);
      line += 12;
    }
    Estimate estimate = contrast.estimate();
    if (estimate != null) {
      String colour = Model.of(row.other().model()).colour();
      double from = plot.x(Math.exp(estimate.interval().lower()));
      svg.stroke(from, y, plot.x(Math.exp(estimate.interval().upper())), y, colour, 2);
      double x = plot.x(Math.exp(estimate.log()));
      if (contrast.judgement().verdict().isDifference()) {
        svg.dot(x, y, 4.5, colour);
      } else {
        svg.ring(x, y, 4, colour);
      }
    }
    String numbers =
        (estimate == null ? "no verdict" : words.change() + " " + words.interval())
            + " n="
            + contrast.rounds();
    svg.text(NUMBERS_LEFT, y + 4, FigureFrame.NOTE, Anchor.START, Ink.STRONG, numbers);
  }

  /** Returns one row for each contrast that is drawn. */
  static String csv(ContrastTable table) {
    Csv csv =
        new Csv(
            "what",
            "compared",
            "base",
            "other",
            "metric",
            "ratio",
            "ratio_lower_95",
            "ratio_upper_95",
            "rounds",
            "verdict",
            "margin");
    for (ContrastRow row : rows(table)) {
      Contrast contrast = row.scores().get(0).contrast();
      Estimate estimate = contrast.estimate();
      csv.row(
          row.label(),
          row.against(),
          contrast.subject() instanceof ArmPair pair ? name(pair.base()) : "",
          name(row.other()),
          contrast.metric().name(),
          estimate == null ? "" : Math.exp(estimate.log()),
          estimate == null ? "" : Math.exp(estimate.interval().lower()),
          estimate == null ? "" : Math.exp(estimate.interval().upper()),
          contrast.rounds(),
          contrast.judgement().verdict().label(),
          contrast.judgement().margin());
    }
    return csv.finish();
  }

  private static String name(Arm arm) {
    return arm.model() + " " + arm.runtime() + " " + arm.paramsLabel();
  }
}
