package org.asyncmark.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.asyncmark.analyse.Arms;
import org.asyncmark.profile.flame.ProfilePictures;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ProfileForkTest {
  private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");
  private static final Duration INTERVAL = Duration.ofMillis(1);

  @TempDir private Path folder;
  private ProfilerLibrary none;

  @BeforeEach
  void open() {
    none = ProfilerLibrary.extractInto(List.of());
  }

  @AfterEach
  void close() throws IOException {
    none.close();
  }

  @Test
  void someEngineWorksOnEveryJdkThatRunsTheTests() throws IOException {
    try (ProfilerLibrary library = ProfilerLibrary.extract()) {
      assertThat(new ProfileFork(library, folder, INTERVAL).choose(JAVA).engine())
          .matches(Engine::usesAgent);
    }
  }

  @Test
  void withoutTheLibraryTheFlightRecorderIsChosen() {
    assertThat(new ProfileFork(none, folder, INTERVAL).choose(JAVA).engine())
        .isIn(Engine.CPU_TIME, Engine.JFR);
  }

  @Test
  void anIntervalBelowAMicrosecondIsRefused() {
    assertThatThrownBy(() -> new ProfileFork(none, folder, Duration.ofNanos(999)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("interval must be at least 1 microsecond, got PT0.000000999S");
  }

  @Test
  void aFolderWithACommaIsRefusedBeforeAnythingRuns() {
    Path bad = folder.resolve("a,b").toAbsolutePath();

    assertThatThrownBy(() -> new ProfileFork(none, bad, INTERVAL))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "the folder of profiles must have no comma, semicolon or percent sign, got "
                + bad
                + "; choose another folder");
  }

  @Test
  void anEarlierProfileIsNotOverwritten() throws IOException {
    Path earlier = Files.createDirectory(folder.resolve("gather-loop-jdk25"));
    ProfilePlan plan =
        new ProfilePlan(
            Arms.of("gather", "loop", "25", Map.of()),
            "Gather",
            Map.of(),
            new ProfilePlan.Jvm(JAVA, List.of()),
            new ProfilePlan.Schedule(0, 1, Duration.ofMillis(1)),
            List.of(ProfileEvent.CPU));

    assertThatThrownBy(
            () -> new ProfileFork(none, folder, INTERVAL).run(plan, ProfilePictures::draw))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "want to write the profile gather-loop-jdk25, found "
                + earlier.toAbsolutePath()
                + " of an earlier one; choose another folder");
  }
}
