package org.asyncmark.analyse;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one run found for one arm: a line of a history.
 *
 * @param known text by column; what is empty is not known, and not kept
 */
public record HistoryLine(Map<HistoryColumn, String> known) {
  public HistoryLine {
    Map<HistoryColumn, String> kept = new EnumMap<>(HistoryColumn.class);
    kept.putAll(known);
    kept.values().removeIf(String::isEmpty);
    known = Collections.unmodifiableMap(kept);
  }

  /**
   * Creates the line of a file.
   *
   * @param values one for each column, in their order; empty text for what is not known
   */
  public static HistoryLine of(List<String> values) {
    Map<HistoryColumn, String> known = new EnumMap<>(HistoryColumn.class);
    int next = 0;
    for (HistoryColumn column : HistoryColumn.values()) {
      known.put(column, values.get(next++));
    }
    return new HistoryLine(known);
  }

  /** Returns what stands in a column; empty text for what is not known. */
  public String text(HistoryColumn column) {
    return known.getOrDefault(column, "");
  }

  /** Returns what stands in each column, in their order. */
  public Object[] values() {
    return Arrays.stream(HistoryColumn.values()).map(this::text).toArray();
  }

  /** Returns the number in a column; empty if there is none, or none that is finite. */
  public Optional<Double> number(HistoryColumn column) {
    try {
      return Optional.of(Double.valueOf(text(column))).filter(Double::isFinite);
    } catch (NumberFormatException e) {
      return Optional.empty(); // nothing is known, or somebody else wrote the line
    }
  }

  /** Returns the cell with its runtime, for example {@code gather virtual leaf=http on 25}. */
  public String arm() {
    String params = text(HistoryColumn.PARAMS);
    return text(HistoryColumn.PATTERN)
        + " "
        + text(HistoryColumn.MODEL)
        + (params.isEmpty() ? "" : " " + params)
        + " on "
        + text(HistoryColumn.JDK);
  }
}
