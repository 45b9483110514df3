package org.asyncmark.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.asyncmark.store.Packing;
import org.asyncmark.store.RunReader;
import org.asyncmark.store.RunStore;
import org.asyncmark.store.TextExports;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes a run small and one to keep: its reports, and all forks in one zip. */
@Command(
    name = "pack",
    mixinStandardHelpOptions = true,
    description = {
      "Put all forks of a finished run into one rounds.zip, which every verb reads in place.",
      "What report can write again is deleted."
    })
public final class PackCommand implements Callable<Integer> {
  @Parameters(paramLabel = "RUN", description = "folder of the run, for example results/...")
  private Path run;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    try (RunStore store = RunStore.open(run)) {
      boolean first = new Packing(store).pack();
      if (first && Files.isRegularFile(run.resolve("export").resolve(TextExports.FORKS))) {
        new TextExports(store, new RunReader(store).read()).writeForks();
      }
      out.println((first ? "packed: " : "packed already: ") + run.resolve(RunStore.ROUNDS_ZIP));
    }
    return 0;
  }
}
