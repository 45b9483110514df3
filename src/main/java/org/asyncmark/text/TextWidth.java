package org.asyncmark.text;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Widths of text: columns on a terminal, and pixels without a font. The latter are an upper
 * estimate after DejaVu Sans, which is wider than what most browsers take for {@code sans-serif}.
 * So text that fits here fits everywhere.
 */
public final class TextWidth {
  private static final String NARROW = " .,:;!|'()[]/-–fijlrtI";
  private static final String WIDE = "mwMW=+%@—→";

  /** Blocks of letters that take two columns. */
  private static final List<Letters> WIDE_LETTERS =
      List.of(
          new Letters(0x1100, 0x115f), // Hangul, leading consonants
          new Letters(0x2e80, 0xa4cf), // CJK, kana, Yi
          new Letters(0xac00, 0xd7a3), // Hangul syllables
          new Letters(0xf900, 0xfaff), // CJK, compatibility
          new Letters(0xfe30, 0xfe6f), // CJK, compatibility forms
          new Letters(0xff01, 0xff60), // full-width forms
          new Letters(0xffe0, 0xffe6),
          new Letters(0x1f300, 0x1faff), // pictures
          new Letters(0x20000, 0x3fffd)); // CJK, extensions

  /** Spaces at which a line may break: not inside a number, nor between a number and its unit. */
  private static final Pattern BREAK = Pattern.compile("(?<!\\d) +| +(?!\\d{3}\\b|[nµm]?s\\b)");

  private TextWidth() {}

  /** Returns the parts of a text between which a line may break. */
  public static List<String> words(String text) {
    return List.of(BREAK.split(text.strip()));
  }

  /**
   * Returns a text in lines of a terminal, at least one.
   *
   * @param columns that a line has at most, unless a single word is longer
   */
  public static List<String> lines(String text, int columns) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : words(text)) {
      if (line.length() > 0 && columns(line.toString()) + 1 + columns(word) > columns) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.length() == 0 ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }

  /**
   * Returns the number of columns that a text takes on a terminal: two for each wide letter, none
   * for a mark on another letter.
   *
   * @see <a href="https://www.unicode.org/reports/tr11/">Unicode, East Asian Width</a>
   */
  public static int columns(String text) {
    return text.codePoints().map(TextWidth::columns).sum();
  }

  private static int columns(int c) {
    return switch (Character.getType(c)) {
      case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> 0;
      default -> WIDE_LETTERS.stream().anyMatch(range -> range.contains(c)) ? 2 : 1;
    };
  }

  private record Letters(int first, int last) {
    boolean contains(int c) {
      return first <= c && c <= last;
    }
  }

  /** Returns the width in pixels at a font size. */
  public static double of(String text, double size) {
    return size * text.codePoints().mapToDouble(TextWidth::ems).sum();
  }

  private static double ems(int c) {
    if (NARROW.indexOf(c) >= 0) {
      return 0.42;
    }
    if (WIDE.indexOf(c) >= 0) {
      return 0.98;
    }
    return columns(c) == 2 ? 1 : 0.65;
  }

  /** Returns the lines of a text that fit into a width; a longer word stands alone, cut. */
  public static List<String> wrap(String text, double size, double width) {
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
