package org.asyncmark.analyse;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a reader weighs the verdicts of a run by, beside its numbers.
 *
 * @param question what the run was made to answer; null if it did not say
 * @param source what was measured, for example {@code commit 8ca8006}; empty if unknown
 * @param clean whether that is the code of a commit and nothing else
 * @param warnings what was wrong with the machine when the run began, a sentence each
 * @param repeatedBlocks blocks that were measured again because the machine disturbed them
 * @param forkSeconds time that a fork took, its start and warm-up included; 0 if unknown
 * @param words the user's that chose cells and runtimes in place of the preset, and behind {@code
 *     --} those for JMH
 */
public record Background(
    @Nullable Question question,
    String source,
    boolean clean,
    List<String> warnings,
    int repeatedBlocks,
    double forkSeconds,
    List<String> words) {
  /** Nothing is known. */
  public static final Background NONE = new Background(null, "", true, List.of(), 0, 0);

  public Background {
    warnings = List.copyOf(warnings);
    words = List.copyOf(words);
  }

  /** Creates that of a run whose cells are those of its preset. */
  public Background(
      @Nullable Question question,
      String source,
      boolean clean,
      List<String> warnings,
      int repeatedBlocks,
      double forkSeconds) {
    this(question, source, clean, warnings, repeatedBlocks, forkSeconds, List.of());
  }

  /** Returns the same of a run that was made to answer another question. */
  Background asking(Question other) {
    return new Background(other, source, clean, warnings, repeatedBlocks, forkSeconds, words);
  }
}
