package org.asyncmark.pattern.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.asyncmark.measure.LatencyRecorder;
import org.asyncmark.measure.LeafTimes;
import org.asyncmark.model.Model;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The models as the benchmark opens them. */
@Timeout(10)
class RelaysTest {
  private static final int ITEMS = 2_000;

  static Stream<Model> models() {
    return Model.available().stream();
  }

  @ParameterizedTest
  @MethodSource("models")
  void everyModelPassesItemsWithoutWork(Model model) throws Exception {
    QueueShape shape = new QueueShape(16, 1, 1, ITEMS, QueueShutdown.SENTINEL);
    Ledger ledger = new Ledger(shape, "test");
    try (Relay relay = open(model, shape, 0, new LeafTimes("test", ITEMS));
        LatencyRecorder transit = LatencyRecorder.open("transit")) {
      relay.run(ledger);
      assertThatCode(ledger::check).doesNotThrowAnyException();
      assertThatCode(() -> ledger.recordTransit(transit)).doesNotThrowAnyException();
      ledger.clear();
      assertThat(relay.countWaits(ledger)).isBetween(1L, 2L * ITEMS + 3);
      assertThatCode(ledger::check).doesNotThrowAnyException();
    }
  }

  @ParameterizedTest
  @MethodSource("models")
  void everyModelWorksOnEachItem(Model model) throws Exception {
    QueueShape shape = new QueueShape(16, 2, 2, ITEMS, QueueShutdown.JOIN);
    Ledger ledger = new Ledger(shape, "test");
    LeafTimes times = new LeafTimes("test", ITEMS);
    try (Relay relay = open(model, shape, 10, times);
        LatencyRecorder leaf = LatencyRecorder.open("leaf")) {
      relay.run(ledger);
      assertThatCode(ledger::check).doesNotThrowAnyException();
      assertThatCode(() -> times.recordInto(leaf, ITEMS)).doesNotThrowAnyException();
    }
  }

  /** What would be a stack of as many frames if a wait or its end were nested in the one before. */
  @ParameterizedTest
  @MethodSource("models")
  void aLongOpNeedsNoDeepStack(Model model) throws Exception {
    for (int capacity : new int[] {1, QueueShape.UNBOUNDED}) {
      QueueShape shape = new QueueShape(capacity, 1, 1, 100_000, QueueShutdown.SENTINEL);
      Ledger ledger = new Ledger(shape, "test");
      try (Relay relay = open(model, shape, 0, new LeafTimes("test", 0))) {
        relay.run(ledger);
        assertThatCode(ledger::check).doesNotThrowAnyException();
      }
    }
  }

  @Test
  void whatAModelCannotDoIsRefused() {
    QueueShape shape = new QueueShape(0, 1, 1, 1, QueueShutdown.SENTINEL);
    assertThatThrownBy(
            () ->
                Relays.open(
                    Model.LOOP, QueueMechanism.LOOP_QUEUE, shape, 0, 1, new LeafTimes("test", 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("n/a (the loop's queue is asyncio's, where 0 stands for no limit)");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1})
  void aShapeHasProducers(int producers) {
    assertThatThrownBy(() -> new QueueShape(1, producers, 1, 1, QueueShutdown.JOIN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("producers must be 1 or more, got " + producers);
  }

  private static Relay open(Model model, QueueShape shape, long cpuTokens, LeafTimes times) {
    return Relays.open(
        model, QueueMechanism.of(model, shape.capacity()).get(0), shape, cpuTokens, 2, times);
  }
}
