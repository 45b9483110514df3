package org.asyncmark.text;

import java.util.List;
import java.util.stream.Collectors;

/** Text as it must stand in Markdown. */
public final class Markdown {
  private Markdown() {}

  /** Returns text that Markdown and the HTML in it take as it stands, on one line. */
  public static String escape(String text) {
    return text.replaceAll("\\s*[\\r\\n]+\\s*", " ")
        .replace("&", "&amp;")
        .replaceAll("([\\\\`*_\\[\\]|~])", "\\\\$1")
        .replace("<", "&lt;")
        .replace(">", "&gt;");
  }

  /**
   * Returns a line of a table, with its line feed.
   *
   * @param cells as they are to stand in it, escaped where they may hold anything
   */
  public static String row(List<String> cells) {
    return "| " + String.join(" | ", cells) + " |\n";
  }

  /** Returns a list of plain texts, a line with its line feed for each. */
  public static String list(List<String> items) {
    return items.stream().map(item -> "- " + escape(item) + "\n").collect(Collectors.joining());
  }
}
