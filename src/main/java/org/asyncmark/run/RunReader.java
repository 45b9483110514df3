package org.asyncmark.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.HdrHistogram.Histogram;
import org.asyncmark.EnvironmentException;
import org.asyncmark.analyse.Arm;
import org.asyncmark.analyse.ArmForks;
import org.asyncmark.analyse.Criteria;
import org.asyncmark.analyse.Fork;
import org.asyncmark.analyse.RunRecord;

/** What a run has measured, read from its folder. Nothing is cached: each call reads the files. */
public final class RunReader {
  private final RunStore store;

  /** Creates a reader of a run. */
  public RunReader(RunStore store) {
    this.store = store;
  }

  /** Returns the machine. */
  public RunEnvironment environment() {
    return RunJson.read(store.folder().resolve(RunStore.ENV), RunEnvironment.class);
  }

  /** Returns the forks that failed, in the order of the store.plan(). */
  public List<FailedFork> failures() {
    List<FailedFork> failures = new ArrayList<>();
    for (PlannedArm planned : store.plan().arms()) {
      for (int round = 1; round <= planned.rounds(); round++) {
        failure(round, planned.arm()).ifPresent(failures::add);
      }
    }
    return failures;
  }

  private Optional<FailedFork> failure(int round, Arm arm) {
    Path file = store.forkFolder(round, arm, RunStore.FAILED_SUFFIX).resolve(RunStore.FAILURE);
    return Files.isRegularFile(file)
        ? Optional.of(RunJson.read(file, FailedFork.class))
        : Optional.empty();
  }

  /**
   * Reads all that was measured.
   *
   * @throws EnvironmentException if a file of a finished fork is damaged; the message names it
   */
  public RunRecord read() {
    return read(
        damage -> {
          throw damage;
        });
  }

  /**
   * Reads what was measured and can be read.
   *
   * @param damaged told of each finished fork that is left out, with its file and the reason
   */
  public RunRecord read(Consumer<EnvironmentException> damaged) {
    List<ArmForks> arms = new ArrayList<>();
    List<ArmForks> placebos = new ArrayList<>();
    Map<String, String> placeboOf = new HashMap<>();
    Map<String, String> builds = new LinkedHashMap<>();
    for (PlannedJdk jdk : store.plan().jdks()) {
      if (jdk.isPlacebo()) {
        placeboOf.put(jdk.name(), jdk.placeboOf());
      } else {
        builds.put(jdk.name(), jdk.label());
      }
    }
    for (PlannedArm planned : store.plan().arms()) {
      ArmForks forks = forksOf(planned, damaged);
      Arm arm = planned.arm();
      String same = placeboOf.get(arm.jdk());
      if (same == null) {
        arms.add(forks);
      } else {
        Arm measured = new Arm(arm.pattern(), arm.model(), same, arm.params());
        placebos.add(new ArmForks(measured, forks.forks(), forks.failed(), forks.hung()));
      }
    }
    Map<Arm, String> absent = new LinkedHashMap<>();
    store.plan().absent().forEach(each -> absent.put(each.arm(), each.reason()));
    return new RunRecord(
        store.plan().runId(),
        store.plan().startedUtc(),
        environment().machine().line(),
        store.plan().preset(),
        builds,
        store.plan().rounds(),
        arms,
        absent,
        placebos,
        criteria());
  }

  private Criteria criteria() {
    Terms terms = store.plan().terms();
    return terms == null ? Criteria.DEFAULT : terms.criteria();
  }

  private ArmForks forksOf(PlannedArm planned, Consumer<EnvironmentException> damaged) {
    List<Fork> forks = new ArrayList<>();
    int failed = 0;
    int hung = 0;
    for (int round = 1; round <= planned.rounds(); round++) {
      Path fork = store.forkFolder(round, planned.arm(), "");
      if (Files.isDirectory(fork)) {
        fork(round, fork, damaged).ifPresent(forks::add);
      }
      Optional<FailedFork> failure = failure(round, planned.arm());
      failed += failure.isPresent() && !failure.get().hung() ? 1 : 0;
      hung += failure.isPresent() && failure.get().hung() ? 1 : 0;
    }
    return new ArmForks(planned.arm(), forks, failed, hung);
  }

  private Optional<Fork> fork(int round, Path fork, Consumer<EnvironmentException> damaged) {
    try {
      return Optional.of(
          new Fork(round, LatencyLog.sums(intervals(fork)), counters(fork).counts()));
    } catch (EnvironmentException e) {
      damaged.accept(e);
      return Optional.empty();
    }
  }

  /**
   * Reads the histograms of a finished fork and holds them against the counts that were written
   * beside them.
   *
   * @throws EnvironmentException if they differ or cannot be read
   */
  List<LatencyLog.Interval> intervals(Path fork) {
    Path log = fork.resolve(RunStore.LATENCY_LOG);
    Counters counters = counters(fork);
    try {
      List<LatencyLog.Interval> intervals = LatencyLog.read(log);
      Map<String, Histogram> sums = LatencyLog.sums(intervals);
      counters
          .samples()
          .forEach(
              (kind, samples) -> {
                long found = sums.containsKey(kind) ? sums.get(kind).getTotalCount() : 0;
                if (found != samples) {
                  throw new EnvironmentException(
                      log
                          + " is damaged: wanted "
                          + samples
                          + " samples of "
                          + RunJson.oneLine(kind)
                          + " by its counters.json, found "
                          + found
                          + "; delete the fork's folder to do without it");
                }
              });
      return intervals;
    } catch (IOException e) {
      String reason = RunJson.oneLine(e.getMessage());
      throw new EnvironmentException(
          (reason.startsWith(log.toString()) ? reason : log + " cannot be read: " + reason)
              + "; delete the fork's folder to do without it",
          e);
    }
  }

  private static Counters counters(Path fork) {
    return RunJson.read(fork.resolve(RunStore.COUNTERS), Counters.class);
  }

  /**
   * Reads JMH's result of a finished fork.
   *
   * @throws EnvironmentException if it cannot be read
   */
  JsonNode jmh(Path fork) {
    return RunJson.read(fork.resolve(RunStore.JMH_JSON), JsonNode.class);
  }
}
