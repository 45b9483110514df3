package org.asyncmark.report.figure;

import java.util.function.DoubleFunction;
import org.asyncmark.report.figure.Svg.Anchor;
import org.asyncmark.report.figure.Svg.Ink;
import org.asyncmark.text.TextWidth;

/**
 * A rectangle with two axes: from values to pixels.
 *
 * @param left of the rectangle, without the labels beside it
 */
record Plot(double left, double top, double width, double height, Axis across, Axis up) {
  /** Labels that would stand nearer to each other than this, in pixels, are left out. */
  private static final double LABEL_GAP = 5;

  double x(double value) {
    return left + across.fraction(value) * width;
  }

  double y(double value) {
    return bottom() - up.fraction(value) * height;
  }

  double right() {
    return left + width;
  }

  double bottom() {
    return top + height;
  }

  double[] point(double x, double y) {
    return new double[] {x(x), y(y)};
  }

  /** Draws the grid and the labels of the axis that goes up, whose values are nanoseconds. */
  void drawUp(Svg svg, boolean labels) {
    up.minorTicks().forEach(tick -> svg.grid(left, y(tick), right(), y(tick), true));
    double lastLabel = Double.POSITIVE_INFINITY;
    for (double tick : up.ticks()) {
      svg.grid(left, y(tick), right(), y(tick), false);
      if (labels && lastLabel - y(tick) >= FigureFrame.LABEL + 1) {
        lastLabel = y(tick);
        svg.text(left - 8, lastLabel + 4, 12, Anchor.END, Ink.STRONG, up.label(tick));
      }
    }
  }

  /** Draws a line of the grid and its label for a value on the axis that goes across. */
  private double drawAcross(Svg svg, double value, String label, double free) {
    double half = TextWidth.of(label, 12) / 2;
    svg.grid(x(value), top, x(value), bottom(), false);
    if (x(value) - half < free) {
      return free;
    }
    svg.axis(x(value), bottom(), x(value), bottom() + 5);
    svg.text(x(value), bottom() + 19, 12, Anchor.MIDDLE, Ink.STRONG, label);
    return x(value) + half + LABEL_GAP;
  }

  /**
   * Draws the ticks of the axis that goes across, leaving out labels that would run into the one
   * before.
   */
  void drawAcross(Svg svg, Iterable<Double> values, DoubleFunction<String> label) {
    double free = Double.NEGATIVE_INFINITY;
    for (double value : values) {
      free = drawAcross(svg, value, label.apply(value), free);
    }
  }

  /** Draws the faint lines between the ticks of the axis that goes across. */
  void drawMinorAcross(Svg svg) {
    across.minorTicks().forEach(tick -> svg.grid(x(tick), top, x(tick), bottom(), true));
  }

  /** Writes the name of the axis that goes across below its labels. */
  void nameAcross(Svg svg, String name) {
    svg.text(left + width / 2, bottom() + 42, FigureFrame.LABEL, Anchor.MIDDLE, Ink.STRONG, name);
  }

  /** Draws the lines of both axes. */
  void drawAxes(Svg svg) {
    svg.axis(left, bottom(), right(), bottom());
    svg.axis(left, top, left, bottom());
  }
}
