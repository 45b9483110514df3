package org.asyncmark.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.asyncmark.EnvironmentException;
import org.asyncmark.analyse.ArmForks;
import org.asyncmark.analyse.Precision;
import org.asyncmark.analyse.Question;
import org.asyncmark.analyse.RunRecord;
import org.asyncmark.analyse.Slo;
import org.asyncmark.doctor.Doctor;
import org.asyncmark.doctor.DoctorFinding;
import org.asyncmark.jdk.Installed;
import org.asyncmark.jdk.InstalledJdks;
import org.asyncmark.jdk.Jdk;
import org.asyncmark.jdk.JdkLocator;
import org.asyncmark.jdk.Python;
import org.asyncmark.plan.Plan;
import org.asyncmark.plan.Shard;
import org.asyncmark.report.ReportFiles;
import org.asyncmark.report.TextReport;
import org.asyncmark.run.ForkInstruments;
import org.asyncmark.run.RunDriver;
import org.asyncmark.store.Exports;
import org.asyncmark.store.FailedFork;
import org.asyncmark.store.RunEnvironment;
import org.asyncmark.store.RunReader;
import org.asyncmark.store.RunStore;
import org.asyncmark.store.TextExports;
import org.asyncmark.text.ShellWord;
import org.jspecify.annotations.Nullable;

/** A run from its plan to its report. */
final class RunJob implements Interim {
  /** What a report is to tell in place of what its run was made for. */
  record Asked(Optional<Question> question, Optional<Slo> slo) {
    /** Nothing else. */
    static final Asked NOTHING = new Asked(Optional.empty(), Optional.empty());
  }

  private final RunStore store;
  private final List<Installed> installed;
  private final Jdk server;
  private final PrintWriter out;

  /**
   * Creates a job that measures what is not there yet.
   *
   * @param installed the runtimes of the run's plan
   * @param server the JDK of the backend
   * @param out for progress and report
   */
  private RunJob(RunStore store, List<Installed> installed, Jdk server, PrintWriter out) {
    this.store = store;
    this.installed = installed;
    this.server = server;
    this.out = out;
  }

  /** Makes the folder of a new run. */
  static RunJob create(Path results, Plan plan, List<Installed> runtimes, PrintWriter out)
      throws InterruptedException {
    return create(results, plan, null, runtimes, out);
  }

  /**
   * Makes the folder of a shard.
   *
   * @param shard null for the whole run
   */
  static RunJob create(
      Path results, Plan plan, @Nullable Shard shard, List<Installed> runtimes, PrintWriter out)
      throws InterruptedException {
    InstalledJdks jdks = JdkLocator.ofThisMachine().locate();
    Jdk server = jdks.newest();
    RunEnvironment environment =
        RunEnvironment.ofThisMachine(server, pythons(runtimes), warnings(results, jdks));
    RunEnvironment of = plan.backend() == null ? environment : environment.servedElsewhere();
    return new RunJob(RunStore.create(results, plan, of, shard), runtimes, server, out);
  }

  private static List<Python> pythons(List<Installed> runtimes) {
    return runtimes.stream().filter(Python.class::isInstance).map(Python.class::cast).toList();
  }

  /** Goes on with a run: measures what is not there yet. */
  static RunJob resume(RunStore store, List<Installed> runtimes, PrintWriter out)
      throws InterruptedException {
    return new RunJob(store, runtimes, JdkLocator.ofThisMachine().locate().newest(), out);
  }

  /**
   * Measures and reports; tells whether every fork gave a result.
   *
   * @param verbose whether to print all tables behind the summary
   */
  boolean execute(boolean verbose) throws InterruptedException {
    measure();
    if (store.shard().isPresent()) {
      out.println();
      out.println(store.shard().get().inWords() + ": " + store.folder());
      out.println("when all are there: ./run-benchmarks.sh merge " + ofAll(store));
      return new RunReader(store).failures().isEmpty();
    }
    report(store, plotsOf(store), Asked.NOTHING, verbose, out);
    return new RunReader(store).failures().isEmpty();
  }

  /** Returns the words of merge for the shards of this one's plan that lie beside it. */
  private static String ofAll(RunStore store) {
    Path results = store.folder().toAbsolutePath().normalize().getParent();
    String shards = store.plan().runId() + "_shard*";
    String folder = results == null ? "." : ShellWord.of(results.toString());
    return folder + "/" + shards + " --results " + folder;
  }

