package org.asyncmark.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.asyncmark.EnvironmentException;
import org.asyncmark.analyse.AcrossMachines;
import org.asyncmark.analyse.BetweenRuns;
import org.asyncmark.analyse.ContrastTable;
import org.asyncmark.analyse.Contrasts;
import org.asyncmark.analyse.Digits;
import org.asyncmark.analyse.Grouping;
import org.asyncmark.analyse.Interactions;
import org.asyncmark.analyse.Migration;
import org.asyncmark.analyse.Question;
import org.asyncmark.analyse.RunRecord;
import org.asyncmark.analyse.UndecidedException;
import org.asyncmark.report.ContrastText;
import org.asyncmark.report.Means;
import org.asyncmark.store.SettledRuns;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says what differs, by how much and how sure that is; ends with 3 if a condition is met. */
@Command(
    name = "compare",
    mixinStandardHelpOptions = true,
    description =
        "Compare the JDKs, models or parameters of one run, or several runs with the first of"
            + " them.")
public final class CompareCommand implements Callable<Integer> {
  private static final String POOLED =
      "Rounds of several machines are taken together, which were not shown to differ.";

  @Parameters(
      paramLabel = "RUN",
      arity = "1..*",
      description =
          "Folder of a run under results, JSON file of plain JMH, or log of HdrHistogram. Of"
              + " several, each is compared with the first; they are not paired.")
  private List<Path> runs = new ArrayList<>();

  @Option(
      names = "--row",
      split = ",",
      paramLabel = "KEY",
      description =
          "What names a row: pattern, model, jdk or a parameter. Default: those that tell rows"
              + " apart.")
  private List<String> row = new ArrayList<>();

  @Option(
      names = "--col",
      defaultValue = "",
      paramLabel = "KEY",
      description =
          "What is compared within a run: jdk, model, mechanism or another parameter. Default: the"
              + " first of these that has several values.")
  private String column;

  @Option(
      names = "--table",
      split = ",",
      paramLabel = "KEY",
      description = "What gets a table for each of its values. cpus always does.")
  private List<String> table = new ArrayList<>();

  @Option(
      names = "--across",
      defaultValue = "",
      paramLabel = "KEY",
      description =
          "Compare the contrasts of this key over --col (default: jdk). With model: does what a"
              + " model gains differ between JDKs?")
  private String across;

  @Mixin private QuestionOptions question;

  @Option(
      names = "--mean",
      description = "Add the geometric mean over the rows of each table, with its interval.")
  private boolean mean;

  @Option(
      names = "--metric",
      split = ",",
      paramLabel = "METRIC",
      description =
          "p50, p99, leaf.p50, throughput, cpu, allocated or anything else that was counted. The"
              + " first is shown in full. Default: p50,p99 and, where they were counted,"
              + " cpu,allocated; score for files of JMH.")
  private List<String> metrics = new ArrayList<>();

  @Option(
      names = "--delta",
      paramLabel = "PERCENT",
      description =
          "Least change that matters, for example 3%% or 0.5%%. Default: what the first run"
              + " declared, else 3%%.")
  private @Nullable String delta;

  @Option(
      names = "--format",
      defaultValue = "text",
      paramLabel = "FORMAT",
      description = "text, md (to paste into a review), csv or json. Default: ${DEFAULT-VALUE}.")
  private String format;

  @Option(
      names = "--fail-if",
      split = ",",
      paramLabel = "CONDITION",
      description =
          "End with exit code 3 if a contrast has this verdict and a larger change: 'slower>5%%',"
              + " also faster, less and more. Or if a fork counted more than this:"
              + " 'threads.peak>100'. Of several runs the counts of all but the first are looked at."
              + " Exit code 1 if a condition could not be judged or measured. Several with commas.")
  private List<String> failIf = new ArrayList<>();

  @Option(
      names = "--allow-undecided",
      description =
          "Do not end with exit code 1 if a condition of --fail-if could not be judged or measured,"
              + " for example with fewer than 6 forks.")
  private boolean allowUndecided;

  @Option(
      names = "--cross-machine",
      description = "Compare runs of different machines all the same.")
  private boolean crossMachine;

  @Option(
      names = "--pool",
      description =
          "Take the rounds of several machines of a merged run together. Refused if the machines"
              + " were shown to differ in a contrast.")
  private boolean pool;

  @Spec private CommandSpec spec;

  /** The runs that were compared: one alone, or those that were held against the first. */
  private final List<RunRecord> measured = new ArrayList<>();

  private List<AcrossMachines> machines = List.of();

  @Override
  public Integer call() {
    PrintWriter err = spec.commandLine().getErr();
    ForeignFiles files = ForeignFiles.read(runs);
    ComparedRuns compared = new ComparedRuns(files, metrics, err);
    List<ContrastTable> tables;
    ContrastText text;
    Gate gate;
    try {
      text = ContrastText.named(format);
      gate = Gate.of(failIf, allowUndecided);
      if (files.logs(runs)) {
        return new LogComparison(spec, files, runs, text, gate).print();
      }
      tables = tables(compared, delta == null ? null : Percentage.of("--delta", delta));
    } catch (IllegalArgumentException e) {
      compared.damages().forEach(err::println);
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    } catch (UndecidedException e) {
      if (failIf.isEmpty() || allowUndecided) {
        throw e;
      }
      return nothingJudged(e, compared.damages());
    }
    PrintWriter out = spec.commandLine().getOut();
    boolean dim = text == ContrastText.TEXT && Ansi.AUTO.enabled();
    out.print(dim ? ContrastText.dimmed(tables) : text.render(tables));
    out.print(text.across(machines));
    out.flush();
    int judged = gate.judge(tables, measured, !metrics.isEmpty(), files.leftOut(), err);
    compared.damages().forEach(err::println);
    return compared.damages().isEmpty() ? judged : Errors.ENVIRONMENT;
  }

