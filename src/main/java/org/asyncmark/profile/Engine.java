package org.asyncmark.profile;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.asyncmark.Choice;

/**
 * What interrupts the program to look at its stacks. The order of the constants is the ladder that
 * is descended until one works: each rung needs less of the machine and sees less. The first is
 * that of CPythons, and no rung of a JVM's.
 */
public enum Engine {
  /** A process of its own that looks at a Python from outside. */
  PY_SPY(
      "py-spy",
      "",
      "py-spy",
      "Python frames of threads on a CPU",
      "no native and no kernel frames; the start of the process is in it"),
  /** One perf event per thread, a CPU clock. */
  CPU(
      "cpu",
      "perf_events",
      "perf events",
      "Java, native and kernel frames of threads on a CPU",
      "one file descriptor per thread"),
  /** One POSIX CPU timer per thread. */
  CTIMER(
      "ctimer",
      "ctimer",
      "CPU timers",
      "Java and native frames of threads on a CPU",
      "no kernel frames; no finer than the kernel's tick (1 to 10 ms)"),
  /** One interval timer for the whole process. */
  ITIMER(
      "itimer",
      "itimer",
      "interval timer",
      "Java and native frames of threads on a CPU",
      "no kernel frames; one signal per process and tick, so threads are not sampled evenly"),
  /** A thread that wakes up and asks a few threads where they are, running or not. */
  WALL(
      "wall",
      "wall",
      "wall clock",
      "Java and native frames of platform threads, running or waiting",
      "waiting is counted like work; parked virtual threads are not seen; 8 threads per tick"),
  /** The CPU-time samples of the JDK's own flight recorder, from JDK 25 on Linux (JEP 509). */
  CPU_TIME(
      "jfr-cpu-time",
      "",
      "JDK Flight Recorder (CPU time)",
      "Java frames of threads that use a CPU, in native code too",
      "no native and no kernel frames; at most one sample per 10 ms of CPU time"),
  /** The execution samples of the JDK's own flight recorder. */
  JFR(
      "jfr",
      "",
      "JDK Flight Recorder",
      "Java frames of threads that run Java code",
      "no native and no kernel frames; at most one sample per 10 ms"),
  /** Nothing works here: no graph. */
  NONE("none", "", "none", "nothing", "everything");

  private final String id;
  private final String setting;
  private final String label;
  private final String sees;
  private final String loses;

  Engine(String id, String setting, String label, String sees, String loses) {
    this.id = id;
    this.setting = setting;
    this.label = label;
    this.sees = sees;
    this.loses = loses;
  }

  /** Returns the word for this engine in files; for the agent's engines also its event. */
  public String id() {
    return id;
  }

  /** Returns the words for this engine in titles and sentences. */
  public String label() {
    return label;
  }

  /** Returns what a graph of this engine shows. */
  public String sees() {
    return sees;
  }

  /** Returns what a graph of this engine lacks or distorts. */
  public String loses() {
    return loses;
  }

  /** Tells whether async-profiler does the sampling. */
  public boolean usesAgent() {
    return !setting.isEmpty();
  }

  /** Returns this engine and those below it, in the order in which they are tried. */
  public List<Engine> rungs() {
    return Arrays.stream(values()).dropWhile(engine -> engine != this).toList();
  }

  /**
   * Returns the engine that async-profiler says it used.
   *
   * @param setting the value of the setting {@code engine} in a recording, for example {@code
   *     perf_events}
   */
  public static Optional<Engine> ofSetting(String setting) {
    return Arrays.stream(values())
        .filter(engine -> engine.usesAgent() && engine.setting.equals(setting))
        .findFirst();
  }

  /**
   * Returns the engine with the given id.
   *
   * @throws IllegalArgumentException if there is none; the message names the choices
   */
  public static Engine of(String id) {
    return Choice.of("engine", id, List.of(values()), Engine::id);
  }
}
