package org.asyncmark.profile;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The decision which engine is used: the first rung that starts. */
final class EngineLadder {
  private EngineLadder() {}

  /** What can be asked of the machine. */
  interface Probe {
    /** Tries one of the engines that use the agent. */
    AgentReply tryAgent(Engine engine);

    /** Returns what to do to get perf events, one line; empty where there are none to be had. */
    String remedy();

    /**
     * Returns which samples the JDK's flight recorder takes, {@link Engine#CPU_TIME} or {@link
     * Engine#JFR}; nothing if the JDK has no flight recorder.
     */
    Optional<Engine> flightRecorder();
  }

  /**
   * Returns the engine to use.
   *
   * @param wanted the rung to start from
   * @param probe asked from the top down, and no further than needed
   */
  static EngineChoice choose(Engine wanted, Probe probe) {
    List<String> failures = new ArrayList<>();
    for (Engine rung : wanted.rungs()) {
      if (!rung.usesAgent()) {
        break;
      }
      AgentReply reply = probe.tryAgent(rung);
      if (reply.started()) {
        return started(wanted, reply, reply.used().orElse(rung), failures, probe.remedy());
      }
      failures.add(rung.id() + ": " + reply.problem());
    }
    return withoutAgent(probe.flightRecorder(), String.join("; ", failures));
  }

  /**
   * Returns the engine to use where there is no async-profiler.
   *
   * @param flightRecorder which samples the JDK's flight recorder takes, if there is one
   * @param why one line
   */
  static EngineChoice withoutAgent(Optional<Engine> flightRecorder, String why) {
    String because = why.isEmpty() ? "" : " (" + why + ")";
    return flightRecorder
        .map(rung -> new EngineChoice(rung, rung.label() + ": " + rung.loses() + because))
        .orElseGet(
            () ->
                new EngineChoice(
                    Engine.NONE,
                    "no flame graph: neither async-profiler nor the flight recorder works here"
                        + because
                        + "; profile on Linux or macOS, with a JDK that has the module jdk.jfr"));
  }

  private static EngineChoice started(
      Engine wanted, AgentReply reply, Engine used, List<String> failures, String remedy) {
    List<String> reason = new ArrayList<>();
    reason.add(
        used == wanted
            ? used.label() + ": " + used.sees()
            : used.label() + " in place of " + wanted.label() + ": " + used.loses());
    reason.addAll(failures);
    reason.add(reply.problem());
    reason.add(wanted == Engine.CPU && used != wanted ? remedy : "");
    return new EngineChoice(
        used, reason.stream().filter(part -> !part.isEmpty()).collect(Collectors.joining("; ")));
  }
}
