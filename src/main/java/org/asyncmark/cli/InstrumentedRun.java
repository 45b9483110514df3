package org.asyncmark.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.asyncmark.analyse.RunRecord;
import org.asyncmark.jdk.Jdk;
import org.asyncmark.plan.Plan;
import org.asyncmark.profile.InstrumentedForks;
import org.asyncmark.profile.ProfileFork;
import org.asyncmark.profile.ProfilerLibrary;
import org.asyncmark.run.ForkInstruments;
import org.asyncmark.run.RunDriver;
import org.asyncmark.store.RunEnvironment;
import org.asyncmark.store.RunReader;
import org.asyncmark.store.RunStore;

/** Forks that carry instruments, from their plan to what was measured. */
final class InstrumentedRun {
  private final List<Jdk> jdks;
  private final Jdk server;
  private final ForkInstruments instruments;

  /**
   * Creates the run.
   *
   * @param server the JDK that serves the http leaves
   * @param library stays open while this is used
   * @param interval of CPU samples
   */
  InstrumentedRun(
      List<Jdk> jdks, Jdk server, ProfilerLibrary library, ProfileFork fork, Duration interval) {
    this.jdks = List.copyOf(jdks);
    this.server = server;
    Map<String, Path> javaByName =
        jdks.stream().collect(Collectors.toMap(Jdk::name, Jdk::javaExecutable));
    this.instruments =
        new InstrumentedForks(
            library, interval, jdk -> fork.sampling(javaByName.getOrDefault(jdk, Path.of("java"))));
  }

  /** Measures every fork of a plan in a new folder below {@code folder} and reads them. */
  RunRecord execute(Path folder, Plan plan, PrintWriter out) throws InterruptedException {
    RunStore store = RunStore.create(folder, plan, RunEnvironment.ofThisMachine(server, List.of()));
    Progress progress = new Progress(out, store, Interim.NONE);
    new RunDriver(store, List.copyOf(jdks), server, progress, instruments).run();
    progress.close();
    return new RunReader(store).read();
  }

  /** Returns the feature releases by name of JDK. */
  static Map<String, Integer> features(List<Jdk> jdks) {
    return jdks.stream().collect(Collectors.toMap(Jdk::name, Jdk::feature));
  }
}
