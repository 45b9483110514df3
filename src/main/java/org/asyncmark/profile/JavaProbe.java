package org.asyncmark.profile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.asyncmark.EnvironmentException;

/**
 * Asks a JDK what works, by starting it with {@code -version} and nothing of ours: an agent that
 * starts there starts in a fork of the same JDK.
 */
final class JavaProbe implements EngineLadder.Probe {
  private static final long DEADLINE_SECONDS = 30;
  private static final long PROBE_INTERVAL_NANOS = 10_000_000;

  /** From here on the flight recorder samples by CPU time on Linux (JEP 509). */
  private static final int CPU_TIME_SAMPLES = 25;

  private static final Pattern RELEASE =
      Pattern.compile("java\\.specification\\.version = (\\d+)\\s");
  private static final String REMEDY =
      "for perf events: sysctl kernel.perf_event_paranoid=1, in a container also"
          + " --security-opt seccomp=unconfined --cap-add PERFMON";

  private final Path java;
  private final Path library;

  /**
   * Creates the probe.
   *
   * @param java the executable
   * @param library async-profiler's library
   */
  JavaProbe(Path java, Path library) {
    this.java = java;
    this.library = library;
  }

  @Override
  public AgentReply tryAgent(Engine engine) {
    return inTemporaryFolder(
        folder -> {
          Path recording = folder.resolve("probe.jfr");
          String agent =
              "-agentpath:"
                  + library
                  + "="
                  + AgentSampler.startCommand(
                      engine, List.of(ProfileEvent.CPU), PROBE_INTERVAL_NANOS, recording);
          Output output = start(java, List.of(agent), folder);
          String setting = Files.exists(recording) ? Recordings.engineSetting(recording) : "";
          return AgentReply.parse(output.text(), setting);
        });
  }

  @Override
  public String remedy() {
    return System.getProperty("os.name").equalsIgnoreCase("linux") ? REMEDY : "";
  }

  @Override
  public Optional<Engine> flightRecorder() {
    return inTemporaryFolder(
        folder -> {
          Output output =
              start(java, List.of("--add-modules=jdk.jfr", "-XshowSettings:properties"), folder);
          return output.exit() == 0 ? Optional.of(recorder(output.text())) : Optional.empty();
        });
  }

  /**
   * Returns which samples the flight recorder of a JDK takes.
   *
   * @param settings what it says of itself
   */
  static Engine recorder(String settings) {
    Matcher release = RELEASE.matcher(settings);
    boolean byCpuTime = release.find() && Integer.parseInt(release.group(1)) >= CPU_TIME_SAMPLES;
    return byCpuTime && settings.contains("os.name = Linux") ? Engine.CPU_TIME : Engine.JFR;
  }

  /**
   * Tells whether a JDK starts with the given options.
   *
   * @param java the executable
   */
  static boolean accepts(Path java, List<String> options) {
    return inTemporaryFolder(folder -> start(java, options, folder).exit() == 0);
  }

  private record Output(int exit, String text) {}

  private interface Question<T> {
    T ask(Path folder) throws IOException;
  }

  private static Output start(Path java, List<String> options, Path folder) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(java.toString());
    command.addAll(options);
    command.add("-version");
    Path log = folder.resolve("probe.log");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    try {
      if (!process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS)) {
        return new Output(-1, "[ERROR] no answer within " + DEADLINE_SECONDS + " s");
      }
      return new Output(process.exitValue(), Files.readString(log, Charset.defaultCharset()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EnvironmentException("interrupted while probing the profiler with " + java, e);
    } finally {
      process.destroyForcibly();
    }
  }

  private static <T> T inTemporaryFolder(Question<T> question) {
    try {
      Path folder = Files.createTempDirectory("asyncmark-probe");
      try {
        return question.ask(folder);
      } finally {
        try (Stream<Path> files = Files.list(folder)) {
          for (Path file : files.toList()) {
            Files.delete(file);
          }
        }
        Files.delete(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
