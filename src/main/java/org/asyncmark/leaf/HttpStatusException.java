package org.asyncmark.leaf;

/** Says that a well-formed response has another status than 200. The connection can be kept. */
final class HttpStatusException extends HttpProtocolException {
  private static final long serialVersionUID = 1L;

  HttpStatusException(int index, int status) {
    super("request " + index + ": want status 200, got " + status);
  }
}
