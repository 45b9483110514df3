package org.asyncmark.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.asyncmark.EnvironmentException;
import org.asyncmark.analyse.RunRecord;
import org.asyncmark.doctor.Checkout;
import org.asyncmark.jdk.Jdk;
import org.asyncmark.jdk.JdkLocator;
import org.asyncmark.plan.Room;
import org.asyncmark.profile.ProfileFork;
import org.asyncmark.profile.ProfilerLibrary;
import org.asyncmark.profile.SystemCallsProfiler;
import org.asyncmark.profile.evidence.ExplainPlan;
import org.asyncmark.profile.evidence.Explanation;
import org.asyncmark.profile.evidence.Table;
import org.asyncmark.run.JmhLock;

/** The mechanism checks of a pattern, from their plan to their tables. */
final class ExplainJob {
  private final ExplainPlan plan;
  private final String noSystemCalls = SystemCallsProfiler.absence();
  private final List<Jdk> jdks;
  private final Path results;

  /**
   * Creates the job.
   *
   * @param results folder of all runs
   * @throws IllegalArgumentException if the pattern has no checks, or no JDK can run one
   */
  ExplainJob(String pattern, List<Jdk> jdks, Path results) {
    this.plan =
        ExplainPlan.of(
            pattern,
            jdks,
            noSystemCalls.isEmpty(),
            Room.ofThisMachine(),
            Headings.now("explain-" + pattern, 1, List.of()));
    this.jdks = List.copyOf(jdks);
    this.results = results;
  }

  /**
   * Measures, prints the tables, and writes them into the run's folder; tells whether every fork
   * gave a result.
   */
  boolean execute(PrintWriter out) throws InterruptedException {
    Checkout.note().ifPresent(note -> out.println("note: " + note));
    out.printf(
        Locale.ROOT,
        "%d forks: about %s%n",
        plan.plan().forks(),
        Durations.inWords(Duration.ofMillis(plan.plan().expectedMillis())));
    Path folder = results.resolve(plan.plan().runId());
    Jdk server = JdkLocator.ofThisMachine().locate().newest();
    try (JmhLock lock = JmhLock.acquire();
        ProfilerLibrary library = ProfilerLibrary.extract()) {
      ProfileFork fork = new ProfileFork(library, folder, ProfileJob.INTERVAL);
      RunRecord run =
          new InstrumentedRun(jdks, server, library, fork, ProfileJob.INTERVAL)
              .execute(results, plan.plan(), out);
      List<Table> tables =
          new Explanation(run, InstrumentedRun.features(jdks), noSystemCalls).tables(plan);
      EvidenceJob.write(folder, "explain", tables);
      tables.forEach(table -> out.println(System.lineSeparator() + table.text()));
      out.println("explanation: " + folder.resolve("explain.md"));
      return run.arms().stream().allMatch(forks -> forks.failed() + forks.hung() == 0);
    } catch (IOException e) {
      throw new EnvironmentException("cannot write to " + folder + ": " + e, e);
    }
  }
}
