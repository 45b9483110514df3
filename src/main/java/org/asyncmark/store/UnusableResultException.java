package org.asyncmark.store;

/** Says why a part of a foreign file is left out; the rest of it is read. */
final class UnusableResultException extends Exception {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param message what was wanted and what was found, without the place
   */
  UnusableResultException(String message) {
    super(message);
  }
}
