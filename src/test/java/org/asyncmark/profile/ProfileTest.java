package org.asyncmark.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.asyncmark.analyse.Arms;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProfileTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          CPU   | CPU    | 1000000  | cpu: perf events, every 1 ms; 1,234 samples
          CPU   | CPU    | 250000   | cpu: perf events, every 0.25 ms; 1,234 samples
          CPU   | WALL   | 10000000 | cpu: wall clock, every 10 ms; 1,234 samples
          CPU   | CTIMER | 1000000  | "cpu: CPU timers, asked for every 1 ms, sampled at the kernel's tick; 1,234 samples"
          CPU   | JFR    | 1000000  | cpu: JDK Flight Recorder, every 10 ms at most; 1,234 samples
          ALLOC | CPU    | 1000000  | alloc: one sample per 512 KiB or more that a thread allocates; 1,234 samples
          ALLOC | JFR    | 1000000  | alloc: JDK Flight Recorder; 1,234 samples
          WALL  | CTIMER | 1000000  | wall: wall clock, every 20 ms, 8 threads per tick; 1,234 samples
          LOCK  | CPU    | 1000000  | "lock: waits of 10 us or more for monitors, locks, latches, semaphores; 0.0 ms waited"
          LOCK  | JFR    | 1000000  | "lock: JDK Flight Recorder, waits of 10 us or more for monitors only; 0.0 ms waited"
          """)
  void theTitleSaysWhatSampledHowOftenHowManyOpsAndThatTheRunIsNotScored(
      ProfileEvent event, Engine engine, long intervalNanos, String title) {
    assertThat(
            Profile.title("gather", event, engine, Duration.ofNanos(intervalNanos), 1_234, 5_678))
        .isEqualTo("gather, " + title + " in 5,678 ops; profiled run, not the scored run");
  }

  @Test
  void fewOpsAreWarnedOf() {
    assertThat(Profile.fewOps(12))
        .contains(
            "few ops (12): each is more than 1 % of the picture; profile for longer with a preset"
                + " like standard");
    assertThat(Profile.fewOps(100)).isEmpty();
    assertThat(Profile.fewOps(0)).isEmpty();
  }

  @Test
  void theLineSaysWhatWasNotVisible() {
    assertThat(Profiles.drawn(Arms.of("gather", "virtual", "25", Map.of())).line())
        .isEqualTo(
            "gather-virtual-jdk25: cpu 1,234 samples; lock not visible to async-profiler: parked"
                + " virtual threads");
  }

  @Test
  void aProfileWithoutEngineSaysSoForEachEvent() {
    ProfilePlan plan =
        new ProfilePlan(
            Arms.of("gather", "loop", "17", Map.of()),
            "Gather",
            Map.of(),
            new ProfilePlan.Jvm(java.nio.file.Path.of("java"), List.of()),
            new ProfilePlan.Schedule(0, 1, Duration.ofMillis(1)),
            List.of(ProfileEvent.ALLOC, ProfileEvent.CPU));
    EngineChoice nothing = new EngineChoice(Engine.NONE, "no flame graph here");

    assertThat(Profile.absent(plan, nothing, Duration.ofMillis(1)).line())
        .isEqualTo(
            "gather-loop-jdk17: cpu not visible: no profiler works here; alloc not visible: no"
                + " profiler works here");
  }
}
