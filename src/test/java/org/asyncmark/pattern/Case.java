package org.asyncmark.pattern;

import java.time.Duration;
import java.util.function.Function;
import org.asyncmark.model.Model;

/**
 * A rule of a contract and what has to keep it.
 *
 * @param name mechanism and settings
 * @param subject opens what has to keep it, on stages that it is given
 */
public record Case<S>(Model model, String name, Rule<S> rule, Function<Stages, S> subject) {
  static final Duration GRACE = Duration.ofSeconds(5);

  /**
   * Holds the rule, then closes the stages twice, and requires that nothing is left behind.
   *
   * @throws AssertionError if the rule is broken, or something was opened beside the stages
   */
  void check(Duration grace) throws Exception {
    Leftovers before = Leftovers.before();
    try (Stages stages = new Stages(model)) {
      rule.check(subject.apply(stages));
    }
    before.requireNone(grace);
  }

  @Override
  public String toString() {
    return model.id() + " " + name + " " + rule;
  }
}
