package org.asyncmark.pattern.wait;

/** What becomes of the leaves that have not ended when a race is over. */
public enum Losers {
  /** They are left at work. */
  LEAVE,
  /** They are cancelled. */
  CANCEL
}
