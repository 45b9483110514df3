package org.asyncmark.profile;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.asyncmark.analyse.Latencies;
import org.asyncmark.analyse.Validity;
import org.asyncmark.measure.EndWithDriver;
import org.asyncmark.measure.HdrProfiler;
import org.asyncmark.measure.HdrResult;
import org.asyncmark.run.ForkClassPath;
import org.asyncmark.run.JmhFork;
import org.asyncmark.run.PythonAlone;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.NoBenchmarksException;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Runs arms in forks that are profiled and never scored. Used by one thread, other than {@link
 * #dropUnfinished}.
 */
public final class ProfileFork {
  /** Name of the recording in a profile's folder. */
  public static final String RECORDING = "recording.jfr";

  /**
   * An agent makes the JVM announce each mount of a virtual thread, which costs time and shows up
   * in the profile; async-profiler does not need it. JDK 17 does not know the option.
   */
  private static final List<String> QUIET_VIRTUAL_THREADS =
      List.of("-XX:+UnlockExperimentalVMOptions", "-XX:-DoJVMTIVirtualThreadTransitions");

  private final ProfilerLibrary library;
  private final ProfileFolders folders;
  private final Duration interval;
  private final Map<Path, EngineChoice> choices = new HashMap<>();
  private final Map<Path, List<String>> quiet = new HashMap<>();

  /**
   * Creates the runner; nothing is started yet.
   *
   * @param library stays open while this is used
   * @param outDir folder of the profiles, made if it is absent; without comma, semicolon or percent
   *     sign
   * @param interval time between two samples of a thread on a CPU, at least 1 microsecond; 1 ms
   *     suits benchmarks
   */
  public ProfileFork(ProfilerLibrary library, Path outDir, Duration interval) {
    if (interval.toNanos() < 1_000) {
      throw new IllegalArgumentException(
          "interval must be at least 1 microsecond, got " + interval);
    }
    check(outDir);
    this.library = library;
    this.folders = new ProfileFolders(outDir.toAbsolutePath().normalize());
    this.interval = interval;
  }

  /**
   * Refuses a folder whose name the profiler would read differently.
   *
   * @throws IllegalArgumentException if it has a comma, a semicolon or a percent sign
   */
  public static void check(Path outDir) {
    ApOptions.check("the folder of profiles", outDir.toAbsolutePath().toString());
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
                            new JavaProbe(executable, Path.of("")).flightRecorder(),
                            library.absence())));
  }

  /** Draws what a fork left behind; the fork itself knows nothing of graphs. */
  @FunctionalInterface
  public interface Pictures {
    /**
     * Draws the recording of a fork.
     *
     * @param chosen the engine that was asked for
     * @param interval between two samples of a thread on a CPU
     * @param ops that the fork did while it was sampled
     * @param folder has the recording, and gets the pictures
     */
    Profile draw(ProfilePlan plan, EngineChoice chosen, Duration interval, long ops, Path folder)
        throws IOException;
  }

  /**
   * Runs one arm in one fork and has its recording drawn.
   *
   * @return the profile; one without graphs if no engine works here
   * @throws RunnerException if the benchmark failed, or not exactly one was matched; what was
   *     written waits for {@link #keepFailed} or {@link #dropUnfinished}
   * @throws IOException if a file cannot be written, or exists already
   */
  public Profile run(ProfilePlan plan, Pictures pictures) throws RunnerException, IOException {
    EngineChoice choice = choose(plan.jvm().java());
    if (choice.engine() == Engine.NONE) {
      return Profile.absent(plan, choice, interval);
    }
    Path folder = folders.begin(plan.key());
    Sampled sampled = sample(plan, choice, folder);
    return folders.finish(
        plan.key(), () -> pictures.draw(plan, sampled.choice(), interval, sampled.ops(), folder));
  }

  /**
   * Runs an arm of asyncio in one fork and has its stacks drawn.
   *
   * @param python what is run
   * @param spy what looks at it
   * @return the profile; one without graphs if nothing of what is asked for is visible
   * @throws RunnerException if the fork failed; what was written waits for {@link #keepFailed} or
   *     {@link #dropUnfinished}
   * @throws IOException if a file cannot be written, or exists already
   */
  public Profile run(ProfilePlan plan, PythonAlone python, PySpy spy, Pictures pictures)
      throws RunnerException, IOException {
    if (!spy.sees(plan)) {
      return spy.absent(plan, interval);
    }
    Path folder = folders.begin(plan.key());
    List<String> words = spy.words(interval, folder.resolve(PySpy.STACKS));
    long ops = python.run(words, folder.resolve("fork.log"));
    return folders.finish(
        plan.key(), () -> pictures.draw(plan, spy.choice(), interval, ops, folder));
  }

  /** What a fork did while it was sampled, and by what. */
  private record Sampled(EngineChoice choice, long ops) {}

  /**
   * A perf event takes a file descriptor for each thread. If they run out, threads are not sampled,
   * or the fork fails: then it is repeated with CPU timers, which take none.
   */
  private Sampled sample(ProfilePlan plan, EngineChoice choice, Path folder)
      throws RunnerException, IOException {
    Path log = folder.resolve("fork.log");
    try {
      Sampled sampled = new Sampled(choice, fork(plan, options(plan, choice, folder), log));
      if (!ranOutOfFiles(choice, log)) {
        return sampled;
      }
    } catch (RunnerException e) {
      if (!ranOutOfFiles(choice, log)) {
        throw e;
      }
    }
    folders.empty(plan.key());
    EngineChoice timers =
        new EngineChoice(
            Engine.CTIMER,
            Engine.CTIMER.label()
                + " in place of "
                + choice.engine().label()
                + ": a perf event takes a file descriptor for each thread, and there are too few;"
                + " raise ulimit -n; "
                + Engine.CTIMER.loses());
    return new Sampled(timers, fork(plan, options(plan, timers, folder), log));
  }

  private ApOptions options(ProfilePlan plan, EngineChoice choice, Path folder) {
    return new ApOptions(
        library.path().orElse(folder),
        choice.engine(),
        plan.events(),
        interval.toNanos(),
        folder.resolve(RECORDING));
  }

  private static boolean ranOutOfFiles(EngineChoice choice, Path log) throws IOException {
    return choice.engine() == Engine.CPU
        && new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
            .contains("failed: Too many open files");
  }

  /**
   * Keeps what a failed fork has written, in a folder whose name ends in {@code .FAIL}.
   *
   * @return the fork's log
   */
  public Path keepFailed(ProfilePlan plan) throws IOException {
    return folders.fail(plan.key()).resolve("fork.log");
  }

  /** Deletes what a fork that is not finished has written; called when this JVM is being ended. */
  public void dropUnfinished() throws IOException {
    folders.dropUnfinished();
  }

  /** Returns the number of ops of the measured iterations. */
  private long fork(ProfilePlan plan, ApOptions options, Path log)
      throws RunnerException, IOException {
    Files.createFile(log); // JMH does not tell why it cannot
    ProfilePlan.Schedule schedule = plan.schedule();
    TimeValue iteration = TimeValue.milliseconds(schedule.iteration().toMillis());
    ChainedOptionsBuilder builder =
        new OptionsBuilder()
            .include(plan.include())
            .jvm(plan.jvm().java().toString())
            .jvmArgs(jvmArgs(plan.jvm(), options.engine()).toArray(String[]::new))
            .forks(1)
            .warmupForks(0)
            .warmupIterations(schedule.warmUpIterations())
            .warmupTime(iteration)
            .measurementIterations(schedule.measuredIterations())
            .measurementTime(iteration)
            .shouldFailOnError(true)
            .output(log.toString())
            .addProfiler(EndWithDriver.class)
            // recorded as in a scored fork, so that the profile shows what the scores are made of
            .addProfiler(HdrProfiler.class)
            .addProfiler(ApProfiler.class, options.line());
    if (!plan.jvm().classPath().isEmpty()) {
      builder.addProfiler(ForkClassPath.class, plan.jvm().classPath());
    }
    plan.params().forEach(builder::param);
    Collection<RunResult> results;
    try {
      results = JmhFork.run(builder.build(), log);
    } catch (NoBenchmarksException e) {
      throw new RunnerException("wants a benchmark, none matches " + plan.include(), e);
    }
    if (results.size() != 1) {
      throw new RunnerException(
          "wants one benchmark with one value per parameter, "
              + plan.include()
              + " and "
              + plan.params()
              + " match "
              + results.size());
    }
    return results.stream()
        .flatMap(result -> result.getBenchmarkResults().stream())
        .flatMap(result -> result.getIterationResults().stream())
        .mapToLong(ProfileFork::ops)
        .sum();
  }

  /** Returns the ops of an iteration: of a window, which JMH counts as one, its requests. */
  private static long ops(IterationResult iteration) {
    boolean isWindow = iteration.getSecondaryResults().containsKey(Validity.ACHIEVED);
    return isWindow
            && iteration.getSecondaryResults().get(Latencies.SERVICE) instanceof HdrResult requests
        ? requests.histogram().getTotalCount()
        : iteration.getMetadata().getAllOps();
  }

  /**
   * Returns how forks of a JDK are sampled.
   *
   * @param java the executable
   */
  public InstrumentedForks.Sampling sampling(Path java) {
    Engine engine = choose(java).engine();
    return new InstrumentedForks.Sampling(engine, agentFlags(java, engine));
  }

  private List<String> agentFlags(Path java, Engine engine) {
    return engine.usesAgent()
        ? quiet.computeIfAbsent(
            java,
            executable ->
                JavaProbe.accepts(executable, QUIET_VIRTUAL_THREADS)
                    ? QUIET_VIRTUAL_THREADS
                    : List.of())
        : List.of();
  }

  private List<String> jvmArgs(ProfilePlan.Jvm jvm, Engine engine) {
    List<String> more = agentFlags(jvm.java(), engine);
    String ending = "-D" + EndWithDriver.PROPERTY + "=true";
    return Stream.of(more, jvm.args(), List.of(ending)).flatMap(List::stream).toList();
  }
}
