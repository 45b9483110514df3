package org.asyncmark.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.asyncmark.EnvironmentException;
import org.asyncmark.analyse.Arm;
import org.asyncmark.backend.BackendLease;
import org.asyncmark.backend.BackendProcess;
import org.asyncmark.backend.ListeningProcess;
import org.asyncmark.jdk.Jdk;
import org.asyncmark.jdk.JdkLocator;
import org.asyncmark.jdk.Python;
import org.asyncmark.measure.CpuBinding;
import org.asyncmark.measure.WarmUp;
import org.asyncmark.plan.ForkSettings;
import org.asyncmark.plan.Placement;
import org.asyncmark.plan.Plan;
import org.asyncmark.plan.PlannedArm;
import org.asyncmark.profile.IndexSection;
import org.asyncmark.profile.Profile;
import org.asyncmark.profile.ProfileEvent;
import org.asyncmark.profile.ProfileFork;
import org.asyncmark.profile.ProfileIndex;
import org.asyncmark.profile.ProfilePlan;
import org.asyncmark.profile.ProfilerLibrary;
import org.asyncmark.profile.PySpy;
import org.asyncmark.profile.flame.FlameDiffs;
import org.asyncmark.profile.flame.FlamePair;
import org.asyncmark.profile.flame.FlameSection;
import org.asyncmark.profile.flame.ProfilePictures;
import org.asyncmark.profile.flame.PythonPictures;
import org.asyncmark.run.ChildProcesses;
import org.asyncmark.run.ForkBenchmark;
import org.asyncmark.run.ForkLog;
import org.asyncmark.run.JmhLock;
import org.asyncmark.run.PythonAlone;
import org.asyncmark.store.RunEnvironment;
import org.asyncmark.store.RunStore;
import org.openjdk.jmh.runner.RunnerException;

/** The profiles of all arms of a plan, one fork each, and the page that lists them. */
final class ProfileJob {
  /** Between two CPU samples of a thread. */
  static final Duration INTERVAL = Duration.ofMillis(1);

  private final Plan plan;
  private final List<Jdk> jdks;
  private final List<Python> pythons;
  private final PySpy spy = PySpy.onPath();
  private final List<ProfileEvent> events;
  private final List<FlamePair> pairs;
  private final Path results;
  private final Path folder;
  private final List<Profile> profiles = new ArrayList<>();
  private int failed;

  /**
   * Creates the job.
   *
   * @param jdks those of the plan
   * @param pythons likewise
   * @param events what is sampled
   * @param pairs of the plan's arms, whose differences are drawn
   * @param results folder of all runs: the plan and the machine go there, the graphs to {@code
   *     plots} beside it
   * @throws IllegalArgumentException if the profiler cannot write there
   */
  ProfileJob(
      Plan plan,
      List<Jdk> jdks,
      List<Python> pythons,
      List<ProfileEvent> events,
      List<FlamePair> pairs,
      Path results) {
    this.plan = plan;
    this.jdks = List.copyOf(jdks);
    this.pythons = List.copyOf(pythons);
    this.events = List.copyOf(events);
    this.pairs = List.copyOf(pairs);
    this.results = results;
    this.folder =
        results
            .toAbsolutePath()
            .normalize()
            .resolveSibling("plots")
            .resolve(plan.runId())
            .resolve("flame");
    ProfileFork.check(folder);
  }

  /**
   * Profiles and prints a line for each arm; tells whether no fork failed.
   *
   * @param evidence what is counted beside the graphs; nothing where there are no JVMs
   */
  boolean execute(Optional<EvidenceJob> evidence, PrintWriter out) throws InterruptedException {
    Jdk server = JdkLocator.ofThisMachine().locate().newest();
    try (JmhLock lock = JmhLock.acquire();
        ProfilerLibrary library = ProfilerLibrary.extract()) {
      ProfileFork fork = new ProfileFork(library, folder, INTERVAL);
      try (ChildProcesses children = new ChildProcesses(() -> interrupted(fork, out));
          ListeningProcess backend = BackendProcess.start(server.javaExecutable())) {
        List<String> engines = engines(fork);
        engines.forEach(out::println);
        RunStore.create(results, plan, RunEnvironment.ofThisMachine(server, engines));
        Files.createDirectories(folder);
        for (PlannedArm planned : plan.arms()) {
          profile(planned.arm(), fork, backend, children, out);
        }
        children.stayIfEnding();
      }
      List<IndexSection> sections = new ArrayList<>();
      sections.add(FlameSection.of(folder, profiles));
      differences(out).ifPresent(sections::add);
      ProfileIndex.write(folder, plan.runId(), sections); // whatever becomes of the other forks
      if (evidence.isPresent()) {
        InstrumentedRun forks = new InstrumentedRun(jdks, server, library, fork, INTERVAL);
        Path run = results.resolve(plan.runId());
        sections.add(evidence.get().execute(run, folder, forks, library, fork, out));
      }
      out.println("profiles: " + ProfileIndex.write(folder, plan.runId(), sections));
    } catch (IOException e) {
      throw new EnvironmentException("cannot write profiles to " + folder + ": " + e, e);
    }
    return failed == 0;
  }

