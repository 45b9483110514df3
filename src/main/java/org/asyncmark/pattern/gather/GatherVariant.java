package org.asyncmark.pattern.gather;

/** How a gather treats failures. */
public enum GatherVariant {
  /** Ends with the first failure: {@link Gather#failFast}. */
  FAIL_FAST("fail-fast"),
  /** Waits for all and returns failures in place: {@link Gather#collect}. */
  COLLECT("collect");

  private final String id;

  GatherVariant(String id) {
    this.id = id;
  }

  /** Returns the word for this variant on the command line and in file names. */
  public String id() {
    return id;
  }
}
