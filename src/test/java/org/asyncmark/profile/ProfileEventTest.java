package org.asyncmark.profile;

import static org.assertj.core.api.Assertions.assertThat;

import org.asyncmark.model.Model;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProfileEventTest {
  @ParameterizedTest
  @EnumSource(names = {"WALL", "LOCK"})
  void waitingOfVirtualThreadsIsNotVisible(ProfileEvent event) {
    assertThat(event.invisible(Model.VIRTUAL, Engine.CTIMER))
        .contains("not visible to async-profiler: parked virtual threads");
  }

  @ParameterizedTest
  @EnumSource(names = {"CPU", "ALLOC"})
  void workOfVirtualThreadsIsVisible(ProfileEvent event) {
    assertThat(event.invisible(Model.VIRTUAL, Engine.CPU)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void everythingOfPlatformThreadsIsVisible(ProfileEvent event) {
    assertThat(event.invisible(Model.PLATFORM, Engine.CPU)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(names = {"FUTURE", "LOOP"})
  void aTaskThatWaitsWithoutAThreadIsSaidToBeLacking(Model model) {
    assertThat(ProfileEvent.LOCK.lacks(model)).isEqualTo("threads only: tasks wait without one");
    assertThat(ProfileEvent.CPU.lacks(model)).isEmpty();
  }

  @Test
  void theFlightRecorderHasNoWallClock() {
    assertThat(ProfileEvent.WALL.invisible(Model.PLATFORM, Engine.JFR))
        .contains("not visible to JDK Flight Recorder: it samples what runs");
  }

  @Test
  void timeWaitedIsShownInMilliseconds() {
    assertThat(ProfileEvent.LOCK.inWords(1_234_560_000)).isEqualTo("1,234.6 ms waited");
  }
}
