package org.asyncmark.leaf;

import java.nio.ByteBuffer;

/**
 * An incremental decoder of HTTP/1.1 responses, the one that the clients of all models share: feed
 * it what came, in any fragmentation, until it says that the response is complete.
 *
 * <pre>
 *   HEADER ── empty line ──▶ BODY ── last byte ──▶ COMPLETE ── reset() ──▶ HEADER
 *      └────────────── HttpProtocolException ──────▶ FAILED ───── reset() ──▶ HEADER
 * </pre>
 *
 * <p>Bodies are framed by Content-Length only; 204 and 304 have none, interim responses (1xx) are
 * skipped. Not for several threads at once.
 */
final class HttpResponseDecoder {
  private enum State {
    HEADER,
    BODY,
    COMPLETE,
    FAILED
  }

  private static final byte[] NO_BODY = new byte[0];

  private final HttpHeaderReader header = new HttpHeaderReader();
  private State state = State.HEADER;
  private byte[] body = NO_BODY;
  private int bodyBytes;

  /**
   * Reads as much as belongs to this response; bytes of the next one stay in the buffer.
   *
   * @return true when the response is complete, false if it wants more
   * @throws HttpProtocolException if this is not a response that the decoder takes; after that only
   *     {@link #reset} may be called
   * @throws IllegalStateException after an exception without {@link #reset}
   */
  boolean feed(ByteBuffer in) throws HttpProtocolException {
    if (state == State.FAILED) {
      throw new IllegalStateException("the response has failed; reset the decoder first");
    }
    if (state == State.HEADER) {
      State afterwards = State.FAILED;
      try {
        if (!header.read(in)) {
          afterwards = State.HEADER;
          return false;
        }
        int length = header.bodyBytes();
        body = length == 0 ? NO_BODY : new byte[length];
        afterwards = State.BODY;
      } finally {
        state = afterwards;
      }
    }
    if (state == State.BODY) {
      int length = Math.min(in.remaining(), body.length - bodyBytes);
      in.get(body, bodyBytes, length);
      bodyBytes += length;
      if (bodyBytes == body.length) {
        state = State.COMPLETE;
      }
    }
    return state == State.COMPLETE;
  }

  /**
   * Tells the decoder that the connection was closed by the server.
   *
   * @throws HttpProtocolException if the response is not complete; says how many bytes came
   */
  void endOfInput() throws HttpProtocolException {
    switch (state) {
      case HEADER ->
          throw new HttpProtocolException(
              header.headerBytes() == 0
                  ? "connection closed before the response"
                  : "connection closed in the header of the response, after "
                      + header.headerBytes()
                      + " bytes");
      case BODY ->
          throw new HttpProtocolException(
              "connection closed in the body of the response, after "
                  + bodyBytes
                  + " of "
                  + body.length
                  + " bytes");
      case COMPLETE, FAILED -> {}
    }
  }

  /** Returns the status of the complete response, 200 to 599. */
  int status() {
    requireComplete();
    return header.status();
  }

  /** Returns the body of the complete response; the array is the caller's. */
  byte[] body() {
    requireComplete();
    return body;
  }

  /** Tells whether the server will take another request on the same connection. */
  boolean keepAlive() {
    requireComplete();
    return header.keepAlive();
  }

  /** Makes this decoder ready for the next response. */
  void reset() {
    header.reset();
    state = State.HEADER;
    body = NO_BODY;
    bodyBytes = 0;
  }

  private void requireComplete() {
    if (state != State.COMPLETE) {
      throw new IllegalStateException("the response is not complete");
    }
  }
}
