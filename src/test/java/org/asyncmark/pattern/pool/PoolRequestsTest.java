package org.asyncmark.pattern.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Stream;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.ResultCheck;
import org.asyncmark.pattern.ScriptedLeaf;
import org.asyncmark.pattern.Stage;
import org.asyncmark.pattern.Stages;
import org.asyncmark.pattern.StartedRequests;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(20)
class PoolRequestsTest {
  private static final Duration SOON = Duration.ofMillis(10);
  private static final Duration FAR = Duration.ofSeconds(60);

  static Stream<Arguments> everyWay() {
    return Model.available().stream()
        .flatMap(
            model ->
                Stream.of(PoolMechanism.values())
                    .filter(mechanism -> mechanism.models().contains(model))
                    .map(mechanism -> Arguments.of(model, mechanism)));
  }

  @ParameterizedTest
  @MethodSource("everyWay")
  void requestsShareTheSlots(Model model, PoolMechanism mechanism) throws Exception {
    ScriptedLeaf leaf = new ScriptedLeaf().holdAll(2);
    ResultCheck check = new ResultCheck("pool", model, mechanism.id());
    Slots slots = new Slots(3);
    StartedRequests requests;
    try (Stages stages = new Stages(model)) {
      Stage stage = stages.open(10, leaf);
      Order order = mechanism.lends(Order.FIFO) ? Order.FIFO : Order.LIFO;
      Pool pool = mechanism.open(stage, new PoolSpec(slots, order, FAR));
      assertThat(slots.awaitAll(pool::idle)).isTrue();
      requests =
          StartedRequests.of(
              stage.requests(
                  pool.op(() -> new PoolOp(check.cell(), 2, 0)), op -> op.require(check, 3)),
              3);
      leaf.awaitStarted(3); // of two requests at least
      assertThat(leaf.startsWithin(4, SOON)).isFalse();
      leaf.releaseAll(2);
      requests.await();
      assertThat(slots.awaitAll(pool::idle)).isTrue();
    }
    assertThat(leaf.mostRunning()).isEqualTo(3);
    assertThat(slots.opened()).isEqualTo(3);
    assertThat(requests.failure()).isNull();
  }
}
