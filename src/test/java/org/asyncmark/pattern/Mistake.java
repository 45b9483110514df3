package org.asyncmark.pattern;

/**
 * A way in which an implementation of a pattern can be wrong.
 *
 * @param <S> what the rules of the pattern's contract are held against
 */
public interface Mistake<S> {
  /** Returns the rule that has to catch it. */
  Rule<S> caughtBy();
}
