package org.asyncmark.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AgentReplyTest {
  @ParameterizedTest
  @ValueSource(strings = {"jdk17", "jdk21", "jdk25"})
  void aStartIsRecognisedAndTheEngineTakenFromTheRecording(String jdk) throws IOException {
    assertThat(reply(jdk + "-agent-started.txt", "ctimer"))
        .isEqualTo(new AgentReply(true, "", Optional.of(Engine.CTIMER)));
  }

  @ParameterizedTest
  @CsvSource({
    "jdk17-agent-no-timer.txt, Failed to create CPU timer",
    "jdk25-agent-no-timer.txt, Failed to create CPU timer",
    "jdk17-agent-no-itimer.txt, ITIMER_PROF is not supported on this system",
    "jdk25-agent-no-itimer.txt, ITIMER_PROF is not supported on this system",
    "jdk17-agent-no-counter.txt, Perf events unavailable",
    "jdk21-agent-no-counter.txt, Perf events unavailable",
    "jdk25-agent-no-counter.txt, Perf events unavailable",
  })
  void anErrorIsTheProblemAndTheRecordingIsNotBelieved(String file, String problem)
      throws IOException {
    assertThat(reply(file, "perf_events"))
        .isEqualTo(new AgentReply(false, problem, Optional.empty()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"jdk17", "jdk21", "jdk25"})
  void aLibraryThatDoesNotLoadIsTheProblem(String jdk) throws IOException {
    assertThat(reply(jdk + "-agent-no-library.txt", "").problem())
        .startsWith("Could not find agent library /nonexistent/libasyncProfiler.so in absolute");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "openjdk version \"25.0.3\""})
  void silenceIsAProblem(String output) {
    assertThat(AgentReply.parse(output, "perf_events"))
        .isEqualTo(
            new AgentReply(false, "async-profiler did not say that it started", Optional.empty()));
  }

  private static AgentReply reply(String file, String setting) throws IOException {
    return AgentReply.parse(Files.readString(Golden.file(file)), setting);
  }
}
