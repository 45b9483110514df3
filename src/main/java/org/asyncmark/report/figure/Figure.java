package org.asyncmark.report.figure;

/**
 * A figure with the numbers that it was drawn from.
 *
 * @param name of its files without {@code .svg} or {@code .csv}, from {@code [A-Za-z0-9._=-]}
 * @param caption what it shows, in a few words
 */
public record Figure(String name, String caption, String svg, String csv) {
  public Figure {
    if (!name.matches("[A-Za-z0-9._=-]+")) {
      throw new IllegalArgumentException("not a name for the file of a figure: '" + name + "'");
    }
  }
}
