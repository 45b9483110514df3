package org.asyncmark.leaf;

/** Says that a well-formed response has another status than 200. The connection can be kept. */
public final class HttpStatusException extends HttpProtocolException {
  private static final long serialVersionUID = 1L;

  private final int status;

  /**
   * Creates the exception.
   *
   * @param index index of the request
   * @param status status that was found
   */
  public HttpStatusException(int index, int status) {
    super("request " + index + ": want status 200, got " + status);
    this.status = status;
  }

  /** Returns the status that was found, 200 to 599. */
  public int status() {
    return status;
  }
}
