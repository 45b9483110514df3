package org.asyncmark.profile;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a profile fork left behind.
 *
 * @param key name of the profile
 * @param choice the engine that sampled, read back from the recording, and why
 * @param interval asked for between two samples of a thread
 * @param samples in the measured iterations; 0 if there is no graph
 * @param graph interactive HTML, absent if nothing was sampled
 * @param collapsed the stacks the graph is drawn from, absent if nothing was sampled
 * @param recordings one per fork
 * @param log output of JMH and of the fork, absent if no fork was started
 */
public record Profile(
    String key,
    EngineChoice choice,
    Duration interval,
    long samples,
    Optional<Path> graph,
    Optional<Path> collapsed,
    List<Path> recordings,
    Optional<Path> log) {
  public Profile {
    recordings = List.copyOf(recordings);
  }

  /** Returns a profile without a graph, for a JDK on which no engine works. */
  static Profile absent(String key, EngineChoice choice, Duration interval) {
    return new Profile(
        key, choice, interval, 0, Optional.empty(), Optional.empty(), List.of(), Optional.empty());
  }

  /**
   * Returns the title of a graph.
   *
   * @return for example {@code gather-virtual-25: perf events, every 1 ms, 1,234 samples; profiled
   *     run, not the scored run}
   */
  static String title(String key, Engine engine, Duration interval, long samples) {
    return String.format(
        Locale.ROOT,
        "%s: %s, %s, %,d samples; profiled run, not the scored run",
        key,
        engine.label(),
        spacing(engine, interval),
        samples);
  }

  private static String spacing(Engine engine, Duration interval) {
    String millis =
        String.format(Locale.ROOT, "%.3f", interval.toNanos() / 1e6).replaceAll("\\.?0+$", "");
    return switch (engine) {
      case CPU, WALL -> "every " + millis + " ms";
      case CTIMER, ITIMER -> "asked for every " + millis + " ms, sampled at the kernel's tick";
      case JFR, NONE -> "every 10 ms at most";
    };
  }
}
