package org.asyncmark.profile;

import java.util.List;
import java.util.Optional;

/**
 * What async-profiler answered when it was asked to start.
 *
 * @param started whether it profiles
 * @param problem one line: the error if it does not, the warnings if it does; empty if it had none
 * @param used the engine that it took, which may be a lower rung than the one it was asked for
 */
record AgentReply(boolean started, String problem, Optional<Engine> used) {
  private static final String STARTED = "Profiling started";
  private static final String ERROR = "[ERROR] ";
  private static final String WARNING = "[WARN] ";
  private static final String NO_AGENT = "Could not find agent library ";

  /**
   * Reads the output of a JVM that was started with the agent. A recording says which engine was
   * chosen even if that one failed to start, therefore the output decides whether it did.
   *
   * @param output standard output and error of the JVM
   * @param setting the value of {@code engine} in the recording, empty if there is none
   */
  static AgentReply parse(String output, String setting) {
    List<String> lines = output.lines().map(String::strip).toList();
    boolean started = lines.contains(STARTED);
    String problem =
        started
            ? first(lines, WARNING).orElse("")
            : first(lines, ERROR)
                .or(() -> first(lines, NO_AGENT).map(line -> NO_AGENT + line))
                .or(() -> first(lines, WARNING))
                .orElse("async-profiler did not say that it started");
    return new AgentReply(started, problem, started ? Engine.ofSetting(setting) : Optional.empty());
  }

  /** Returns the first line with the given start, without it. */
  private static Optional<String> first(List<String> lines, String start) {
    return lines.stream()
        .filter(line -> line.startsWith(start))
        .map(line -> line.substring(start.length()))
        .findFirst();
  }
}
