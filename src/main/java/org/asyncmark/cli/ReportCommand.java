package org.asyncmark.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.asyncmark.analyse.RunRecord;
import org.asyncmark.analyse.Slo;
import org.asyncmark.store.History;
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
    description = "Write the report, figures and exports of a run again; append it to a history.")
public final class ReportCommand implements Callable<Integer> {
  @Parameters(
      arity = "0..1",
      paramLabel = "RUN",
      description = "folder of the run, for example results/...")
  private @Nullable Path run;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "folder for the figures; default 'plots/<run id>' beside the folder of all runs, of a"
              + " history 'plots/<its name>' beside it")
  private @Nullable Path plots;

  @Mixin private QuestionOptions question;

  @Option(
      names = "--slo",
      paramLabel = "pN=TIME",
      description =
          "of a run in open mode: the most that a percentile of the response may be, for example"
              + " p99=10ms; which rates keep it is told first")
  private @Nullable String slo;

  @Mixin private HistoryOptions histories;

  @Option(names = "--verbose", description = "print all tables behind the summary")
  private boolean verbose;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    try {
      if (run == null) {
        return draw();
      }
      histories.refuseCell();
      try (RunStore store = RunStore.open(run)) {
        return report(store, histories.history());
      }
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  /** Draws a history. */
  private int draw() {
    History history = histories.history();
    if (history == null) {
      throw new IllegalArgumentException("want RUN, or --history FILE, or both");
    }
    if (slo != null || verbose || question.asked().isPresent()) {
      throw new IllegalArgumentException(
          "--slo, --from, --to and --verbose want RUN; add the folder of a run");
    }
    histories.draw(history, plots, spec.commandLine().getOut());
    return 0;
  }

  private int report(RunStore store, @Nullable History history) {
    PrintWriter out = spec.commandLine().getOut();
    Path figures = plots == null ? RunJob.plotsOf(store) : plots;
    Optional<Slo> limit = Optional.ofNullable(slo).map(Slo::of);
    if (history != null) {
      history.lines(); // what is none is refused before a minute of work
    }
    RunRecord read =
        RunJob.report(store, figures, new RunJob.Asked(question.asked(), limit), verbose, out);
    if (history != null) {
      out.println("history: " + history.append(store, read));
    }
    return new RunReader(store).failures().isEmpty() ? 0 : Errors.FAILED;
  }
}
