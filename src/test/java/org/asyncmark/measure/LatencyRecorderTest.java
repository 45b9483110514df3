package org.asyncmark.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LatencyRecorderTest {
  private final LatencyRecorder recorder = LatencyRecorder.open("service");

  @AfterEach
  void forget() {
    recorder.close();
    LatencyRecorder.forgetClosed();
  }

  @Test
  void itKeepsValuesWithinAThousandth() {
    for (long nanos : new long[] {0, 1, 999, 123_456, 987_654_321, LatencyRecorder.HIGHEST_NANOS}) {
      recorder.reset();
      recorder.record(nanos);
      assertThat((double) recorder.histogram().getMaxValue())
          .isBetween(nanos * 0.999, nanos * 1.001);
    }
  }

  @Test
  void aNegativeLatencyIsAnError() {
    assertThatThrownBy(() -> recorder.record(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a latency must lie between 0 and 3600000000000 ns, got -1");
  }

  @Test
  void aLatencyOfMoreThanAnHourIsAnError() {
    assertThatThrownBy(() -> recorder.record(LatencyRecorder.HIGHEST_NANOS + 1))
        .hasMessageStartingWith("a latency must lie between 0 and 3600000000000 ns, got ");
  }

  @Test
  void whatAClosedRecorderHoldsCanStillBeRead() {
    recorder.record(5);
    recorder.close();
    assertThat(LatencyRecorder.allOpen()).contains(recorder);
    assertThat(recorder.histogram().getTotalCount()).isOne();
  }

  @Test
  void aKindThatALogWouldLoseIsRefused() {
    assertThatThrownBy(() -> LatencyRecorder.open("gather, vt"))
        .hasMessage("kind must be lower-case letters, got 'gather, vt'");
  }
}
