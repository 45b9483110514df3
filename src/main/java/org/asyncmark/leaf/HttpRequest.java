package org.asyncmark.leaf;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;

/**
 * The request of one target: everything but the index and its delay is encoded once. Immutable, for
 * any thread.
 */
final class HttpRequest {
  private static final int MAX_DIGITS = 10;
  private static final int NANOS_PER_MICRO = 1_000;
  private static final byte[] BEFORE_DELAY = "GET /leaf?delayMicros=".getBytes(US_ASCII);
  private static final byte[] FAILING = "&status=503".getBytes(US_ASCII);

  private final HttpTarget target;
  private final byte[] beforeIndex;
  private final byte[] end;

  HttpRequest(HttpTarget target) {
    this.target = target;
    this.beforeIndex = ("&bytes=" + target.bytes() + "&index=").getBytes(US_ASCII);
    this.end = (" HTTP/1.1\r\nHost: " + target.server() + "\r\n\r\n").getBytes(US_ASCII);
  }

  int maxBytes() {
    return BEFORE_DELAY.length + beforeIndex.length + FAILING.length + end.length + 2 * MAX_DIGITS;
  }

  /**
   * Appends the request for one index.
   *
   * @param index from 0
   * @param into has {@link #maxBytes} bytes of room
   */
  void encode(int index, ByteBuffer into) {
    into.put(BEFORE_DELAY);
    putNumber((int) (target.plan().delay(index).toNanos() / NANOS_PER_MICRO), into);
    into.put(beforeIndex);
    putNumber(index, into);
    if (target.plan().fails(index)) {
      into.put(FAILING);
    }
    into.put(end);
  }

  /**
   * Checks a complete response and returns the index that its body begins with.
   *
   * @param index the index that was asked for
   * @throws HttpStatusException if the status is not 200
   * @throws HttpProtocolException if the body has another length or another index
   */
  long answer(int index, HttpResponseDecoder response) throws HttpProtocolException {
    return answer(index, response.status(), response.body());
  }

  /** Checks a response of which somebody else has read status and body, as the other does. */
  long answer(int index, int status, byte[] body) throws HttpProtocolException {
    if (status != 200) {
      throw new HttpStatusException(index, status);
    }
    if (body.length != target.bytes()) {
      throw new HttpProtocolException(
          "request " + index + ": want a body of " + target.bytes() + " bytes, got " + body.length);
    }
    long answered = 0;
    for (int i = 0; i < HttpTarget.INDEX_BYTES; i++) {
      int digit = hexDigit(body[i]);
      if (digit < 0) {
        throw new HttpProtocolException(
            "request "
                + index
                + ": want a body that begins with 16 hexadecimal digits, got '"
                + HttpText.shown(body, HttpTarget.INDEX_BYTES)
                + "'");
      }
      answered = answered << 4 | digit;
    }
    if (answered != index) {
      throw new HttpProtocolException(
          "request " + index + ": want the answer of index " + index + ", got that of " + answered);
    }
    return answered;
  }

  private static void putNumber(int number, ByteBuffer into) {
    int divisor = 1;
    while (number / divisor >= 10) {
      divisor *= 10;
    }
    for (; divisor > 0; divisor /= 10) {
      into.put((byte) ('0' + number / divisor % 10));
    }
  }

  private static int hexDigit(byte b) {
    if (b >= '0' && b <= '9') {
      return b - '0';
    }
    return b >= 'a' && b <= 'f' ? b - 'a' + 10 : -1;
  }
}
