package org.asyncmark.report.figure;

import java.util.List;

/** The data of an SVG path through points: the first one, then the way from each to the next. */
final class SvgPath {
  /** Parts of a pixel that a point is rounded to. */
  private static final int PARTS = 10;

  private SvgPath() {}

  /**
   * Returns the data, with at most one digit after the point. Points are rounded before they are
   * subtracted, so that errors do not add up.
   *
   * @param points each {@code {x, y}}, finite
   */
  static String through(List<double[]> points) {
    StringBuilder out = new StringBuilder(8 * points.size());
    long x = 0;
    long y = 0;
    for (double[] point : points) {
      long nextX = Math.round(PARTS * point[0]);
      long nextY = Math.round(PARTS * point[1]);
      out.append(out.isEmpty() ? 'M' : 'l').append(number(nextX - x));
      out.append(nextY < y ? "" : " ").append(number(nextY - y)); // a minus parts two numbers
      x = nextX;
      y = nextY;
    }
    return out.toString();
  }

  private static String number(long parts) {
    return Svg.number((double) parts / PARTS);
  }
}