  /** Measures and reports nothing. */
  void measure() throws InterruptedException {
    Progress progress = new Progress(out, store, this);
    new RunDriver(store, installed, server, progress, ForkInstruments.NONE).run(Precision::widest);
    progress.close();
  }

  /** {@inheritDoc} Prints its summary. */
  @Override
  public void patternDone(String pattern) {
    if (store.shard().isPresent()) {
      return; // others may have its other rounds
    }
    RunRecord run = read();
    List<ArmForks> arms =
        run.arms().stream().filter(arm -> arm.arm().pattern().equals(pattern)).toList();
    out.println();
    out.print(TextReport.summary(run.with(arms), slo(store.plan())));
    out.println();
  }

  /** {@inheritDoc} Reports what is there. */
  @Override
  public void interrupted() {
    if (store.shard().isPresent()) {
      return;
    }
    try {
      report(store, plotsOf(store), Asked.NOTHING, false, out);
    } catch (EnvironmentException e) {
      out.println(e.getMessage()); // nobody else is there to tell it while the JVM ends
    }
  }

  @Override
  public String wayOn() {
    return "go on with: ./run-benchmarks.sh run --resume "
        + ShellWord.of(store.folder().toString());
  }

  RunRecord read() {
    return new RunReader(store).read();
  }

  /** Returns the limit that a run was made for. */
  private static Optional<Slo> slo(Plan plan) {
    return Optional.ofNullable(plan.slo()).map(Slo::of);
  }

  private static List<String> warnings(Path results, InstalledJdks installed)
      throws InterruptedException {
    return Doctor.examine(results, installed).findings().stream()
        .filter(finding -> finding.level() == DoctorFinding.Level.WARN)
        .filter(finding -> !finding.subject().startsWith("JDK") || finding.text().contains(" has "))
        .map(finding -> finding.subject() + ": " + finding.text())
        .toList();
  }

  /**
   * Prints the summary of a run and writes its exports, report and figures.
   *
   * @param asked in place of the run's own
   * @param verbose whether to print all tables behind it
   * @return the run as it was read
   * @throws IllegalArgumentException if a limit is asked of a run that has no rates
   */
  static RunRecord report(
      RunStore store, Path plots, Asked asked, boolean verbose, PrintWriter out) {
    if (asked.slo().isPresent()
        && store.plan().arms().stream().noneMatch(each -> each.arm().atRate())) {
      throw new IllegalArgumentException("--slo wants a run in open mode");
    }
    Optional<Slo> slo = asked.slo().or(() -> slo(store.plan()));
    RunRecord read = new RunReader(store).read();
    RunRecord record = asked.question().map(read::asking).orElse(read);
    out.println();
    out.print(TextReport.summary(record, slo));
    out.flush(); // who waits for the answer does not wait for files, which take a second reading
    Exports exports = new Exports(store);
    new RunReader(store).read(exports);
    exports.write();
    new TextExports(store, record).write();
    List<Path> written = ReportFiles.write(record, slo, store.folder(), plots);
    if (verbose) {
      out.println();
      out.print(TextReport.render(record, slo));
    }
    for (FailedFork failure : new RunReader(store).failures()) {
      out.printf(
          Locale.ROOT,
          "%s: round %d, %s, %s %s %s: %s%n",
          failure.hung() ? "HUNG" : "FAILED",
          failure.round(),
          failure.arm().runtime(),
          failure.arm().pattern(),
          failure.arm().model(),
          failure.arm().paramsLabel(),
          failure.reason());
    }
    out.println();
    out.println("results: " + store.folder());
    out.println("report:  " + store.folder().resolve("REPORT.md"));
    long figures = written.stream().filter(file -> file.toString().endsWith(".svg")).count();
    out.printf(Locale.ROOT, "figures: %s (%d, each as SVG and CSV)%n", plots, figures);
    return record;
  }

  /** Returns {@code plots/<run id>} beside the folder of all runs. */
  static Path plotsOf(RunStore store) {
    String id = store.plan().runId() + store.shard().map(Shard::suffix).orElse("");
    return plotsOf(store.folder().resolveSibling(id));
  }

  /** Returns the same of the folder of a run that is to be. */
  static Path plotsOf(Path run) {
    Path results = run.toAbsolutePath().normalize().getParent();
    Path beside = results == null ? null : results.getParent();
    Path plots = beside == null ? Path.of("plots") : beside.resolve("plots");
    return plots.resolve(run.getFileName());
  }
}
