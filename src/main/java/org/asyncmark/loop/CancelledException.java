package org.asyncmark.loop;

import java.util.concurrent.CancellationException;

/**
 * What a task gets at the place where it waits when it is cancelled. It has no stack trace: it is
 * made by the loop, whose frames say nothing of who cancelled; the message may.
 */
public final class CancelledException extends CancellationException {
  private static final long serialVersionUID = 1L;

  CancelledException(String message) {
    super(message);
  }

  @Override
  @SuppressWarnings("UnsynchronizedOverridesSynchronized") // returns a constant
  public Throwable fillInStackTrace() {
    return this;
  }
}
