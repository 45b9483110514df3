package org.asyncmark.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.asyncmark.analyse.Slo;
import org.asyncmark.store.RunReader;
import org.asyncmark.store.RunStore;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes tables, figures and exports of a run anew, from what its forks left on disk. */
@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    description = "Write the report, figures and exports of a run again.")
public final class ReportCommand implements Callable<Integer> {
  @Parameters(paramLabel = "RUN", description = "folder of the run, for example results/...")
  private Path run;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "folder for the figures; default 'plots/<run id>' beside the folder of all runs")
  private @Nullable Path plots;

  @Mixin private QuestionOptions question;

  @Option(
      names = "--slo",
      paramLabel = "pN=TIME",
      description =
          "of a run in open mode: the most that a percentile of the response may be, for example"
              + " p99=10ms; which rates keep it is told first")
  private @Nullable String slo;

  @Option(names = "--verbose", description = "print all tables behind the summary")
  private boolean verbose;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    try (RunStore store = RunStore.open(run)) {
      return report(store);
    }
  }

  private int report(RunStore store) {
    PrintWriter out = spec.commandLine().getOut();
    Path figures = plots == null ? RunJob.plotsOf(store) : plots;
    try {
      Optional<Slo> limit = Optional.ofNullable(slo).map(Slo::of);
      RunJob.report(store, figures, new RunJob.Asked(question.asked(), limit), verbose, out);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
    return new RunReader(store).failures().isEmpty() ? 0 : Errors.FAILED;
  }
}
