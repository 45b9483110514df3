package org.asyncmark.store;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.Map;

/** Numbers as JMH writes them: NaN and infinities are words. */
final class JmhNumbers {
  private static final Map<String, Double> WORDS =
      Map.of(
          "NaN", Double.NaN,
          "+INF", Double.POSITIVE_INFINITY,
          "INF", Double.POSITIVE_INFINITY,
          "Infinity", Double.POSITIVE_INFINITY,
          "-INF", Double.NEGATIVE_INFINITY,
          "-Infinity", Double.NEGATIVE_INFINITY);

  private static final int SHOWN_CHARS = 40;

  /** Ratios of what lies beyond this, or its inverse, overflow. */
  private static final double LEAST = 1e-100;

  private JmhNumbers() {}

  /**
   * Returns a number, which need not be finite.
   *
   * @param where what is read
   * @throws UnusableResultException if it is none
   */
  static double of(JsonNode value, String where) throws UnusableResultException {
    if (value.isNumber()) {
      double number = value.asDouble();
      double size = Math.abs(number);
      if ((size > 0 && size < LEAST) || (size > 1 / LEAST && Double.isFinite(number))) {
        throw new UnusableResultException(
            "want 0 or a number from "
                + LEAST
                + " to "
                + 1 / LEAST
                + " in "
                + where
                + ", got "
                + number);
      }
      return number;
    }
    Double word = value.isTextual() ? WORDS.get(value.asText()) : null;
    if (word == null) {
      throw new UnusableResultException("want a number in " + where + ", got " + kind(value));
    }
    return word;
  }

  /** Returns the numbers of an array. */
  static double[] all(JsonNode array, String where) throws UnusableResultException {
    double[] all = new double[array.size()];
    for (int i = 0; i < all.length; i++) {
      all[i] = of(array.get(i), where);
    }
    return all;
  }

  /**
   * Returns the median of those that are not NaN; infinities are the greatest and the least, so
   * that a slow iteration counts as one. Not finite if there is none or it lies there.
   */
  static double median(double[] values) {
    double[] sorted = Arrays.stream(values).filter(each -> !Double.isNaN(each)).sorted().toArray();
    if (sorted.length == 0) {
      return Double.NaN;
    }
    // halved first: the sum of two large numbers may not be one
    return sorted[(sorted.length - 1) / 2] / 2 + sorted[sorted.length / 2] / 2;
  }

  /** Returns what stands in a place, in few words. */
  static String kind(JsonNode node) {
    if (node.isMissingNode()) {
      return "nothing";
    }
    if (node.isContainerNode()) {
      String name = node.isArray() ? "array" : "object";
      return node.isEmpty() ? "an empty " + name : "an " + name;
    }
    String text = ForeignName.plain(node.toString());
    return text.length() > SHOWN_CHARS ? text.substring(0, SHOWN_CHARS) + "..." : text;
  }
}
