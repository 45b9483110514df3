package org.asyncmark.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.asyncmark.analyse.PercentileTable;
import org.asyncmark.report.ContrastText;
import org.asyncmark.report.PercentileText;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * What {@code compare} says of histogram logs.
 *
 * @param gate conditions, none of which can be judged
 */
record LogComparison(
    CommandSpec spec, ForeignFiles files, List<Path> logs, ContrastText format, Gate gate) {
  private static final Set<String> OPTIONS =
      Set.of("--format", "--fail-if", "--cross-machine", "--allow-undecided");

  /**
   * Prints the tables.
   *
   * @return the exit code
   * @throws IllegalArgumentException if an option makes no sense for logs
   */
  int print() {
    for (OptionSpec option : spec.commandLine().getParseResult().matchedOptions()) {
      if (!OPTIONS.contains(option.longestName())) {
        throw new IllegalArgumentException(
            "want "
                + option.longestName()
                + " with runs and files of JMH, got histogram logs: of these each tag is a row");
      }
    }
    List<String> damages = new ArrayList<>();
    List<PercentileTable> tables = files.percentiles(logs, damages::add);
    PrintWriter out = spec.commandLine().getOut();
    out.print(tables.isEmpty() ? "" : PercentileText.render(tables, format));
    out.flush();
    PrintWriter err = spec.commandLine().getErr();
    int judged = gate.judgeNothing("a histogram log is one observation and has no verdict", err);
    damages.forEach(err::println);
    return damages.isEmpty() ? judged : Errors.ENVIRONMENT;
  }
}
