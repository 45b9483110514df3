package org.asyncmark.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class JavaProbeTest {
  private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

  @Test
  void theJdkThatRunsTheTestsHasAFlightRecorder() {
    assertThat(new JavaProbe(JAVA, Path.of("unused")).flightRecorder()).isPresent();
  }

  @ParameterizedTest
  @CsvSource({
    "java-settings-17.0.15-debian.txt, JFR",
    "java-settings-25.0.3-temurin.txt, CPU_TIME"
  })
  void theFlightRecorderSamplesByCpuTimeFromJdk25(String settings, Engine engine)
      throws IOException {
    String said = Files.readString(Path.of("src/test/resources/golden", settings));

    assertThat(JavaProbe.recorder(said)).isEqualTo(engine);
  }

  @Test
  void theFlightRecorderSamplesByCpuTimeOnLinuxOnly() {
    assertThat(
            JavaProbe.recorder(
                "    java.specification.version = 25\n    os.name = Windows Server 2025\n"))
        .isEqualTo(Engine.JFR);
  }

  @Test
  void anOptionThatAJdkDoesNotKnowIsNotAccepted() {
    assertThat(JavaProbe.accepts(JAVA, List.of("-XX:+NoSuchOption"))).isFalse();
  }

  @Test
  void aLibraryThatIsNotThereIsAProblemAndNoException() {
    Path absent = Path.of("/nonexistent/libasyncProfiler.so");

    AgentReply reply = new JavaProbe(JAVA, absent).tryAgent(Engine.CPU);

    assertThat(reply.problem()).startsWith("Could not find agent library " + absent);
  }

  @Test
  void aRungThatStartsSaysWhichEngineItUses() throws IOException {
    try (ProfilerLibrary library = ProfilerLibrary.extract()) {
      JavaProbe probe = new JavaProbe(JAVA, library.path().orElseThrow());

      assertThat(probe.tryAgent(Engine.WALL).used()).contains(Engine.WALL);
    }
  }
}
