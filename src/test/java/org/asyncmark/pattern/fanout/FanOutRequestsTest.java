package org.asyncmark.pattern.fanout;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Stream;
import org.asyncmark.measure.LeafTimes;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.ScriptedLeaf;
import org.asyncmark.pattern.Stage;
import org.asyncmark.pattern.Stages;
import org.asyncmark.pattern.StartedRequests;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(20)
class FanOutRequestsTest {
  private static final Duration SOON = Duration.ofMillis(10);

  static Stream<Arguments> everyWay() {
    return Model.available().stream()
        .flatMap(
            model ->
                Stream.of(FanOutMechanism.values())
                    .filter(mechanism -> mechanism.models().contains(model))
                    .flatMap(
                        mechanism ->
                            Stream.of(PermitPlace.values())
                                .map(place -> Arguments.of(model, mechanism, place))));
  }

  @ParameterizedTest
  @MethodSource("everyWay")
  void requestsShareThePermits(Model model, FanOutMechanism mechanism, PermitPlace place)
      throws Exception {
    ScriptedLeaf leaf = new ScriptedLeaf().holdAll(2);
    StartedRequests requests;
    try (Stages stages = new Stages(model)) {
      Stage stage = stages.open(10, leaf);
      LeafTimes waits = LeafTimes.ofWaits("test", 2, "permit");
      FanOut fan = mechanism.open(stage, new Limit(3, place, waits));
      requests =
          StartedRequests.of(
              stage.requests(fan.op(2), results -> assertThat(results).containsExactly(0L, 1L)), 3);
      leaf.awaitStarted(3); // of two requests at least
      assertThat(leaf.startsWithin(4, SOON)).isFalse();
      leaf.releaseAll(2);
      requests.await();
    }
    assertThat(leaf.mostRunning()).isEqualTo(3);
    assertThat(requests.failure()).isNull();
  }
}
