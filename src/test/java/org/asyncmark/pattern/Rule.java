package org.asyncmark.pattern;

/**
 * A rule of a contract. A contract is an enum of rules; each of them holds or throws.
 *
 * @param <S> opens what the rule is about, as often as the rule asks for it
 */
public interface Rule<S> {
  /**
   * Holds the rule against something.
   *
   * @throws AssertionError if it is broken. A wait in vain has to be ended by a time limit
   */
  void check(S subject) throws Exception;
}
