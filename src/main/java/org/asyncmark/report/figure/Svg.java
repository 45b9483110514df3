package org.asyncmark.report.figure;

import java.util.List;
import java.util.Locale;

/**
 * An SVG document under construction: shapes are painted in the order of the calls. Lengths are in
 * pixels, from the top left corner. For one thread.
 */
final class Svg {
  /** Text alignment: where {@code x} is in the text. */
  enum Anchor {
    START,
    MIDDLE,
    END
  }

  /** Ink of a text: the class decides the colour in dark mode, the attribute everywhere else. */
  enum Ink {
    STRONG("am-ink", "#1a1a1a"),
    MUTED("am-mute", "#555555");

    private final String attributes;

    Ink(String name, String fill) {
      this.attributes = "class=\"" + name + "\" fill=\"" + fill + "\"";
    }
  }

  private static final String DARK =
      "@media screen and (prefers-color-scheme: dark){.am-bg{fill:#1c1c1e}.am-ink{fill:#ececec}"
          + ".am-mute{fill:#b4b4b4}.am-grid{stroke:#3a3a3c}.am-axis{stroke:#98989d}.am-bar{stroke:#ececec}.am-rim{stroke:#1c1c1e}}";

  private final StringBuilder out = new StringBuilder(16_384);

  /**
   * Starts a document with a white background, dark where the reader's screen is.
   *
   * @param description what the figure shows, read out by screen readers
   */
  Svg(double width, double height, String description) {
    out.append("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"").append(number(width));
    out.append("\" height=\"").append(number(height));
    out.append("\" viewBox=\"0 0 ").append(number(width)).append(' ').append(number(height));
    out.append("\" role=\"img\" font-family=\"sans-serif\">\n<title>").append(escape(description));
    out.append("</title>\n<style>").append(DARK).append("</style>\n");
    out.append("<rect class=\"am-bg\" fill=\"#ffffff\" x=\"0\" y=\"0\" width=\"");
    out.append(number(width)).append("\" height=\"").append(number(height)).append("\"/>\n");
  }

  /** Writes a line of text with its baseline at {@code y}. */
  void text(double x, double y, double size, Anchor anchor, Ink ink, String text) {
    text(x, y, size, anchor, ink, false, text);
  }

  /** Writes a line of bold text with its baseline at {@code y}. */
  void bold(double x, double y, double size, String text) {
    text(x, y, size, Anchor.START, Ink.STRONG, true, text);
  }

  private void text(
      double x, double y, double size, Anchor anchor, Ink ink, boolean bold, String text) {
    out.append("<text ").append(ink.attributes).append(at("x", x)).append(at("y", y));
    out.append(at("font-size", size));
    if (anchor != Anchor.START) {
      out.append(" text-anchor=\"").append(anchor.name().toLowerCase(Locale.ROOT)).append('"');
    }
    out.append(bold ? " font-weight=\"bold\">" : ">").append(escape(text)).append("</text>\n");
  }

  /** Writes text that reads upwards, centred at the point. */
  void upward(double x, double y, double size, String text) {
    out.append("<text ").append(Ink.STRONG.attributes).append(at("font-size", size));
    out.append(" text-anchor=\"middle\" transform=\"translate(");
    out.append(number(x)).append(' ').append(number(y)).append(") rotate(-90)\">");
    out.append(escape(text)).append("</text>\n");
  }

  /** Draws a line of the grid; a faint one lies between two ticks. */
  void grid(double x1, double y1, double x2, double y2, boolean faint) {
    line(
        x1,
        y1,
        x2,
        y2,
        "class=\"am-grid\" stroke=\"#d9d9d9\"" + (faint ? at("stroke-width", 0.4) : ""));
  }

  /** Draws a line of an axis. */
  void axis(double x1, double y1, double x2, double y2) {
    line(x1, y1, x2, y2, "class=\"am-axis\" stroke=\"#666666\"");
  }

  /** Draws a solid line. */
  void stroke(double x1, double y1, double x2, double y2, String colour, double width) {
    line(x1, y1, x2, y2, "stroke=\"" + escape(colour) + '"' + at("stroke-width", width));
  }

  /** Draws a bar that stands out from dots of any colour. */
  void bar(double x1, double y1, double x2, double y2) {
    line(x1, y1, x2, y2, "class=\"am-bar\" stroke=\"#1a1a1a\" stroke-width=\"2\"");
  }

  private void line(double x1, double y1, double x2, double y2, String attributes) {
    out.append("<line ").append(attributes).append(at("x1", x1)).append(at("y1", y1));
    out.append(at("x2", x2)).append(at("y2", y2)).append("/>\n");
  }

  /** Draws a line through points, each {@code {x, y}}. */
  void curve(List<double[]> points, String colour, String dashes, double width) {
    out.append("<path fill=\"none\" stroke-linejoin=\"round\" stroke=\"");
    out.append(escape(colour)).append('"').append(at("stroke-width", width));
    if (!dashes.isEmpty()) {
      out.append(" stroke-dasharray=\"").append(escape(dashes)).append('"');
    }
    out.append(" d=\"").append(SvgPath.through(points)).append("\"/>\n");
  }

  /** Fills the polygon through points, each {@code {x, y}}, so that what lies below shows. */
  void shade(List<double[]> points, String colour) {
    out.append("<path stroke=\"none\" fill-opacity=\"0.16\" fill=\"");
    out.append(escape(colour)).append("\" d=\"").append(SvgPath.through(points)).append("z\"/>\n");
  }

  /** Draws a dot with a thin light rim, so that dots on top of each other can be told apart. */
  void dot(double x, double y, double radius, String colour) {
    out.append("<circle class=\"am-rim\" stroke=\"#ffffff\" stroke-width=\"0.8\" fill=\"")
        .append(escape(colour));
    out.append('"').append(at("cx", x)).append(at("cy", y)).append(at("r", radius)).append("/>\n");
  }

  /** Draws a hollow dot. */
  void ring(double x, double y, double radius, String colour) {
    out.append("<circle class=\"am-bg\" fill=\"#ffffff\" stroke-width=\"1.6\" stroke=\"");
    out.append(escape(colour)).append('"');
    out.append(at("cx", x)).append(at("cy", y)).append(at("r", radius)).append("/>\n");
  }

  /** Paints a rectangle in the colour of the background, to write on. */
  void blank(double x, double y, double width, double height) {
    out.append("<rect class=\"am-bg\" fill=\"#ffffff\"").append(at("x", x)).append(at("y", y));
    out.append(at("width", width)).append(at("height", height)).append("/>\n");
  }

  /** Returns the whole document, ending in a newline. */
  String finish() {
    return out + "</svg>\n";
  }

  private static String at(String name, double value) {
    return " " + name + "=\"" + number(value) + "\"";
  }

  /**
   * Returns a length with at most two digits after the point.
   *
   * @throws IllegalArgumentException if it is not finite: no viewer could draw it
   */
  static String number(double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("a length in a figure must be finite, got " + value);
    }
    double rounded = Math.round(value * 100) / 100.0;
    return rounded == Math.rint(rounded) ? Long.toString((long) rounded) : Double.toString(rounded);
  }

  /** Returns text for an element or a quoted attribute; what XML 1.0 forbids becomes U+FFFD. */
  static String escape(String text) {
    StringBuilder escaped = new StringBuilder(text.length() + 16);
    text.codePoints().forEach(c -> escaped.append(escape(c)));
    return escaped.toString();
  }

  private static String escape(int c) {
    return switch (c) {
      case '&' -> "&amp;";
      case '<' -> "&lt;";
      case '>' -> "&gt;";
      case '"' -> "&quot;";
      case '\'' -> "&#39;";
      default -> allowed(c) ? Character.toString(c) : "\uFFFD";
    };
  }

  private static boolean allowed(int c) {
    return c == '\t'
        || c == '\n'
        || c == '\r'
        || (c >= 0x20 && c <= 0xD7FF)
        || (c >= 0xE000 && c <= 0xFFFD)
        || c >= 0x10000;
  }
}
