package org.asyncmark.pattern;

import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.asyncmark.model.Model;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs the rules of a pattern's contract over every mechanism of every model that this JDK has, on
 * the stages of production.
 *
 * @param <M> the mechanisms of the pattern
 */
@Timeout(20)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class ContractTest<M extends Enum<M> & Mechanism> {
  private final M[] mechanisms;

  protected ContractTest(M[] mechanisms) {
    this.mechanisms = mechanisms;
  }

  /** Returns what a mechanism has to keep, in each of its settings. */
  protected abstract Stream<Case<?>> cases(Model model, M mechanism);

  /** Returns the rules that a mechanism does not promise to keep; none, unless overridden. */
  protected Set<? extends Rule<?>> notPromised(M mechanism) {
    return Set.of();
  }

  /**
   * Returns the cases of one setting.
   *
   * @param subject opens the mechanism on stages that it is given
   */
  protected final <S> Stream<Case<?>> cases(
      Model model, M mechanism, String setting, Rule<S>[] rules, Function<Stages, S> subject) {
    return Stream.of(rules)
        .filter(rule -> !notPromised(mechanism).contains(rule))
        .map(rule -> new Case<>(model, mechanism.id() + " " + setting, rule, subject));
  }

  public Stream<Case<?>> allCases() {
    int feature = Runtime.version().feature();
    return Model.available().stream()
        .flatMap(
            model ->
                Stream.of(mechanisms)
                    .filter(mechanism -> mechanism.models().contains(model))
                    .filter(mechanism -> mechanism.absenceOn(feature) == null)
                    .flatMap(mechanism -> cases(model, mechanism)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("allCases")
  public void everyMechanismOfEveryModelKeepsTheRule(Case<?> each) throws Exception {
    each.check(Case.GRACE);
  }
}
