package org.asyncmark.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EngineLadderTest {
  private static final AgentReply PERF = new AgentReply(true, "", Optional.of(Engine.CPU));
  private static final AgentReply NO_TIMER =
      new AgentReply(false, "Failed to create CPU timer", Optional.empty());
  private static final AgentReply NO_ITIMER =
      new AgentReply(false, "ITIMER_PROF is not supported on this system", Optional.empty());
  private static final AgentReply NO_LIBRARY =
      new AgentReply(false, "library does not load", Optional.empty());

  /** A machine that answers from a table, and remembers what it was asked. */
  private static final class Machine implements EngineLadder.Probe {
    private final Map<Engine, AgentReply> replies;
    private final Optional<Engine> flightRecorder;
    private final List<Engine> asked = new ArrayList<>();

    Machine(Map<Engine, AgentReply> replies, Engine flightRecorder) {
      this.replies = replies;
      this.flightRecorder = Optional.of(flightRecorder);
    }

    @Override
    public AgentReply tryAgent(Engine engine) {
      asked.add(engine);
      return replies.getOrDefault(engine, NO_LIBRARY);
    }

    @Override
    public String remedy() {
      return "allow perf events";
    }

    @Override
    public Optional<Engine> flightRecorder() {
      return flightRecorder;
    }
  }

  @Test
  void theTopRungIsTakenIfItWorks() {
    Machine machine = new Machine(Map.of(Engine.CPU, PERF), Engine.JFR);

    assertThat(EngineLadder.choose(Engine.CPU, machine))
        .isEqualTo(
            new EngineChoice(
                Engine.CPU, "perf events: Java, native and kernel frames of threads on a CPU"));
  }

  @Test
  void nothingIsAskedBelowTheRungThatWorks() {
    Machine machine = new Machine(Map.of(Engine.CPU, PERF), Engine.JFR);

    EngineLadder.choose(Engine.CPU, machine);

    assertThat(machine.asked).containsExactly(Engine.CPU);
  }

  @Test
  void aFallbackThatTheProfilerMakesInSilenceIsReported() {
    AgentReply silent = new AgentReply(true, "", Optional.of(Engine.CTIMER));

    assertThat(EngineLadder.choose(Engine.CPU, new Machine(Map.of(Engine.CPU, silent), Engine.JFR)))
        .isEqualTo(
            new EngineChoice(
                Engine.CTIMER,
                "CPU timers in place of perf events: no kernel frames; no finer than the kernel's"
                    + " tick (1 to 10 ms); allow perf events"));
  }

  @Test
  void aWarningIsPartOfTheReason() {
    AgentReply warned =
        new AgentReply(true, "Kernel symbols are unavailable", Optional.of(Engine.CPU));

    assertThat(
            EngineLadder.choose(Engine.CPU, new Machine(Map.of(Engine.CPU, warned), Engine.JFR))
                .reason())
        .endsWith("threads on a CPU; Kernel symbols are unavailable");
  }

  @Test
  void failuresOfHigherRungsArePartOfTheReason() {
    AgentReply wall = new AgentReply(true, "", Optional.of(Engine.WALL));
    Machine machine =
        new Machine(
            Map.of(
                Engine.CPU, NO_TIMER,
                Engine.CTIMER, NO_TIMER,
                Engine.ITIMER, NO_ITIMER,
                Engine.WALL, wall),
            Engine.JFR);

    assertThat(EngineLadder.choose(Engine.CPU, machine))
        .isEqualTo(
            new EngineChoice(
                Engine.WALL,
                "wall clock in place of perf events: waiting is counted like work; parked virtual"
                    + " threads are not seen; 8 threads per tick; cpu: Failed to create CPU timer;"
                    + " ctimer: Failed to create CPU timer; itimer: ITIMER_PROF is not supported"
                    + " on this system; allow perf events"));
  }

  @Test
  void withoutTheAgentTheFlightRecorderIsTaken() {
    assertThat(EngineLadder.choose(Engine.WALL, new Machine(Map.of(), Engine.JFR)))
        .isEqualTo(
            new EngineChoice(
                Engine.JFR,
                "JDK Flight Recorder: no native and no kernel frames; at most one sample per 10 ms"
                    + " (wall: library does not load)"));
  }

  @Test
  void samplesByCpuTimeAreTakenWhereTheFlightRecorderHasThem() {
    assertThat(EngineLadder.choose(Engine.WALL, new Machine(Map.of(), Engine.CPU_TIME)))
        .isEqualTo(
            new EngineChoice(
                Engine.CPU_TIME,
                "JDK Flight Recorder (CPU time): no native and no kernel frames; at most one sample"
                    + " per 10 ms of CPU time (wall: library does not load)"));
  }

  @Test
  void withoutEitherTheReasonSaysWhatToDo() {
    assertThat(EngineLadder.withoutAgent(Optional.empty(), "Windows 11 amd64: not supported"))
        .isEqualTo(
            new EngineChoice(
                Engine.NONE,
                "no flame graph: neither async-profiler nor the flight recorder works here"
                    + " (Windows 11 amd64: not supported); profile on Linux or macOS, with a JDK"
                    + " that has the module jdk.jfr"));
  }
}
