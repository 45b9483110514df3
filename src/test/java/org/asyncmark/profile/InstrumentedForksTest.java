package org.asyncmark.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.asyncmark.analyse.Arm;
import org.asyncmark.analyse.Arms;
import org.asyncmark.run.ForkInstruments;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstrumentedForksTest {
  private static final Arm BARE = Arms.of("gather", "virtual", "25", Map.of());

  @TempDir private Path folder;

  private final InstrumentedForks forks =
      new InstrumentedForks(
          ProfilerLibrary.extractInto(List.of()),
          Duration.ofMillis(1),
          jdk -> new InstrumentedForks.Sampling(Engine.JFR, List.of("-Djdk=" + jdk)));

  @Test
  void aBareArmCarriesNothing() {
    assertThat(forks.of(BARE, folder)).isEqualTo(ForkInstruments.Attached.NOTHING);
  }

  @Test
  void aFlightRecordingGoesIntoTheFolderOfTheFork() {
    assertThat(forks.of(Instrument.JFR.on(BARE), folder))
        .isEqualTo(
            new ForkInstruments.Attached(
                List.of(),
                Map.of(
                    JfrProfiler.class,
                    folder.toAbsolutePath().resolve("instrument.jfr").toString())));
  }

  @Test
  void samplesAreTakenAsThoseOfTheFlameGraphsOfTheSameJdk() {
    ForkInstruments.Attached attached = forks.of(Instrument.CPU.on(BARE), folder);
    assertThat(attached.jvmFlags()).containsExactly("-Djdk=25");
    assertThat(ApOptions.parse(attached.profilers().get(ApProfiler.class)))
        .isEqualTo(
            new ApOptions(
                folder.toAbsolutePath(),
                Engine.JFR,
                List.of(ProfileEvent.CPU),
                1_000_000,
                folder.toAbsolutePath().resolve("instrument.jfr")));
  }

  @Test
  void theAgentNeedsItsLibrary() {
    assertThatThrownBy(() -> forks.of(Instrument.AGENT.on(BARE), folder))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aRecordingThatIsNotCountedIsDeletedUnread() throws IOException {
    Path recording = Files.writeString(folder.resolve("instrument.jfr"), "not a recording");
    assertThat(forks.read(Instrument.CPU.on(BARE), folder)).isEmpty();
    assertThat(recording).doesNotExist();
  }
}
