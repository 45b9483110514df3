package org.asyncmark.analyse;

import org.asyncmark.EnvironmentException;

/** Nothing can be compared, so that no condition can be judged either. */
public final class UndecidedException extends EnvironmentException {
  private static final long serialVersionUID = 1;

  /** Creates one. */
  public UndecidedException(String message) {
    super(message);
  }
}
