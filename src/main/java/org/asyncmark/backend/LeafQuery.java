package org.asyncmark.backend;

import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.List;
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

  private static final List<String> NAMES = List.of("delayMicros", "bytes", "status", "index");

  /**
   * Reads the parameters of a request.
   *
   * @throws IllegalArgumentException if one is unknown, repeated, not a number or out of range; the
   *     message is the line that the client gets
   */
  static LeafQuery of(QueryStringDecoder query) {
    QueryParameters parameters = QueryParameters.of(query, NAMES);
    int bytes = (int) parameters.number("bytes", 0, MAX_BYTES, 0);
    int status = (int) parameters.number("status", 200, 599, 200);
    if (bytes > 0 && !allowsBody(status)) {
      throw new IllegalArgumentException(
          "status " + status + " has no body: want bytes=0, got bytes=" + bytes);
    }
    return new LeafQuery(
        (int) parameters.number("delayMicros", 0, MAX_DELAY_MICROS, 0),
        bytes,
        status,
        parameters.has("index") ? (Long) parameters.number("index", 0, Long.MAX_VALUE) : null);
  }

  /** Tells whether HTTP lets an answer with this status have a body. */
  static boolean allowsBody(int status) {
    return status != 204 && status != 205 && status != 304;
  }
}
