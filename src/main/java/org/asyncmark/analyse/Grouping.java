package org.asyncmark.analyse;

import java.util.List;

/**
 * How contrasts are laid out, by the keys of the arms: {@code pattern}, {@code model}, {@code jdk}
 * or a parameter.
 *
 * @param column in what the arms of a contrast differ; empty for the first of jdk, model and the
 *     parameters that has several values
 * @param rows what names a row; empty for the keys that tell the rows apart
 * @param tables what has a table for each of its values; CPUs have so in any case
 */
public record Grouping(String column, List<String> rows, List<String> tables) {
  /** Everything as the run suggests it. */
  public static final Grouping DEFAULT = new Grouping("", List.of(), List.of());

  public Grouping {
    rows = List.copyOf(rows);
    tables = List.copyOf(tables);
  }

  /** Returns the default layout with another column. */
  public static Grouping by(String column) {
    return new Grouping(column, List.of(), List.of());
  }
}
