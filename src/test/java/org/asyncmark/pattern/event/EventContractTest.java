package org.asyncmark.pattern.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.Releases;
import org.asyncmark.pattern.ResultCheck;
import org.asyncmark.pattern.Waiters;
import org.asyncmark.pattern.WaitersContract;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(10)
class EventContractTest {
  static Stream<Arguments> ways() {
    return Model.available().stream()
        .flatMap(
            model ->
                Stream.of(EventMechanism.values())
                    .filter(mechanism -> mechanism.models().contains(model))
                    .map(mechanism -> Arguments.of(model, mechanism)));
  }

  static Stream<Arguments> rulesByWay() {
    return ways()
        .flatMap(
            way ->
                Stream.of(WaitersContract.values())
                    .map(rule -> Arguments.of(way.get()[0], way.get()[1], rule)));
  }

  @ParameterizedTest(name = "{0} {1} {2}")
  @MethodSource("rulesByWay")
  void everyModelKeepsEveryRule(Model model, EventMechanism mechanism, WaitersContract rule)
      throws Exception {
    rule.check(releases -> EventWaiters.open(model, mechanism, 2, releases));
  }

  @ParameterizedTest
  @MethodSource("ways")
  void aThousandWaitersAreLetGo(Model model, EventMechanism mechanism) throws Exception {
    Releases releases = new Releases(1_000);
    try (Waiters waiters = EventWaiters.open(model, mechanism, 2, releases)) {
      waiters.arm();
      long released = System.nanoTime();
      waiters.release();
      releases.requireEachOnce(new ResultCheck("event", model), released);
      assertThat(releases.firstNanos(released)).isLessThanOrEqualTo(releases.lastNanos(released));
    }
  }
}
