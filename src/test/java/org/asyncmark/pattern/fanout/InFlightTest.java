package org.asyncmark.pattern.fanout;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.asyncmark.leaf.LeafKind;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.Meter;
import org.asyncmark.pattern.ResultCheck;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class InFlightTest {
  private final Meter meter = new Meter();

  @AfterEach
  void end() {
    meter.close();
  }

  @Test
  void moreLeavesAtOnceThanTheLimitFailTheOp() {
    InFlight inFlight = open(LeafKind.CPU, 0, 100, 10);
    inFlight.record(10);
    assertThatThrownBy(() -> inFlight.record(11))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "fanout, model loop, mechanism x: 11 leaves were at work at once, the limit is 10");
    inFlight.requireReached();
  }

  @Test
  void leavesThatWaitForLongMustHaveFilledTheLimit() {
    InFlight inFlight = open(LeafKind.TIMER, 1_000, 100, 10);
    inFlight.record(9);
    assertThatThrownBy(inFlight::requireReached)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "fanout, model loop, mechanism x: at most 9 leaves were at work at once, wanted 10:"
                + " something else than the limit holds them back");
  }

  @Test
  void onceIsEnough() {
    InFlight inFlight = open(LeafKind.HTTP, 1_000, 100, 10);
    inFlight.record(3);
    inFlight.record(10);
    inFlight.record(4);
    assertThatCode(inFlight::requireReached).doesNotThrowAnyException();
  }

  @Test
  void fewerLeavesThanTheLimitMustAllHaveBeenAtWork() {
    InFlight inFlight = open(LeafKind.TIMER, 1_000, 5, 10);
    inFlight.record(4);
    assertThatThrownBy(inFlight::requireReached).hasMessageContaining("wanted 5");
  }

  @Test
  void leavesThatHardlyWaitNeedNotFillTheLimit() {
    for (LeafKind kind : LeafKind.values()) {
      InFlight inFlight = open(Model.FUTURE, kind, kind == LeafKind.CPU ? 1_000 : 499, 100, 10);
      inFlight.record(2);
      assertThatCode(inFlight::requireReached).doesNotThrowAnyException();
    }
  }

  @Test
  void onTheLoopAllThatWaitMustHaveFilledTheLimit() {
    InFlight inFlight = open(LeafKind.HTTP, 0, 100, 10);
    inFlight.record(9);
    assertThatThrownBy(inFlight::requireReached).hasMessageContaining("wanted 10");
    InFlight onItsThread = open(LeafKind.CPU, 0, 100, 10);
    onItsThread.record(1);
    assertThatCode(onItsThread::requireReached).doesNotThrowAnyException();
  }

  @Test
  void withoutAnOpThereIsNothingToRequire() {
    assertThatCode(open(LeafKind.TIMER, 1_000, 100, 10)::requireReached).doesNotThrowAnyException();
  }

  private InFlight open(LeafKind kind, long delayMicros, int fanOut, int limit) {
    return open(Model.LOOP, kind, delayMicros, fanOut, limit);
  }

  private InFlight open(Model model, LeafKind kind, long delayMicros, int fanOut, int limit) {
    return new InFlight(
        new ResultCheck("fanout", model, "x"), fanOut, limit, kind, delayMicros, meter);
  }
}
