package org.asyncmark.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.asyncmark.EnvironmentException;
import org.asyncmark.store.Merging;
import org.asyncmark.store.RunReader;
import org.asyncmark.store.RunStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Puts shards together and reports; ends with 1 if a fork of theirs failed. */
@Command(
    name = "merge",
    mixinStandardHelpOptions = true,
    description = {
      "Make one run of all shards of a plan, and report it. The shards stay as they are.",
      "They are measured by run --plan FILE --shard I/N. Where their machines differ, each contrast is",
      "made machine by machine."
    })
public final class MergeCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "DIR",
      arity = "1..*",
      description = "folders of the shards, one of each, for example results/*_shard?of3")
  private List<Path> folders = new ArrayList<>();

  @Option(
      names = "--results",
      paramLabel = "DIR",
      defaultValue = Headings.RESULTS,
      description = "folder of all runs, figures go to 'plots' beside it; default ${DEFAULT-VALUE}")
  private Path results;

  @Option(names = "--verbose", description = "print all tables behind the summary")
  private boolean verbose;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    Merging merging = new Merging(folders);
    Path run = merging.folder(results);
    Path figures = RunJob.plotsOf(run);
    // of a run of the same plan in another folder beside this one
    if (Files.exists(figures) && !Files.exists(run)) {
      throw new EnvironmentException(
          "wanted a new folder for the figures of the merged run, found "
              + figures
              + "; delete it, or name a folder of runs elsewhere with --results: figures lie beside it");
    }
    RunStore store = merging.into(results);
    try {
      RunJob.report(store, figures, RunJob.Asked.NOTHING, verbose, out);
    } catch (EnvironmentException e) {
      throw merging.dropped(store, e); // a damaged fork, which is to be restored in its shard
    }
    return new RunReader(store).failures().isEmpty() ? 0 : Errors.FAILED;
  }
}
