package org.asyncmark;

import org.jspecify.annotations.Nullable;

/**
 * Says that this machine cannot do what was asked: what was wanted, what was found, what to do. The
 * command line prints the message on one line and ends with exit code 4.
 */
public class EnvironmentException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param message one line for the user: what was wanted, what was found, what to do
   */
  public EnvironmentException(String message) {
    super(message);
  }

  /**
   * Creates the exception with the failure below it.
   *
   * @param message one line for the user: what was wanted, what was found, what to do
   * @param cause what the machine said
   */
  public EnvironmentException(String message, Throwable cause) {
    super(message, cause);
  }

  /** Returns a text without line ends and other control characters, as messages have it. */
  public static String oneLine(@Nullable String text) {
    return String.valueOf(text).replaceAll("[\\p{Cntrl}\\u0085\\u2028\\u2029]+", " ").strip();
  }
}
