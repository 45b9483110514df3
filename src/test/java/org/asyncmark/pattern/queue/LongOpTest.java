package org.asyncmark.pattern.queue;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.stream.Stream;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.Stages;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Ops that would take a stack of as many frames if a wait or its end were in the one before. */
@Timeout(20)
class LongOpTest {
  static Stream<Model> models() {
    return Model.available().stream();
  }

  @ParameterizedTest
  @MethodSource("models")
  void aLongOpNeedsNoDeepStack(Model model) throws Exception {
    QueueMechanism mechanism =
        Stream.of(QueueMechanism.LINKED, QueueMechanism.ASYNC_QUEUE, QueueMechanism.LOOP_QUEUE)
            .filter(each -> each.models().contains(model))
            .findFirst()
            .orElseThrow();
    for (int capacity : new int[] {1, QueueShape.UNBOUNDED}) {
      QueueShape shape = new QueueShape(capacity, 1, 1, 100_000, QueueShutdown.SENTINEL);
      Ledger ledger = new Ledger(shape, "test");
      try (Stages stages = new Stages(model)) {
        mechanism.open(stages.open(2, null), shape).run(ledger, false);
        assertThatCode(ledger::check).doesNotThrowAnyException();
      }
    }
  }
}
