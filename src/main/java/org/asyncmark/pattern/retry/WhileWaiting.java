package org.asyncmark.pattern.retry;

/** What a task does with its permit while it waits for its next attempt. */
public enum WhileWaiting {
  /** It keeps the permit: others wait although nobody is at work. */
  HELD,
  /** It gives the permit back, and goes to the end of the line for the next attempt. */
  GIVEN_BACK
}
