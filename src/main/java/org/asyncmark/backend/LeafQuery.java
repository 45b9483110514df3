package org.asyncmark.backend;

import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a client asks of {@code GET /leaf}.
 *
 * @param delayMicros time to wait before the answer, 0 to 60 000 000
 * @param bytes size of the answer's body, 0 to 1 048 576; 0 if {@code status} allows no body
 * @param status status of the answer, 200 to 599
 * @param index number that the body begins with if it has at least 16 bytes, from 0; null for none
 */
record LeafQuery(int delayMicros, int bytes, int status, @Nullable Long index) {
  static final String PATH = "/leaf";

  /** Length of an index in a body: 16 hexadecimal digits. */
  static final int INDEX_BYTES = 16;

  static final int MAX_DELAY_MICROS = 60_000_000;
  static final int MAX_BYTES = 1_048_576;

  private static final Set<String> NAMES = Set.of("delayMicros", "bytes", "status", "index");

  /**
   * Reads the parameters of a request.
   *
   * @throws IllegalArgumentException if one is unknown, repeated, not a number or out of range; the
   *     message is the line that the client gets
   */
  static LeafQuery of(QueryStringDecoder query) {
    Map<String, List<String>> parameters;
    try {
      parameters = query.parameters();
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("bad escape in the query: " + e.getMessage(), e);
    }
    for (String name : parameters.keySet()) {
      if (!NAMES.contains(name)) {
        throw new IllegalArgumentException(
            "unknown parameter '" + name + "'; choose from delayMicros, bytes, status, index");
      }
    }
    int bytes = (int) number(parameters, "bytes", 0, MAX_BYTES, 0);
    int status = (int) number(parameters, "status", 200, 599, 200);
    if (bytes > 0 && !allowsBody(status)) {
      throw new IllegalArgumentException(
          "status " + status + " has no body: want bytes=0, got bytes=" + bytes);
    }
    return new LeafQuery(
        (int) number(parameters, "delayMicros", 0, MAX_DELAY_MICROS, 0),
        bytes,
        status,
        parameters.containsKey("index")
            ? (Long) number(parameters, "index", 0, Long.MAX_VALUE, 0)
            : null);
  }

  /** Tells whether HTTP lets an answer with this status have a body. */
  static boolean allowsBody(int status) {
    return status != 204 && status != 205 && status != 304;
  }

  private static long number(
      Map<String, List<String>> parameters, String name, long min, long max, long otherwise) {
    List<String> values = parameters.get(name);
    if (values == null) {
      return otherwise;
    }
    if (values.size() > 1) {
      throw new IllegalArgumentException(
          "parameter " + name + " is given " + values.size() + " times: give it once");
    }
    try {
      long value = Long.parseLong(values.get(0));
      if (value >= min && value <= max) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Told below in the same words as a number out of range.
    }
    throw new IllegalArgumentException(
        name
            + ": want a whole number from "
            + min
            + " to "
            + max
            + ", got '"
            + values.get(0)
            + "'");
  }
}
