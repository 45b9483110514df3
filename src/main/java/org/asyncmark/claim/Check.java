package org.asyncmark.claim;

import java.util.List;
import java.util.Locale;
import org.asyncmark.text.FirstFew;

/**
 * A named rule and what came of it.
 *
 * @param found what was found, in words; of what failed each place with the field that differs
 */
public record Check(String rule, Result result, String found) {
  private static final int NAMED = 5;

  /** What comes of a rule. */
  public enum Result {
    PASSED,
    FAILED,
    /** There is nothing that it could be held against. */
    NOT_APPLICABLE;

    /** Returns the word for it in tables. */
    public String label() {
      return this == NOT_APPLICABLE ? "n/a" : name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Returns the check of a rule that holds unless something differs.
   *
   * @param held what was found where nothing differs
   * @param differences the places that differ
   */
  static Check of(String rule, String held, List<String> differences) {
    if (differences.isEmpty()) {
      return new Check(rule, Result.PASSED, held);
    }
    return new Check(rule, Result.FAILED, FirstFew.of(differences, NAMED));
  }

  /** Returns the check of a rule that nothing can be held against. */
  static Check none(String rule, String why) {
    return new Check(rule, Result.NOT_APPLICABLE, why);
  }
}
