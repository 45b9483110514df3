package org.asyncmark.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.asyncmark.EnvironmentException;
import org.asyncmark.Source;
import org.asyncmark.analyse.Digits;
import org.asyncmark.jdk.Installed;
import org.asyncmark.plan.Block;
import org.asyncmark.plan.Plan;
import org.asyncmark.plan.PlannedJdk;
import org.asyncmark.plan.Shard;
import org.asyncmark.run.JmhLock;
import org.asyncmark.store.RunStore;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/**
 * Measures what was planned before: the rest of a run, or a plan that was written, or a part of
 * one. What would plan anew is refused.
 *
 * @param dryRun whether to print the plan only
 * @param verbose whether to print all tables behind the summary
 */
record EarlierPlan(
    CommandSpec spec,
    CellOptions cells,
    PythonOptions pythons,
    List<String> jmhOptions,
    boolean dryRun,
    boolean verbose) {
  /** Measures a plan that was written, or a part of it. */
  int measure(Path file, ShardOptions shards, Path results) throws InterruptedException {
    refuseBeside("--plan measures what was written", ShardOptions.BESIDE_PLAN);
    Plan plan = ShardOptions.read(file);
    Shard shard;
    try {
      shard = shards.of(plan);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
    List<Installed> installed = plan.installedAmong(found(plan, "--plan"));
    PrintWriter out = spec.commandLine().getOut();
    out.print(PlanText.summary(plan));
    if (shard != null) {
      List<Block> blocks = shard.blocks(plan);
      int forks = blocks.stream().mapToInt(Block::forks).sum();
      long millis = blocks.stream().mapToLong(plan::expectedMillis).sum();
      out.printf(
          Locale.ROOT,
          "%s: %s, about %s%n",
          shard.inWords(),
          Digits.counted(forks, "fork"),
          Durations.inWords(Duration.ofMillis(millis)));
    }
    out.flush();
    if (dryRun) {
      return 0;
    }
    BackendOption.check(plan);
    try (JmhLock lock = JmhLock.acquire()) {
      return RunJob.create(results, plan, shard, installed, out).execute(verbose)
          ? 0
          : Errors.FAILED;
    }
  }

  private void refuseBeside(String reason, List<String> allowed) {
    for (OptionSpec option : spec.commandLine().getParseResult().matchedOptions()) {
      if (!allowed.contains(option.longestName())) {
        throw new ParameterException(
            spec.commandLine(), reason + "; leave out " + option.longestName());
      }
    }
    if (!jmhOptions.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(), reason + "; leave out " + String.join(" ", jmhOptions));
    }
  }

  /** Goes on with a run that was ended before its end. */
  int resume(Path folder) throws InterruptedException {
    refuseBeside(
        "--resume goes on with the plan of its run",
        List.of("--resume", "--jdk-home", "--python", "--dry-run", "--verbose", OwnJars.OPTION));
    RunStore store = RunStore.open(folder);
    if (store.isPacked()) {
      throw new EnvironmentException(
          "wanted a run that is not finished, found "
              + folder.resolve(RunStore.ROUNDS_ZIP)
              + ": it is packed, and nothing is left to measure; start a new run");
    }
    Plan plan = store.plan();
    plan.source().requireSameJar(Source.ofRunningCode());
    List<Installed> installed = plan.installedAmong(found(plan, "--resume"));
    PrintWriter out = spec.commandLine().getOut();
    int there = store.endedForks();
    out.print(PlanText.summary(plan));
    store.shard().ifPresent(shard -> out.printf(Locale.ROOT, "%s%n", shard.inWords()));
    out.printf(Locale.ROOT, "forks that are there: %d of %d%n", there, store.forks());
    store
        .endedAfter()
        .ifPresent(
            round -> out.printf(Locale.ROOT, "the run ended at its look after round %d%n", round));
    if (dryRun) {
      return 0;
    }
    if (there < store.forks()) {
      BackendOption.check(plan);
    }
    try (JmhLock lock = JmhLock.acquire()) {
      return RunJob.resume(store, installed, out).execute(verbose) ? 0 : Errors.FAILED;
    }
  }

  private List<Installed> found(Plan plan, String option) throws InterruptedException {
    cells.builds().requireThoseOf(plan);
    List<Installed> found = new ArrayList<>(cells.found());
    if (plan.jdks().stream().anyMatch(PlannedJdk::isPython)) {
      found.addAll(pythons.found());
    } else if (pythons.given()) {
      throw new ParameterException(
          spec.commandLine(), "the plan of " + option + " has no Python; leave out --python");
    }
    return found;
  }
}
