package org.asyncmark.pattern.gather;

/** How a gather treats failures. */
public enum Variant {
  /** Ends with the first failure: {@link Gather#failFast}. */
  FAIL_FAST,
  /** Waits for all and returns failures in place: {@link Gather#collect}. */
  COLLECT
}
