package org.asyncmark.backend;

import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.List;
import java.util.Map;

/**
 * The parameters of a request, all of which are known. What is wrong with one is an {@link
 * IllegalArgumentException}, whose message is the line that the client gets.
 *
 * @param values by name
 */
record QueryParameters(Map<String, List<String>> values) {
  /**
   * Reads them.
   *
   * @param names of those that are known, in the order in which they are told
   */
  static QueryParameters of(QueryStringDecoder query, List<String> names) {
    Map<String, List<String>> values;
    try {
      values = query.parameters();
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("bad escape in the query: " + e.getMessage(), e);
    }
    for (String name : values.keySet()) {
      if (!names.contains(name)) {
        throw new IllegalArgumentException(
            "unknown parameter '" + name + "'; choose from " + String.join(", ", names));
      }
    }
    return new QueryParameters(values);
  }

  boolean has(String name) {
    return values.containsKey(name);
  }

  /** Returns a whole number, or another if the parameter is not given. */
  long number(String name, long min, long max, long otherwise) {
    return has(name) ? number(name, min, max) : otherwise;
  }

  /** Returns a whole number that has to be given. */
  long number(String name, long min, long max) {
    List<String> given = values.getOrDefault(name, List.of());
    if (given.size() > 1) {
      throw new IllegalArgumentException(
          "parameter " + name + " is given " + given.size() + " times: give it once");
    }
    String found = given.isEmpty() ? "none" : "'" + given.get(0) + "'";
    try {
      long value = given.isEmpty() ? min - 1 : Long.parseLong(given.get(0));
      if (value >= min && value <= max) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Told below in the same words as a number out of range.
    }
    throw new IllegalArgumentException(
        name + ": want a whole number from " + min + " to " + max + ", got " + found);
  }
}
