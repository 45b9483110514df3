package org.asyncmark.analyse;

/** A step on the way of a question, or how two of them go together. */
public enum Step {
  JDK_ALONE("JDK alone"),
  MODEL_ALONE("model alone"),
  BOTH("both"),
  /** Whether what the one gains depends on the other. */
  INTERACTION("interaction");

  private final String label;

  Step(String label) {
    this.label = label;
  }

  /** Returns the words of tables. */
  public String label() {
    return label;
  }
}
