package org.asyncmark.pattern.pitfalls;

/** How work is done. */
public enum Way {
  /** As it is often written. */
  MISTAKE,
  /** As it should be. */
  REMEDY
}
