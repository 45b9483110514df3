package org.asyncmark.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.asyncmark.EnvironmentException;
import org.asyncmark.analyse.Arm;
import org.asyncmark.backend.BackendLease;
import org.asyncmark.backend.BackendProcess;
import org.asyncmark.measure.WarmUp;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.Pattern;
import org.asyncmark.pattern.Patterns;
import org.asyncmark.profile.Profile;
import org.asyncmark.profile.ProfileFork;
import org.asyncmark.profile.ProfileIndex;
import org.asyncmark.profile.ProfilePlan;
import org.asyncmark.profile.ProfilerLibrary;
import org.asyncmark.run.ChildProcesses;
import org.asyncmark.run.ForkSettings;
import org.asyncmark.run.Jdk;
import org.asyncmark.run.JdkLocator;
import org.asyncmark.run.Placement;
import org.asyncmark.run.Plan;
import org.asyncmark.run.PlannedArm;
import org.asyncmark.run.RunEnvironment;
import org.asyncmark.run.RunStore;
import org.openjdk.jmh.runner.RunnerException;

/** The flame graphs of all arms of a plan, one fork each, and the page that lists them. */
final class ProfileJob {
  private static final Duration INTERVAL = Duration.ofMillis(1);

  private final Plan plan;
  private final List<Jdk> jdks;
  private final Path results;
  private final Path folder;

  /**
   * Creates the job.
   *
   * @param jdks those of the plan
   * @param results folder of all runs: the plan and the machine go there, the graphs to {@code
   *     plots} beside it
   */
  ProfileJob(Plan plan, List<Jdk> jdks, Path results) {
    this.plan = plan;
    this.jdks = List.copyOf(jdks);
    this.results = results;
    this.folder =
        results
            .toAbsolutePath()
            .normalize()
            .resolveSibling("plots")
            .resolve(plan.runId())
            .resolve("flame");
  }

  /** Profiles and prints a line for each arm; tells whether no fork failed. */
  boolean execute(PrintWriter out) throws InterruptedException {
    List<Profile> profiles = new ArrayList<>();
    int failed = 0;
    Jdk server = JdkLocator.ofThisMachine().locate().newest();
    try (ChildProcesses children = new ChildProcesses(() -> {});
        ProfilerLibrary library = ProfilerLibrary.extract();
        BackendProcess backend = BackendProcess.start(server.javaExecutable())) {
      Files.createDirectories(folder);
      ProfileFork fork = new ProfileFork(library, folder, INTERVAL);
      List<String> engines = new ArrayList<>();
      for (Jdk jdk : jdks) {
        engines.add("JDK " + jdk.name() + ": " + fork.choose(jdk.javaExecutable()).reason());
      }
      engines.forEach(out::println);
      RunStore.create(results, plan, RunEnvironment.ofThisMachine(server, engines));
      for (PlannedArm planned : plan.arms()) {
        if (children.ending()) {
          break;
        }
        try {
          plan.placement(planned.arm()).placeBackend(backend.pid());
          Profile profile = fork.run(profilePlan(planned.arm(), backend.port()));
          profiles.add(profile);
          out.println(profile.key() + ": " + profile.samples() + " samples");
        } catch (RunnerException e) {
          failed++;
          out.println("FAILED: " + e.getMessage());
        }
        out.flush();
      }
      out.println("flame graphs: " + ProfileIndex.write(folder, plan.runId(), profiles));
    } catch (IOException e) {
      throw new EnvironmentException("cannot write flame graphs to " + folder + ": " + e, e);
    }
    return failed == 0;
  }

  private ProfilePlan profilePlan(Arm arm, int backendPort) {
    Pattern pattern = Patterns.of(arm.pattern());
    Placement placement = plan.placement(arm);
    List<String> flags = new ArrayList<>(plan.jvmFlags());
    flags.addAll(placement.jvmFlags());
    flags.add("-D" + WarmUp.CAP_PROPERTY + "=" + plan.fork().warmUpCapMillis());
    flags.add("-D" + BackendLease.PORT_PROPERTY + "=" + backendPort);
    return new ProfilePlan(
        key(arm),
        "^" + java.util.regex.Pattern.quote(pattern.benchmark()) + "$",
        pattern.jmhParams(Model.of(arm.model()), arm.params()),
        new ProfilePlan.Jvm(javaOf(arm), flags),
        schedule(plan.fork()));
  }

  private Path javaOf(Arm arm) {
    return jdks.stream()
        .filter(jdk -> jdk.name().equals(arm.jdk()))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("the plan has no JDK " + arm.jdk()))
        .javaExecutable();
  }

  /** Returns for example {@code gather-virtual-fanOut=100-leaf=cpu-jdk25}. */
  private static String key(Arm arm) {
    String params = arm.paramsLabel().replaceAll("[^A-Za-z0-9._=+-]", "-");
    return arm.pattern()
        + "-"
        + arm.model()
        + (params.isEmpty() ? "" : "-" + params)
        + "-jdk"
        + arm.jdk();
  }

  private static ProfilePlan.Schedule schedule(ForkSettings fork) {
    return new ProfilePlan.Schedule(
        fork.warmupIterations(),
        fork.measuredIterations(),
        Duration.ofMillis(fork.measuredMillis()));
  }
}
