package org.asyncmark.pattern.broadcast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.ScriptedLeaf;
import org.asyncmark.pattern.Stages;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(20)
class ThousandSubscribersTest {
  private static final int DEPTH = 16;
  private static final int MESSAGES = 20;

  static Stream<Arguments> inProcess() {
    return mechanisms(Over.PROCESS);
  }

  static Stream<Arguments> overTcp() {
    return mechanisms(Over.TCP);
  }

  private static Stream<Arguments> mechanisms(Over over) {
    return Model.available().stream()
        .flatMap(
            model ->
                Stream.of(BroadcastMechanism.values())
                    .filter(mechanism -> mechanism.models().contains(model))
                    .filter(mechanism -> mechanism.has(over, Overflow.BLOCK, DEPTH))
                    .map(mechanism -> Arguments.of(model, mechanism)));
  }

  @ParameterizedTest
  @MethodSource("inProcess")
  void aThousandSubscribersGetAThousandTimesTheMessages(Model model, BroadcastMechanism mechanism)
      throws Exception {
    assertThat(delivered(model, mechanism, 1_000, 0)).isEqualTo(1_000 * MESSAGES);
  }

  @ParameterizedTest
  @MethodSource("overTcp")
  void aHundredConnectionsGetAHundredTimesTheMessages(Model model, BroadcastMechanism mechanism)
      throws Exception {
    assertThat(delivered(model, mechanism, 100, 1_024)).isEqualTo(100 * MESSAGES);
  }

  private static int delivered(
      Model model, BroadcastMechanism mechanism, int subscribers, int payloadBytes)
      throws Exception {
    BroadcastPlan plan =
        new BroadcastPlan(subscribers, 0, MESSAGES, DEPTH, Overflow.BLOCK, 0, 0, payloadBytes);
    WatchedDeliveries op = new WatchedDeliveries(plan);
    try (Stages stages = new Stages(model)) {
      mechanism.open(stages.open(2, new ScriptedLeaf()), plan).run(op);
    }
    assertThatCode(op::check).doesNotThrowAnyException();
    return IntStream.range(0, subscribers).map(each -> op.taken(each).length).sum();
  }
}
