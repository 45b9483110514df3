package org.asyncmark.leaf;

import java.io.IOException;

/** Says what a client wanted of a response and what it found. The connection is of no more use. */
class HttpProtocolException extends IOException {
  private static final long serialVersionUID = 1L;

  /** Creates the exception with one line: what was wanted, what was found. */
  HttpProtocolException(String message) {
    super(message);
  }
}
