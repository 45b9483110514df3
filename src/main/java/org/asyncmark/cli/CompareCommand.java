package org.asyncmark.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.asyncmark.EnvironmentException;
import org.asyncmark.analyse.BetweenRuns;
import org.asyncmark.analyse.ContrastTable;
import org.asyncmark.analyse.Contrasts;
import org.asyncmark.analyse.Grouping;
import org.asyncmark.analyse.Interactions;
import org.asyncmark.analyse.Measure;
import org.asyncmark.analyse.Migration;
import org.asyncmark.analyse.Question;
import org.asyncmark.analyse.RunRecord;
import org.asyncmark.analyse.UndecidedException;
import org.asyncmark.report.ContrastText;
import org.asyncmark.report.FailIf;
import org.asyncmark.report.Means;
import org.asyncmark.store.RunReader;
import org.asyncmark.store.RunStore;
import org.asyncmark.store.SettledRuns;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says what differs, by how much and how sure that is; ends with 3 if a condition is met. */
@Command(
    name = "compare",
    mixinStandardHelpOptions = true,
    description = "Compare JDKs, models or parameters of a run, or runs with each other.")
public final class CompareCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "RUN",
      arity = "1..*",
      description =
          "folder of a run, for example results/..., or a JSON file of plain JMH, or a log of"
              + " HdrHistogram; of several each is compared with the first, unpaired")
  private List<Path> runs = new ArrayList<>();

  @Option(
      names = "--row",
      split = ",",
      paramLabel = "KEY",
      description =
          "what names a row: pattern, model, jdk or a parameter; default those that tell rows apart")
  private List<String> row = new ArrayList<>();

  @Option(
      names = "--col",
      defaultValue = "",
      paramLabel = "KEY",
      description =
          "what is compared within a run: jdk, model or a parameter; default the first of these"
              + " that has several values")
  private String column;

  @Option(
      names = "--table",
      split = ",",
      paramLabel = "KEY",
      description = "what has a table for each of its values; cpus always has")
  private List<String> table = new ArrayList<>();

  @Option(
      names = "--across",
      defaultValue = "",
      paramLabel = "KEY",
      description =
          "whether the contrasts of this key change with --col (default jdk): with model, whether"
              + " what a model gains differs between JDKs")
  private String across;

  @Mixin private QuestionOptions question;

  @Option(
      names = "--mean",
      description = "geometric mean over the rows of each table, with an interval")
  private boolean mean;

  @Option(
      names = "--metric",
      split = ",",
      paramLabel = "METRIC",
      description =
          "p50, p99, leaf.p50, throughput, cpu, allocated or anything else that was counted; the"
              + " first in full; default p50,p99 and, where they were counted, cpu,allocated; of files of"
              + " JMH: score")
  private List<String> metrics = new ArrayList<>();

  @Option(
      names = "--delta",
      paramLabel = "PERCENT",
      description = "least change that matters; default what the first run declared, or 3%%")
  private @Nullable String delta;

  @Option(
      names = "--format",
      defaultValue = "text",
      paramLabel = "FORMAT",
      description = "text, md, csv or json; default ${DEFAULT-VALUE}")
  private String format;

  @Option(
      names = "--fail-if",
      split = ",",
      paramLabel = "CONDITION",
      description =
          "end with exit code 3 if some contrast has this verdict with an estimate above this, for"
              + " example 'slower>5%%'; also faster, less and more; several with commas")
  private List<String> failIf = new ArrayList<>();

  @Option(
      names = "--allow-undecided",
      description =
          "do not end with exit code 1 if a condition of --fail-if could not be judged, for example"
              + " with fewer than 6 forks")
  private boolean allowUndecided;

  @Option(
      names = "--cross-machine",
      description = "compare runs with each other though their machines differ")
  private boolean crossMachine;

  @Spec private CommandSpec spec;

  private ForeignFiles files = ForeignFiles.read(List.of());

  /** What was read and what could not be. */
  private final List<String> damages = new ArrayList<>();

  @Override
  public Integer call() {
    List<ContrastTable> tables;
    ContrastText text;
    Gate gate;
    try {
      text = ContrastText.named(format);
      gate = new Gate(failIf.stream().map(FailIf::of).toList(), allowUndecided);
      files = ForeignFiles.read(runs);
      if (files.logs(runs)) {
        return new LogComparison(spec, files, runs, text, gate).print();
      }
      tables = tables(delta == null ? null : Percentage.of("--delta", delta));
    } catch (IllegalArgumentException e) {
      damages.forEach(spec.commandLine().getErr()::println);
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    } catch (UndecidedException e) {
      if (failIf.isEmpty() || allowUndecided) {
        throw e;
      }
      return nothingJudged(e);
    }
    PrintWriter out = spec.commandLine().getOut();
    boolean dim = text == ContrastText.TEXT && Ansi.AUTO.enabled();
    out.print(dim ? ContrastText.dimmed(tables) : text.render(tables));
    out.flush();
    PrintWriter err = spec.commandLine().getErr();
    int judged = gate.judge(tables, !metrics.isEmpty(), files.leftOut(), err);
    damages.forEach(err::println);
    return damages.isEmpty() ? judged : Errors.ENVIRONMENT;
  }

  private int nothingJudged(UndecidedException reason) {
    PrintWriter err = spec.commandLine().getErr();
    damages.forEach(err::println);
    err.println(reason.getMessage());
    failIf.forEach(each -> err.println("--fail-if " + each + " could not be judged"));
    return Errors.FAILED;
  }

  private List<ContrastTable> tables(@Nullable Double asked) {
    if (runs.size() == 1) {
      return within(runs.get(0), asked);
    }
    if (question.asked().isPresent()) {
      throw new IllegalArgumentException(
          "want --from and --to with one run alone, got " + runs.size() + " runs");
    }
    if (!column.isEmpty() || !table.isEmpty() || !across.isEmpty() || mean) {
      throw new IllegalArgumentException(
          "want --col, --table, --across and --mean with one run alone, got "
              + runs.size()
              + " runs: between runs the run is what is compared");
    }
    Path first = runs.get(0);
    RunRecord base = read(first);
    double margin = margin(base, asked);
    List<ContrastTable> tables = new ArrayList<>();
    RunNames names = new RunNames(runs);
    for (Path other : runs.subList(1, runs.size())) {
      try {
        readOrTell(other)
            .map(run -> SettledRuns.of(base, run))
            .map(
                both ->
                    BetweenRuns.of(
                            names.told(first, both.base()),
                            names.told(other, both.other()),
                            row,
                            words(base, first, other),
                            margin,
                            crossMachine)
                        .withWarnings(both.notes()))
            .map(table -> methods(first, other).map(table::withWarning).orElse(table))
            .ifPresent(tables::add);
      } catch (UndecidedException e) {
        if (runs.size() == 2) {
          throw e;
        }
        damages.add(e.getMessage());
      }
    }
    if (tables.isEmpty()) {
      throw new EnvironmentException(String.join(System.lineSeparator(), damages));
    }
    return tables;
  }

  private List<ContrastTable> within(Path run, @Nullable Double asked) {
    if (isFile(run)) {
      throw new IllegalArgumentException(
          "want two files of JMH to compare, got one: JMH runs the forks of a benchmark back to"
              + " back, so that nothing within a file pairs");
    }
    RunRecord record = read(run);
    double margin = margin(record, asked);
    Optional<Question> way = question.asked();
    if (way.isPresent()) {
      if (!row.isEmpty() || !table.isEmpty() || !column.isEmpty() || !across.isEmpty() || mean) {
        throw new IllegalArgumentException(
            "want --from and --to without --row, --col, --table, --across and --mean");
      }
      return Migration.within(record, way.get(), words(record, run), margin);
    }
    if (!across.isEmpty()) {
      if (!row.isEmpty() || !table.isEmpty() || mean) {
        throw new IllegalArgumentException("want --across without --row, --table and --mean");
      }
      String changing = column.isEmpty() ? "jdk" : column;
      return Interactions.within(record, across, changing, words(record, run), margin);
    }
    Grouping grouping = new Grouping(column, row, table);
    List<ContrastTable> tables = Contrasts.within(record, grouping, words(record, run), margin);
    return mean ? tables.stream().map(each -> Means.added(record, each)).toList() : tables;
  }

  /** Returns what is to be said of runs that were not measured in the same way. */
  private Optional<String> methods(Path first, Path other) {
    if (isFile(first) || isFile(other)) {
      return Optional.empty();
    }
    int before = RunStore.open(first).methodVersion();
    int after = RunStore.open(other).methodVersion();
    return before == after
        ? Optional.empty()
        : Optional.of(
            "The runs are of method versions "
                + before
                + " and "
                + after
                + ": what is measured changed in between, see CHANGELOG.md.");
  }

  private boolean isFile(Path run) {
    return files.contains(run);
  }

  private RunRecord read(Path run) {
    return isFile(run)
        ? files.run(run, spec.commandLine().getErr()::println)
        : new RunReader(RunStore.open(run))
            .read(Measure.kindsOf(metrics), damage -> damages.add(damage.getMessage()));
  }

  private Optional<RunRecord> readOrTell(Path run) {
    try {
      return Optional.of(read(run));
    } catch (EnvironmentException e) {
      damages.add(e.getMessage());
      return Optional.empty();
    }
  }

  private List<String> words(RunRecord base, Path... of) {
    if (!metrics.isEmpty()) {
      return metrics;
    }
    for (Path run : of) {
      if (isFile(run)) {
        return List.of(Measure.SCORE);
      }
    }
    return Measure.usual(base);
  }

  private static double margin(RunRecord first, @Nullable Double asked) {
    return asked == null ? first.criteria().delta() : asked;
  }
}
