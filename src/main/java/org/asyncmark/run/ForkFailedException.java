package org.asyncmark.run;

/** Says that a fork gave no result: it is recorded, and the run goes on. */
final class ForkFailedException extends Exception {
  private static final long serialVersionUID = 1L;

  private final boolean hung;

  ForkFailedException(String reason, boolean hung) {
    super(reason);
    this.hung = hung;
  }

  boolean hung() {
    return hung;
  }
}
