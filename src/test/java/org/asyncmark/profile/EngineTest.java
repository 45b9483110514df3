package org.asyncmark.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EngineTest {
  @Test
  void theLadderGoesDownFromAnyRung() {
    assertThat(Engine.WALL.rungs())
        .containsExactly(Engine.WALL, Engine.CPU_TIME, Engine.JFR, Engine.NONE);
  }

  @ParameterizedTest
  @EnumSource
  void anEngineIsFoundByItsId(Engine engine) {
    assertThat(Engine.of(engine.id())).isEqualTo(engine);
  }

  @Test
  void anUnknownIdIsRefusedWithTheChoices() {
    assertThatThrownBy(() -> Engine.of("cycles"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "unknown engine 'cycles'; choose from py-spy, cpu, ctimer, itimer, wall, jfr-cpu-time, jfr, none");
  }

  @Test
  void perfEventsAreTheSettingOfCpu() {
    assertThat(Engine.ofSetting("perf_events")).contains(Engine.CPU);
  }

  @Test
  void aRecordingWithoutTheSettingNamesNoEngine() {
    assertThat(Engine.ofSetting("")).isEmpty();
  }
}
