package org.asyncmark.profile;

import java.util.ArrayList;
import java.util.List;

/** The decision which engine is used: the first rung that starts. */
final class EngineLadder {
  private static final String REMEDY =
      "for perf events: sysctl kernel.perf_event_paranoid=1, in a container also"
          + " --security-opt seccomp=unconfined --cap-add PERFMON";

  private EngineLadder() {}

  /** What can be asked of the machine. */
  interface Probe {
    /** Tries one of the engines that use the agent. */
    AgentReply tryAgent(Engine engine);

    /** Tells whether the JDK has its flight recorder. */
    boolean hasFlightRecorder();
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
        return started(wanted, rung, reply, failures);
      }
      failures.add(rung.id() + ": " + reply.problem());
    }
    return withoutAgent(probe.hasFlightRecorder(), String.join("; ", failures));
  }

  /**
   * Returns the engine to use where there is no async-profiler.
   *
   * @param hasFlightRecorder whether the JDK has its flight recorder
   * @param why one line
   */
  static EngineChoice withoutAgent(boolean hasFlightRecorder, String why) {
    String because = why.isEmpty() ? "" : " (" + why + ")";
    return hasFlightRecorder
        ? new EngineChoice(
            Engine.JFR, "execution samples of the flight recorder, " + Engine.JFR.loses() + because)
        : new EngineChoice(
            Engine.NONE,
            "no flame graph: neither async-profiler nor the flight recorder works here"
                + because
                + "; profile on Linux or macOS, with a JDK that has the module jdk.jfr");
  }

  private static EngineChoice started(
      Engine wanted, Engine rung, AgentReply reply, List<String> failures) {
    Engine used = reply.used().orElse(rung);
    StringBuilder reason = new StringBuilder(used.label());
    if (used != wanted) {
      reason.append(" in place of ").append(wanted.label()).append(": ").append(used.loses());
    }
    failures.forEach(failure -> reason.append("; ").append(failure));
    if (!reply.problem().isEmpty()) {
      reason.append("; ").append(reply.problem());
    }
    if (wanted == Engine.CPU && used != wanted) {
      reason.append("; ").append(REMEDY);
    }
    return new EngineChoice(used, reason.toString());
  }
}
