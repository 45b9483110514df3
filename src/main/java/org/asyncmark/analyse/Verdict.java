package org.asyncmark.analyse;

/** What can be said about an arm against its base. */
public enum Verdict {
  FASTER("faster"),
  SLOWER("slower"),
  /** A difference of something that is neither a time nor a rate. */
  LESS("less"),
  /** A difference of something that is neither a time nor a rate. */
  MORE("more"),
  /** The difference was shown to be smaller than the margin, whatever its sign. */
  EQUIVALENT("equivalent"),
  /** Neither a difference nor equivalence was shown; more rounds may. */
  INCONCLUSIVE("inconclusive"),
  /** Nothing was tested; the annotation says why. */
  NONE("no verdict");

  private final String label;

  Verdict(String label) {
    this.label = label;
  }

  /** Returns the word as it stands in tables. */
  public String label() {
    return label;
  }

  /** Tells whether a difference was shown. */
  public boolean isDifference() {
    return switch (this) {
      case FASTER, SLOWER, LESS, MORE -> true;
      case EQUIVALENT, INCONCLUSIVE, NONE -> false;
    };
  }
}
