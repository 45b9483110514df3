package org.asyncmark.pattern.condition;

import java.util.stream.Stream;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.WaitersContract;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(10)
class ConditionContractTest {
  static Stream<Arguments> ways() {
    return Model.available().stream()
        .flatMap(
            model ->
                Stream.of(ConditionMechanism.values())
                    .filter(mechanism -> mechanism.models().contains(model))
                    .flatMap(
                        mechanism ->
                            Stream.of(Notify.values())
                                .map(notify -> Arguments.of(model, mechanism, notify))));
  }

  static Stream<Arguments> waitersRulesByWay() {
    return byWay(WaitersContract.values());
  }

  static Stream<Arguments> rulesByWay() {
    return byWay(ConditionContract.values());
  }

  @ParameterizedTest(name = "{0} {1} {2} {3}")
  @MethodSource("waitersRulesByWay")
  void everyModelKeepsEveryRuleOfWaiters(
      Model model, ConditionMechanism mechanism, Notify notify, WaitersContract rule)
      throws Exception {
    rule.check(releases -> Conditions.open(model, mechanism, notify, 2, releases));
  }

  @ParameterizedTest(name = "{0} {1} {2} {3}")
  @MethodSource("rulesByWay")
  void everyModelKeepsEveryRule(
      Model model, ConditionMechanism mechanism, Notify notify, ConditionContract rule)
      throws Exception {
    rule.check(releases -> Conditions.open(model, mechanism, notify, 2, releases));
  }

  private static Stream<Arguments> byWay(Enum<?>[] rules) {
    return ways()
        .flatMap(
            way ->
                Stream.of(rules)
                    .map(rule -> Arguments.of(way.get()[0], way.get()[1], way.get()[2], rule)));
  }
}
