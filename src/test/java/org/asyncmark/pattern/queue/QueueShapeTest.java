package org.asyncmark.pattern.queue;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueueShapeTest {
  @ParameterizedTest
  @ValueSource(ints = {0, -1})
  void aShapeHasProducers(int producers) {
    assertThatThrownBy(() -> new QueueShape(1, producers, 1, 1, QueueShutdown.JOIN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("producers must be 1 or more, got " + producers);
  }
}
