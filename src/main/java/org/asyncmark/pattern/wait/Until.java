package org.asyncmark.pattern.wait;

/** What the caller of a race waits for. */
public enum Until {
  /** One leaf has ended, well or badly: {@code FIRST_COMPLETED}. */
  FIRST,
  /** One leaf has ended well, or all have failed. */
  FIRST_SUCCESS,
  /** One leaf has failed, or all have ended: {@code FIRST_EXCEPTION}. */
  FIRST_FAILURE,
  /** All leaves have ended: {@code ALL_COMPLETED}. */
  ALL,
  /** All leaves have ended, and the caller is handed each as it ends: {@code as_completed}. */
  AS_COMPLETED;

  /** Tells whether the end of one leaf decides. */
  boolean isDecidedBy(boolean failed) {
    return switch (this) {
      case FIRST -> true;
      case FIRST_SUCCESS -> !failed;
      case FIRST_FAILURE -> failed;
      case ALL, AS_COMPLETED -> false;
    };
  }

  /** Tells whether there may be leaves that have not ended when the race is over. */
  boolean hasLosers() {
    return this != ALL && this != AS_COMPLETED;
  }

  /** Tells whether a leaf can be spared because another is back. */
  boolean canBeHedged() {
    return this == FIRST || this == FIRST_SUCCESS;
  }
}
