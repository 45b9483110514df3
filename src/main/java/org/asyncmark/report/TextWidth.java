package org.asyncmark.report;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Widths of text without a font: an upper estimate after DejaVu Sans, which is wider than what most
 * browsers take for {@code sans-serif}. So text that fits here fits everywhere.
 */
final class TextWidth {
  private static final String NARROW = " .,:;!|'()[]/-–fijlrtI";
  private static final String WIDE = "mwMW=+%@—→";

  /** Spaces at which a line may break: not inside a number, nor between a number and its unit. */
  private static final Pattern BREAK = Pattern.compile("(?<!\\d) +| +(?!\\d{3}\\b|[nµm]?s\\b)");

  private TextWidth() {}

  /** Returns the parts of a text between which a line may break. */
  static List<String> words(String text) {
    return List.of(BREAK.split(text.strip()));
  }

  /** Returns the width in pixels at a font size. */
  static double of(String text, double size) {
    return size
        * text.codePoints()
            .mapToDouble(c -> NARROW.indexOf(c) >= 0 ? 0.42 : WIDE.indexOf(c) >= 0 ? 0.98 : 0.65)
            .sum();
  }

  /** Returns the lines of a text that fit into a width; a longer word stands alone, cut. */
  static List<String> wrap(String text, double size, double width) {
    List<String> lines = new ArrayList<>();
    String line = "";
    for (String word : words(text)) {
      String longer = line.isEmpty() ? word : line + " " + word;
      if (of(longer, size) <= width) {
        line = longer;
        continue;
      }
      if (!line.isEmpty()) {
        lines.add(line);
      }
      line = cut(word, size, width);
    }
    lines.add(line);
    return lines;
  }

  private static String cut(String word, double size, double width) {
    if (of(word, size) <= width) {
      return word;
    }
    int end = word.length();
    while (end > 1 && of(word.substring(0, end) + "…", size) > width) {
      end = word.offsetByCodePoints(end, -1);
    }
    return word.substring(0, end) + "…";
  }
}
