package org.asyncmark.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LeafTimesTest {
  private final LatencyRecorder recorder = LatencyRecorder.open("leaf");

  @AfterEach
  void forget() {
    recorder.close();
    LatencyRecorder.forgetClosed();
  }

  @Test
  void itRecordsOneLatencyForEachLeaf() {
    LeafTimes times = new LeafTimes("test", 3);
    for (int i = 0; i < 3; i++) {
      times.start(i);
      times.end(i);
    }
    times.recordInto(recorder, 3);
    assertThat(recorder.histogram().getTotalCount()).isEqualTo(3);
  }

  @Test
  void theWayThereAndBackIsWhatIsBeyondTheLeafItself() {
    LeafTimes asked = LeafTimes.ofWaits("test", 1, "call");
    LeafTimes made = new LeafTimes("test", 1);
    asked.start(0);
    made.start(0);
    made.end(0);
    long ended = System.nanoTime();
    while (System.nanoTime() - ended < 1_000_000) {
      Thread.onSpinWait();
    }
    asked.end(0);
    asked.recordBeyond(made, recorder, 1);
    assertThat(recorder.histogram().getMinValue()).isGreaterThanOrEqualTo(999_000);
  }

  @Test
  void theSumIsThatOfAllLeavesWhetherOrNotTheyWorkedAtOnce() {
    LeafTimes times = new LeafTimes("test", 2);
    times.start(0);
    times.start(1);
    long started = System.nanoTime();
    while (System.nanoTime() - started < 1_000_000) {
      Thread.onSpinWait();
    }
    times.end(0);
    times.end(1);
    assertThat(times.sumNanos(1)).isGreaterThanOrEqualTo(1_000_000);
    assertThat(times.sumNanos(2)).isGreaterThanOrEqualTo(times.sumNanos(1) + 1_000_000);
  }

  @Test
  void aLeafWithoutItsWayBackIsAnError() {
    LeafTimes asked = LeafTimes.ofWaits("test", 1, "call");
    LeafTimes made = new LeafTimes("test", 1);
    asked.start(0);
    assertThatThrownBy(() -> asked.recordBeyond(made, recorder, 1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("test: leaf 0 of 1 did not wait for its call");
  }

  @Test
  void allLeavesThatAreRequiredHaveToHaveEnded() {
    LeafTimes times = new LeafTimes("test", 2);
    times.start(0);
    times.end(0);
    times.requireAll(1);
    assertThatThrownBy(() -> times.requireAll(2))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("test: leaf 1 of 2 did not run");
  }

  @Test
  void aLeafThatDidNotRunIsAnError() {
    LeafTimes times = new LeafTimes("test", 2);
    times.start(0);
    times.end(0);
    times.start(1);
    assertThatThrownBy(() -> times.recordInto(recorder, 2))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("test: leaf 1 of 2 did not run");
  }

  @Test
  void aLeafOfTheOpBeforeDoesNotCount() {
    LeafTimes times = new LeafTimes("test", 1);
    times.start(0);
    times.end(0);
    times.clear();
    assertThatThrownBy(() -> times.recordInto(recorder, 1))
        .hasMessage("test: leaf 0 of 1 did not run");
  }

  @Test
  void aWaitThatDidNotTakePlaceNamesWhatWasToBeWaitedFor() {
    LeafTimes waits = LeafTimes.ofWaits("test", 1, "permit");
    assertThatThrownBy(() -> waits.recordInto(recorder, 1))
        .hasMessage("test: leaf 0 of 1 did not wait for its permit");
  }

  @Test
  void aLeafThatStartedNeedNotHaveRun() {
    LeafTimes times = new LeafTimes("test", 3);
    times.start(0);
    times.end(0);
    times.start(1);
    assertThat(times.started(3)).isEqualTo(2);
    assertThat(times.ran(0)).isTrue();
    assertThat(times.ran(1)).isFalse();
    assertThat(times.ran(2)).isFalse();
  }

  @Test
  void leavesThatOverlapAreAtWorkAtOnce() {
    LeafTimes times = new LeafTimes("test", 4);
    times.start(0);
    times.start(1);
    times.end(0);
    times.start(2);
    times.start(3);
    times.end(3);
    times.end(2);
    times.end(1);
    assertThat(times.mostAtOnce(4)).isEqualTo(3);
  }

  @Test
  void leavesOneAfterTheOtherAreNeverAtWorkAtOnceWhateverTheirOrder() {
    LeafTimes times = new LeafTimes("test", 1_000);
    for (int i = 999; i >= 0; i--) {
      times.start(i);
      times.end(i);
    }
    assertThat(times.mostAtOnce(1_000)).isEqualTo(1);
  }

  @Test
  void onlyTheLeavesOfTheOpCount() {
    LeafTimes times = new LeafTimes("test", 3);
    for (int i = 0; i < 3; i++) {
      times.start(i);
    }
    for (int i = 0; i < 3; i++) {
      times.end(i);
    }
    assertThat(times.mostAtOnce(2)).isEqualTo(2);
    assertThat(times.mostAtOnce(0)).isZero();
  }
}
