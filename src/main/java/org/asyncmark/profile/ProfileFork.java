package org.asyncmark.profile;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.asyncmark.measure.HdrProfiler;
import org.openjdk.jmh.runner.NoBenchmarksException;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Runs benchmarks in forks that are profiled and never scored, and draws their flame graphs. Used
 * by one thread.
 */
public final class ProfileFork {
  /**
   * An agent makes the JVM announce each mount of a virtual thread, which costs time and shows up
   * in the profile; async-profiler does not need it. JDK 17 does not know the option.
   */
  private static final List<String> QUIET_VIRTUAL_THREADS =
      List.of("-XX:+UnlockExperimentalVMOptions", "-XX:-DoJVMTIVirtualThreadTransitions");

  private final ProfilerLibrary library;
  private final Path outDir;
  private final Duration interval;
  private final Map<Path, EngineChoice> choices = new HashMap<>();

  /**
   * Creates the runner; nothing is started yet.
   *
   * @param library stays open while this is used
   * @param outDir folder of the graphs, made if it is absent; without comma or semicolon
   * @param interval time between two samples of a thread, at least 1 microsecond; 1 ms suits
   *     benchmarks
   */
  public ProfileFork(ProfilerLibrary library, Path outDir, Duration interval) {
    if (interval.toNanos() < 1_000) {
      throw new IllegalArgumentException(
          "interval must be at least 1 microsecond, got " + interval);
    }
    ApOptions.check("outDir", outDir.toAbsolutePath().toString());
    this.library = library;
    this.outDir = outDir.toAbsolutePath().normalize();
    this.interval = interval;
  }

  /**
   * Returns the engine that works for a JDK, and why; found out by starting that JDK at the first
   * call.
   *
   * @param java the executable
   */
  public EngineChoice choose(Path java) {
    return choices.computeIfAbsent(
        java,
        executable ->
            library
                .path()
                .map(lib -> EngineLadder.choose(Engine.CPU, new JavaProbe(executable, lib)))
                .orElseGet(
                    () ->
                        EngineLadder.withoutAgent(
                            new JavaProbe(executable, outDir).hasFlightRecorder(),
                            library.absence())));
  }

  /**
   * Runs one benchmark in one fork and draws its flame graph.
   *
   * @return the profile; one without a graph if no engine works here
   * @throws RunnerException if the benchmark failed, or not exactly one was matched; the message
   *     names the log
   * @throws IOException if a file cannot be written, or exists already
   */
  public Profile run(ProfilePlan plan) throws RunnerException, IOException {
    EngineChoice choice = choose(plan.jvm().java());
    if (choice.engine() == Engine.NONE) {
      return Profile.absent(plan.key(), choice, interval);
    }
    Files.createDirectories(outDir);
    Path log = newLog(plan.key());
    try {
      fork(plan, choice.engine(), log);
    } finally {
      for (Path left : files(plan.key(), "\\.warmup\\.jfr")) { // by a fork that failed early
        Files.delete(left);
      }
    }
    return draw(plan.key(), choice, files(plan.key(), "\\.jfr"), log);
  }

  /** The log is the first file of a profile: where it is, there is a profile already. */
  private Path newLog(String key) throws IOException {
    Path log = outDir.resolve(key + ".log");
    try {
      return Files.createFile(log);
    } catch (FileAlreadyExistsException e) {
      throw new IOException(
          "want to write the profile "
              + key
              + ", found "
              + log
              + " of an earlier one; choose another folder or key",
          e);
    }
  }

  private void fork(ProfilePlan plan, Engine engine, Path log) throws RunnerException {
    ApOptions options =
        new ApOptions(
            library.path().orElse(outDir), engine, interval.toNanos(), outDir, plan.key());
    ProfilePlan.Schedule schedule = plan.schedule();
    TimeValue iteration = TimeValue.milliseconds(schedule.iteration().toMillis());
    ChainedOptionsBuilder builder =
        new OptionsBuilder()
            .include(plan.include())
            .jvm(plan.jvm().java().toString())
            .jvmArgs(jvmArgs(plan.jvm(), engine).toArray(String[]::new))
            .forks(1)
            .warmupForks(0)
            .warmupIterations(schedule.warmUpIterations())
            .warmupTime(iteration)
            .measurementIterations(schedule.measuredIterations())
            .measurementTime(iteration)
            .shouldFailOnError(true)
            .output(log.toString())
            // recorded as in a scored fork, so that the profile shows what the scores are made of
            .addProfiler(HdrProfiler.class)
            .addProfiler(ApProfiler.class, options.line());
    plan.params().forEach(builder::param);
    int forks;
    try {
      forks = new Runner(builder.build()).run().size();
    } catch (NoBenchmarksException e) {
      throw new RunnerException(
          "profile of " + plan.key() + " wants a benchmark, none matches " + plan.include(), e);
    } catch (RunnerException e) {
      throw new RunnerException(
          "profile of " + plan.key() + " failed: " + e.getMessage() + "; read " + log, e);
    }
    if (forks != 1) {
      throw new RunnerException(
          "profile of "
              + plan.key()
              + " wants one benchmark with one value per parameter, "
              + plan.include()
              + " and "
              + plan.params()
              + " match "
              + forks
              + "; read "
              + log);
    }
  }

  private static List<String> jvmArgs(ProfilePlan.Jvm jvm, Engine engine) {
    boolean quiet = engine.usesAgent() && JavaProbe.accepts(jvm.java(), QUIET_VIRTUAL_THREADS);
    return Stream.concat(
            (quiet ? QUIET_VIRTUAL_THREADS : List.<String>of()).stream(), jvm.args().stream())
        .toList();
  }

  private Profile draw(String key, EngineChoice chosen, List<Path> recordings, Path log)
      throws IOException {
    EngineChoice choice = used(chosen, recordings);
    Path collapsed = outDir.resolve(key + ".collapsed");
    long samples = FlameGraph.collapse(recordings, choice.engine(), collapsed);
    Path graph = outDir.resolve(key + ".html");
    FlameGraph.draw(collapsed, Profile.title(key, choice.engine(), interval, samples), graph);
    return new Profile(
        key,
        choice,
        interval,
        samples,
        Optional.of(graph),
        Optional.of(collapsed),
        recordings,
        Optional.of(log));
  }

  /** The agent may step down once more in the fork, for want of file descriptors for example. */
  private static EngineChoice used(EngineChoice chosen, List<Path> recordings) throws IOException {
    for (Path recording : recordings) {
      Optional<Engine> used = Engine.ofSetting(Recordings.engineSetting(recording));
      if (used.isPresent() && used.get() != chosen.engine()) {
        return new EngineChoice(
            used.get(),
            used.get().label() + " in the fork: " + used.get().loses() + "; " + chosen.reason());
      }
    }
    return chosen;
  }

  /** Returns the recordings of a profile whose names end in what {@code suffix} matches. */
  private List<Path> files(String key, String suffix) throws IOException {
    Pattern name = Pattern.compile(Pattern.quote(key) + "-f\\d+" + suffix);
    try (Stream<Path> files = Files.list(outDir)) {
      return files
          .filter(file -> name.matcher(file.getFileName().toString()).matches())
          .sorted()
          .toList();
    }
  }
}
