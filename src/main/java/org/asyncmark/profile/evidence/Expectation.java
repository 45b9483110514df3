package org.asyncmark.profile.evidence;

import org.asyncmark.analyse.Contrast;
import org.asyncmark.analyse.Verdict;

/** The direction that a mechanism is said to have. */
public enum Expectation {
  /** Takes longer. */
  SLOWER("slower"),
  /** Takes less time. */
  FASTER("faster"),
  /** No difference that matters. */
  ALIKE("alike");

  private final String label;

  Expectation(String label) {
    this.label = label;
  }

  /** Returns the word as it stands in tables. */
  String label() {
    return label;
  }

  /** Returns whether it was found. */
  Outcome outcome(Contrast contrast) {
    Verdict verdict = contrast.judgement().verdict();
    if (verdict == Verdict.NONE || verdict == Verdict.INCONCLUSIVE) {
      return Outcome.UNDECIDED;
    }
    Verdict wanted =
        switch (this) {
          case SLOWER -> Verdict.SLOWER;
          case FASTER -> Verdict.FASTER;
          case ALIKE -> Verdict.EQUIVALENT;
        };
    return verdict == wanted ? Outcome.FOUND : Outcome.NOT_FOUND;
  }

  /** Whether what was expected is there. */
  public enum Outcome {
    FOUND("found"),
    NOT_FOUND("not found"),
    UNDECIDED("not decidable");

    private final String label;

    Outcome(String label) {
      this.label = label;
    }

    /** Returns the word as it stands in tables. */
    String label() {
      return label;
    }
  }
}