  private int nothingJudged(UndecidedException reason, List<String> damages) {
    PrintWriter err = spec.commandLine().getErr();
    damages.forEach(err::println);
    err.println(reason.getMessage());
    failIf.forEach(each -> err.println("--fail-if " + each + " could not be judged"));
    return Errors.FAILED;
  }

  private List<ContrastTable> tables(ComparedRuns compared, @Nullable Double asked) {
    if (runs.size() == 1) {
      return within(compared, runs.get(0), asked);
    }
    if (pool) {
      throw new IllegalArgumentException(
          "want --pool with one run alone, got " + runs.size() + " runs");
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
    return between(compared, asked);
  }

  private List<ContrastTable> between(ComparedRuns compared, @Nullable Double asked) {
    Path first = runs.get(0);
    RunRecord base = compared.read(first);
    double margin = margin(base, asked);
    List<ContrastTable> tables = new ArrayList<>();
    RunNames names = new RunNames(runs);
    for (Path other : runs.subList(1, runs.size())) {
      try {
        compared
            .readOrTell(other)
            .map(run -> SettledRuns.of(base, run))
            .ifPresent(
                both -> {
                  RunRecord told = names.told(other, both.other());
                  tables.add(
                      BetweenRuns.of(
                              names.told(first, both.base()),
                              told,
                              row,
                              compared.words(base, first, other),
                              margin,
                              crossMachine)
                          .withWarnings(both.notes())
                          .withWarnings(compared.differences(first, other)));
                  measured.add(told);
                });
      } catch (UndecidedException e) {
        if (runs.size() == 2) {
          throw e;
        }
        compared.damages().add(e.getMessage());
      }
    }
    if (tables.isEmpty()) {
      throw new EnvironmentException(String.join(System.lineSeparator(), compared.damages()));
    }
    return tables;
  }

  private List<ContrastTable> within(ComparedRuns compared, Path run, @Nullable Double asked) {
    if (compared.isFile(run)) {
      throw new IllegalArgumentException(
          "want two files of JMH to compare, got one: JMH runs the forks of a benchmark back to"
              + " back, so that nothing within a file pairs");
    }
    RunRecord record = compared.read(run);
    List<String> words = compared.words(record, run);
    double margin = margin(record, asked);
    List<ContrastTable> tables = within(record, words, margin);
    machines = AcrossMachines.of(record, tables);
    if (pool) {
      record = pooled(compared, run, record);
      tables =
          within(record, words, margin).stream()
              .map(table -> table.withWarnings(List.of(POOLED)))
              .toList();
    }
    measured.add(record);
    return tables;
  }

  /** Returns the run with the rounds of its machines taken together. */
  private RunRecord pooled(ComparedRuns compared, Path run, RunRecord apart) {
    if (AcrossMachines.machines(apart) < 2) {
      throw new IllegalArgumentException(
          "want --pool of a run that several machines measured, got one of one machine: " + run);
    }
    if (machines.isEmpty()) {
      throw new IllegalArgumentException(
          "want --pool of contrasts that several machines have, found none in " + run);
    }
    for (AcrossMachines each : machines) {
      if (!each.couldDiffer()) {
        throw new IllegalArgumentException(
            "want --pool of machines that can be shown to differ, found too few rounds for that in "
                + each.name()
                + " (p is "
                + Digits.three(each.leastP())
                + " at least); leave out --pool to see each");
      }
      if (each.differ()) {
        throw new IllegalArgumentException(
            "want --pool of machines that agree, found that they differ in "
                + each.name()
                + " (p "
                + Digits.three(each.p())
                + "); leave out --pool to see each");
      }
    }
    return compared.readPooled(run);
  }

  private List<ContrastTable> within(RunRecord record, List<String> words, double margin) {
    Optional<Question> way = question.asked();
    if (way.isPresent()) {
      if (!row.isEmpty() || !table.isEmpty() || !column.isEmpty() || !across.isEmpty() || mean) {
        throw new IllegalArgumentException(
            "want --from and --to without --row, --col, --table, --across and --mean");
      }
      return Migration.within(record, way.get(), words, margin);
    }
    if (!across.isEmpty()) {
      if (!row.isEmpty() || !table.isEmpty() || mean) {
        throw new IllegalArgumentException("want --across without --row, --table and --mean");
      }
      String changing = column.isEmpty() ? "jdk" : column;
      return Interactions.within(record, across, changing, words, margin);
    }
    Grouping grouping = new Grouping(column, row, table);
    List<ContrastTable> tables = Contrasts.within(record, grouping, words, margin);
    return mean ? tables.stream().map(each -> Means.added(record, each)).toList() : tables;
  }

  private static double margin(RunRecord first, @Nullable Double asked) {
    return asked == null ? first.criteria().delta() : asked;
  }
}
