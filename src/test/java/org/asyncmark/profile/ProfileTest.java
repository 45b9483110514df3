package org.asyncmark.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProfileTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          CPU    | 1000000 | gather: perf events, every 1 ms, 1,234 samples; profiled run, not the scored run
          CPU    | 250000  | gather: perf events, every 0.25 ms, 1,234 samples; profiled run, not the scored run
          WALL   | 10000000 | gather: wall clock, every 10 ms, 1,234 samples; profiled run, not the scored run
          CTIMER | 1000000 | "gather: CPU timers, asked for every 1 ms, sampled at the kernel's tick, 1,234 samples; profiled run, not the scored run"
          JFR    | 1000000 | gather: JDK Flight Recorder, every 10 ms at most, 1,234 samples; profiled run, not the scored run
          """)
  void theTitleSaysWhatSampledHowOftenAndThatTheRunIsNotScored(
      Engine engine, long intervalNanos, String title) {
    assertThat(Profile.title("gather", engine, Duration.ofNanos(intervalNanos), 1_234))
        .isEqualTo(title);
  }
}
