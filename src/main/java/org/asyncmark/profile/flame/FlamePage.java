package org.asyncmark.profile.flame;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What is added to the page that async-profiler's converter writes: its title gets lines of its
 * own, because the tool bar lies over the last line of a long one, and a way back to the list of
 * profiles stands below.
 *
 * @param index the way from the page to the list, for example {@code ../index.html}
 * @param warning what a reader must know first, as plain text; empty if nothing
 */
record FlamePage(String index, String warning) {
  private static final String END_OF_STYLE = "</style>";
  private static final String END_OF_TITLE = "</h1>";

  /** The converter's tool bar is moved up by 22 pixels: here it begins a line of its own. */
  private static final String STYLE =
      """
      \th1 {text-align: left; font-size: 15px; overflow-wrap: anywhere}
      \tnav {margin: 4px 0 8px 0}
      \theader {margin: 0 0 6px 0}
      """;

  /**
   * Adds it to a page.
   *
   * @throws IOException if the file cannot be read or written, or is none of the converter's pages
   */
  void addTo(Path html) throws IOException {
    String page = Files.readString(html);
    int style = page.indexOf(END_OF_STYLE);
    int title = page.indexOf(END_OF_TITLE);
    if (style < 0 || title < style) {
      throw new IOException(
          "want a page with a style and a title from async-profiler's converter, got another in "
              + html
              + "; use the ap-loader that this was built with");
    }
    int afterTitle = title + END_OF_TITLE.length();
    String told = warning.isEmpty() ? "" : "<b>" + FlameGraph.escape(warning) + "</b><br>";
    Files.writeString(
        html,
        page.substring(0, style)
            + STYLE
            + page.substring(style, afterTitle)
            + "\n<nav>"
            + told
            + "<a href='"
            + index
            + "'>All profiles of this run, with the evidence</a></nav>"
            + page.substring(afterTitle));
  }
}
