package org.asyncmark.pattern;

import java.util.stream.Stream;
import org.asyncmark.model.Model;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Shows that a contract catches models that do other work: an implementation is given one mistake
 * after the other, each of which a rule has to catch, and none, with which it keeps every rule.
 *
 * @param <S> what the rules are held against
 * @param <K> the mistakes
 */
@Tag("any-jdk")
@Timeout(10)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class ContractCanFailTest<S, K extends Enum<K> & Mistake<S>> {
  /** A machine that stands still at the wrong moment hides a mistake that is one of time. */
  private static final int TRIES = 5;

  private final K[] mistakes;
  private final Rule<S>[] rules;

  protected ContractCanFailTest(K[] mistakes, Rule<S>[] rules) {
    this.mistakes = mistakes;
    this.rules = rules;
  }

  /** Returns what opens the implementation with a mistake, or without one, on stages. */
  protected abstract S subject(Stages stages, @Nullable K mistake);

  public Stream<K> mistakes() {
    return Stream.of(mistakes);
  }

  public Stream<Rule<S>> rules() {
    return Stream.of(rules);
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  public void aModelWithAMistakeIsCaught(K mistake) {
    for (int each = 1; each < TRIES; each++) {
      try {
        requireCaught(mistake);
        return;
      } catch (AssertionError hidden) {
        // another try
      }
    }
    requireCaught(mistake);
  }

  private void requireCaught(K mistake) {
    try (Stages stages = new Stages(Model.PLATFORM)) {
      Caught.requireBroken(() -> mistake.caughtBy().check(subject(stages, mistake)));
    }
  }

  @ParameterizedTest
  @MethodSource("rules")
  public void withoutItsMistakeItKeepsEveryRule(Rule<S> rule) throws Exception {
    try (Stages stages = new Stages(Model.PLATFORM)) {
      rule.check(subject(stages, null));
    }
  }
}