  private Optional<IndexSection> differences(PrintWriter out) throws IOException {
    FlameDiffs diffs = new FlameDiffs(folder);
    for (FlamePair pair : pairs) {
      Optional<Profile> base = profileOf(pair.base());
      Optional<Profile> other = profileOf(pair.other());
      if (base.isPresent() && other.isPresent()) { // no fork of them failed
        diffs.draw(pair, base.get(), other.get());
      }
    }
    out.println("differential flame graphs: " + diffs.pictures());
    return diffs.section();
  }

  private Optional<Profile> profileOf(Arm arm) {
    return profiles.stream().filter(profile -> profile.arm().equals(arm)).findFirst();
  }

  private List<String> engines(ProfileFork fork) {
    return Stream.concat(
            jdks.stream()
                .map(
                    jdk -> "JDK " + jdk.name() + ": " + fork.choose(jdk.javaExecutable()).reason()),
            pythons.stream().map(python -> python.name() + ": " + spy.choice().reason()))
        .toList();
  }

  private void profile(
      Arm arm, ProfileFork fork, ListeningProcess backend, ChildProcesses children, PrintWriter out)
      throws IOException, InterruptedException {
    children.stayIfEnding();
    ProfilePlan planned = profilePlan(arm, backend.port());
    try {
      CpuBinding.bindOrRelease(backend.pid(), plan.placement(arm).backend());
      Profile profile =
          arm.ofPython()
              ? fork.run(planned, alone(arm, backend.port()), spy, new PythonPictures(spy))
              : fork.run(planned, ProfilePictures::draw);
      profiles.add(profile);
      out.println(profile.line());
    } catch (RunnerException e) {
      if (children.endsNow()) {
        children.stayIfEnding();
      }
      failed++;
      Path log = fork.keepFailed(planned);
      String why = arm.ofPython() ? e.getMessage() : ForkLog.reason(log, e);
      out.println("FAILED: " + planned.key() + ": " + why + "; read " + log);
    }
  }

  /** Runs while the JVM is being ended. */
  private void interrupted(ProfileFork fork, PrintWriter out) {
    try {
      fork.dropUnfinished();
    } catch (IOException e) {
      out.println("left behind in " + folder + ": " + e);
    }
    out.printf(
        Locale.ROOT,
        "interrupted after %d of %d profiles; those are in %s%n",
        profiles.size(),
        plan.forks(),
        folder);
  }

  private ProfilePlan profilePlan(Arm arm, int backendPort) {
    ForkBenchmark benchmark = ForkBenchmark.of(plan, arm, 1);
    Placement placement = plan.placement(arm);
    List<String> flags = new ArrayList<>(plan.jvmFlags(arm));
    flags.addAll(placement.jvmFlags());
    flags.add("-D" + WarmUp.CAP_PROPERTY + "=" + plan.fork().warmUpCapMillis());
    flags.add("-D" + BackendLease.PORT_PROPERTY + "=" + backendPort);
    return new ProfilePlan(
        arm,
        "^" + Pattern.quote(benchmark.method()) + "$",
        benchmark.params(),
        arm.ofPython()
            ? new ProfilePlan.Jvm(pythonOf(arm).executable(), List.of())
            : jvm(jdkOf(arm), flags),
        schedule(benchmark.inWindows() ? plan.fork().oneOpEach() : plan.fork()),
        events);
  }

  /** It is one turn, so that next to nothing that is sampled is not among its ops. */
  private PythonAlone alone(Arm arm, int backendPort) {
    ForkSettings fork = plan.fork();
    long millis = fork.measuredIterations() * fork.measuredMillis();
    return new PythonAlone(
        arm,
        pythonOf(arm),
        new ForkSettings(0, 1, 1, 1, millis),
        plan.placement(arm).fork(),
        backendPort);
  }

  private Python pythonOf(Arm arm) {
    return pythons.stream()
        .filter(python -> python.name().equals(arm.jdk()))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("the plan has no " + arm.jdk()));
  }

  private static ProfilePlan.Jvm jvm(Jdk jdk, List<String> flags) {
    return new ProfilePlan.Jvm(jdk.javaExecutable(), flags, jdk.own().classPath());
  }

  private Jdk jdkOf(Arm arm) {
    return jdks.stream()
        .filter(jdk -> jdk.name().equals(arm.jdk()))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("the plan has no JDK " + arm.jdk()));
  }

  private static ProfilePlan.Schedule schedule(ForkSettings fork) {
    return new ProfilePlan.Schedule(
        fork.warmupIterations(),
        fork.measuredIterations(),
        Duration.ofMillis(fork.measuredMillis()));
  }
}
